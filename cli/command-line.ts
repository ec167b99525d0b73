// Finds the command that a command line names and its options; a mistake becomes one sentence and exit code 2.
// What a command does is its own file's, in commands/, loaded only when it is named.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { version } from './checkout'

/** Where a command writes: lines for whoever reads the output, problems for people. */
export interface Output {
  line(text: string): void
  problem(text: string): void
}

/** What stood on the command line, by the option's name. */
export interface Given {
  readonly flags: ReadonlySet<string>
  readonly values: ReadonlyMap<string, string>
  readonly positionals: readonly string[]
}

export interface Command {
  readonly name: string
  /** The whole text of `rigscope NAME --help`. */
  readonly help: string
  /** `--name` of options that stand alone. */
  readonly flags: readonly string[]
  /** `--name VALUE`. */
  readonly values: readonly string[]
  readonly maxPositionals: number
  /** Resolves to the exit code: 0 fine, 1 something is wrong, 2 wrongly called. */
  run(given: Given, output: Output): Promise<number>
}

interface Listed {
  readonly summary: string
  readonly load: () => Promise<Command>
}

const commands: Readonly<Record<string, Listed>> = {
  start: {
    summary: 'start the hub with a recording or a real host, and open the panel',
    load: async () => (await import('./commands/start')).start,
  },
  open: {
    summary: 'open the panel of the hub that runs, or of a new one in the background',
    load: async () => (await import('./commands/open')).open,
  },
  stop: {
    summary: 'stop the hub that open left in the background',
    load: async () => (await import('./commands/stop')).stop,
  },
  doctor: {
    summary: 'say what Rigscope finds on this machine, and what is wrong',
    load: async () => (await import('./commands/doctor')).doctor,
  },
  record: {
    summary: 'record a session of a running host into a file',
    load: async () => (await import('./commands/record')).record,
  },
}

const overview = () =>
  [
    'Rigscope: live rig performance beside Maya and Blender.',
    '',
    'rigscope COMMAND [OPTIONS]',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`),
    '',
    'rigscope COMMAND --help says more; rigscope --version says which one this is.',
  ].join('\n')

/** @returns the exit code */
export async function runCommandLine(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const listed = name === 'help' && rest[0] !== undefined ? commands[rest[0]] : undefined
    output.line(listed === undefined ? overview() : (await listed.load()).help)
    return 0
  }
  if (name === '--version' || name === '-v') {
    output.line(version())
    return 0
  }
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (listed === undefined) {
    const what = name.startsWith('-') ? 'option' : 'command'
    output.problem(
      `There is no ${what} ${name}; rigscope has the commands ${Object.keys(commands).join(', ')} and help.`,
    )
    return 2
  }
  const command = await listed.load()
  const given = readArguments(command, rest)
  if (typeof given === 'string') {
    output.problem(`${given} See rigscope ${command.name} --help.`)
    return 2
  }
  if (given.flags.has('help')) {
    output.line(command.help)
    return 0
  }
  return command.run(given, output)
}

/** What a command was given, or a sentence saying what is wrong with it. */
export function readArguments(command: Command, args: readonly string[]): Given | string {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } }
  for (const flag of command.flags) options[flag] = { type: 'boolean' }
  for (const value of command.values) options[value] = { type: 'string' }
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const flags = new Set<string>()
  const values = new Map<string, string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    if (name === 'help' || command.flags.includes(name)) {
      if (value !== undefined) return `${rawName} takes no value.`
      flags.add(name)
    } else if (command.values.includes(name)) {
      if (value === undefined || (!token.inlineValue && value.startsWith('-'))) return `${rawName} needs a value.`
      if (values.has(name)) return `${rawName} is given twice.`
      values.set(name, value)
    } else return `rigscope ${command.name} has no option ${rawName}.`
  }
  const extra = positionals[command.maxPositionals]
  if (extra !== undefined) return `rigscope ${command.name} does not know what to do with ${extra}.`
  return { flags, values, positionals }
}
