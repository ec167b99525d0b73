// `rigscope start`: the hub, with a recording or a real host, and the panel, until somebody stops it.
// Each part is started here and stopped in reverse order; what they do is their own.
import { existsSync, rmSync } from 'node:fs'
import { startReplay } from '../../bridge/replay/replay'
import type { Command, Output } from '../command-line'
import { shippedRecording } from '../examine'
import { blender, findProgram } from '../find-program'
import { keepHub } from '../keep-hub'
import { hasDisplay } from '../open-in-browser'
import { openPanel } from '../open-panel'
import { runBlender } from '../run-blender'
import { readStartRequest, type Source, type StartRequest } from '../start-request'
import { stopSignals } from '../stop-signals'

export const start: Command = {
  name: 'start',
  help: [
    'rigscope start [--host blender [SCENE]] [--recording FILE] [--hub-only [--background]] [--no-open] [--port N]',
    '',
    'Starts the hub, or uses the one that runs, plays the shipped recording beside it and opens the panel: in a window of its',
    'own where Electron is at hand, else in the browser.',
    'Ctrl+C stops everything in order; a second Ctrl+C does not wait.',
    '',
    '  --host blender   a real Blender with SCENE, or with the animated Rigify human where none is named',
    '  --recording FILE plays this recording (.rigscope) instead of the shipped one',
    '  --hub-only       neither recording nor host: hosts that run are found, later ones too',
    '  --background     with --hub-only: rigscope stop may end it, as rigscope open leaves it',
    '  --no-open        opens no browser: prints where the panel is and stays',
    '  --port N         the port of the panel, where the hub is not running yet',
  ].join('\n'),
  flags: ['no-open', 'hub-only', 'background'],
  values: ['host', 'recording', 'port'],
  maxPositionals: 1,
  async run(given, output) {
    const request = readStartRequest(given)
    if (typeof request === 'string') {
      output.problem(`${request} See rigscope start --help.`)
      return 2
    }
    const stopping = stopSignals(() => process.exit(130))
    const parts: Part[] = []
    try {
      return await startAndStay(request, output, stopping.asked, parts)
    } catch (error) {
      output.problem(error instanceof Error ? error.message : String(error))
      return 1
    } finally {
      for (const part of parts.reverse()) await part.close()
      stopping.dispose()
    }
  },
}

/** What ends everything by itself: the exit code of the host. In an object, so that waiting for the start does not wait for it. */
interface Ending {
  readonly code: Promise<number>
}

interface Part {
  close(): Promise<void> | void
}

/** Starts the parts, putting each into `parts` as soon as it runs, and resolves to the exit code once all should stop. */
async function startAndStay(
  request: StartRequest,
  output: Output,
  asked: Promise<void>,
  parts: Part[],
): Promise<number> {
  const program = programFor(request.source)
  const hub = await keepHub(request, (line) => output.line(line))
  parts.push(hub)
  // Another hub was faster: nobody would end one that waits for its turn in the background.
  if (request.isBackground && hub.first.kind === 'found') return 0
  const { address, runtimeFolder } = hub.first
  const opener = await hub.first.openerFile()
  parts.push({ close: () => rmSync(opener, { force: true }) })
  output.line(`Panel: ${address}`)
  output.line(`Open: ${opener}`)

  const source = await startSource(request.source, program, runtimeFolder, output, parts)
  parts.push({ close: () => hub.quiet() })
  if (request.isToOpen) parts.push({ close: await openPanel(opener, (line) => output.line(line)) })
  return Promise.race([asked.then(() => 0), hub.quit.then(() => 0), source.code])
}

/** The host's program; throws a sentence where it cannot be started here. */
function programFor(source: Source): string {
  if (source.kind !== 'blender') return ''
  if (!hasDisplay())
    throw new Error(
      'Blender needs a display and there is none here; under xvfb-run it works: xvfb-run npm start -- --host blender',
    )
  const found = findProgram(blender)
  if (found.kind === 'missing') throw new Error(found.sentence)
  return found.path
}

async function startSource(
  source: Source,
  program: string,
  runtime: string,
  output: Output,
  parts: Part[],
): Promise<Ending> {
  const never: Ending = { code: new Promise<number>(() => undefined) }
  switch (source.kind) {
    case 'none':
      return never
    case 'recording': {
      const file = source.file ?? shippedRecording()
      if (source.file === null && !existsSync(file)) {
        output.line('The shipped recording is not there; hosts that run are found all the same.')
        return never
      }
      parts.push(await startReplay({ file, runtimeFolder: runtime }))
      return never
    }
    case 'blender': {
      const running = await runBlender({ program, scene: source.scene, runtimeFolder: runtime })
      parts.push(running)
      const code = running.ended.then(({ code, sentence }) => {
        output.line(sentence ?? 'Blender has ended.')
        return code
      })
      return { code }
    }
  }
}
