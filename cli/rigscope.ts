// The entry of the program `rigscope`: hands the command line to its command and takes the exit code.
import { runCommandLine } from './command-line'

process.exitCode = await runCommandLine(process.argv.slice(2), {
  line: (text) => process.stdout.write(`${text}\n`),
  problem: (text) => process.stderr.write(`${text}\n`),
})
