// `npm start` on a fresh clone or a warm one: checks Node, installs what is missing, builds what is stale, then becomes
// `rigscope start` with the same arguments. Plain Node, no package.
import { ready } from './build/ready.mjs'

const args = process.argv.slice(2)
const withBridge = args.some((arg) => arg === '--host' || arg.startsWith('--host='))
const program = await ready({ withBridge })
if (program === null) process.exitCode = 1
else {
  process.argv.splice(2, 0, 'start')
  await import(program)
}
