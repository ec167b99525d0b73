// `rigscope record`: writes what a running session tells into a file that rigscope start --recording plays.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { recordSession } from '../../container/record-session'
import { runtimeFolder } from '../../hub/discovery/runtime-folder'
import { version } from '../checkout'
import type { Command, Given, Output } from '../command-line'
import { chooseSession, runningSessions } from '../running-sessions'
import { stopSignals } from '../stop-signals'

const usualSeconds = 30
const mostSeconds = 3600

export const record: Command = {
  name: 'record',
  help: [
    'rigscope record [--session ID] [--seconds N] [--title TEXT] [--how TEXT] FILE',
    '',
    'Records a running session into FILE (.rigscope). Ctrl+C ends it early and keeps what came until then.',
    '',
    '  --session ID   which session, where more than one runs; rigscope doctor lists them',
    `  --seconds N    how long, ${usualSeconds} where it is not given`,
    '  --title TEXT   what is recorded, in one line; host and scene where it is not given',
    '  --how TEXT     one sentence: on what and how it is recorded',
  ].join('\n'),
  flags: [],
  values: ['session', 'seconds', 'title', 'how'],
  maxPositionals: 1,
  async run(given, output) {
    const wish = readWish(given)
    if (typeof wish === 'string') {
      output.problem(`${wish} See rigscope record --help.`)
      return 2
    }
    try {
      return await recordWish(wish, output)
    } catch (error) {
      output.problem(error instanceof Error ? error.message : String(error))
      return 1
    }
  },
}

interface Wish {
  readonly file: string
  readonly seconds: number
  readonly session: string | null
  readonly title: string | null
  readonly how: string | null
}

function readWish({ values, positionals }: Given): Wish | string {
  const [file] = positionals
  if (file === undefined) return 'rigscope record needs the name of a file.'
  if (!file.endsWith('.rigscope')) return `${file} should end in .rigscope.`
  if (existsSync(file)) return `${resolve(file)} is there already; recordings are not written over.`
  const text = values.get('seconds')
  const seconds = text === undefined ? usualSeconds : Number(text)
  if (!(seconds > 0 && seconds <= mostSeconds)) return `--seconds takes a number up to ${mostSeconds}, not ${text}.`
  const given = (name: string) => values.get(name) ?? null
  return { file: resolve(file), seconds, session: given('session'), title: given('title'), how: given('how') }
}

async function recordWish({ file, seconds, session, title, how }: Wish, output: Output): Promise<number> {
  const address = chooseSession(await runningSessions(runtimeFolder()), session)
  if (typeof address === 'string') throw new Error(address)
  const { host, scene } = address
  const hostAndScene = `${host.name} ${host.version}${scene === null ? '' : `, ${scene}`}`
  const stop = new AbortController()
  const stopping = stopSignals(() => process.exit(130))
  void stopping.asked.then(() => stop.abort())
  output.line(`Recording ${hostAndScene} for ${seconds} s`)
  try {
    const recorded = await recordSession({
      address,
      seconds,
      file,
      title: title ?? hostAndScene,
      how: how ?? `Recorded with rigscope record from ${hostAndScene}.`,
      madeBy: { name: 'rigscope', version: version() },
      signal: stop.signal,
    })
    if (recorded.kind === 'failed') throw new Error(recorded.sentence)
    const { messages, bytes, manifest, endedEarly } = recorded
    if (endedEarly !== null) output.line(endedEarly)
    output.line(
      `Wrote ${messages} messages of ${manifest.seconds.toFixed(1)} s, ${Math.ceil(bytes / 1000)} kB: ${file}`,
    )
    return 0
  } finally {
    stopping.dispose()
  }
}
