// `rigscope open`: opens the panel of the hub that runs. Where none runs, one is started in the background and stays; the
// host's own "Open panel" button calls this.
import { runtimeFolder } from '../../hub/discovery/runtime-folder'
import { controlHub } from '../../hub/single/control-hub'
import { findHub } from '../../hub/single/hub-file'
import { startHub } from '../../hub/start-hub'
import { thisMachine } from '../../hub/discovery/process-alive'
import { backgroundHub } from '../background-hub'
import { ownFile } from '../checkout'
import type { Command } from '../command-line'
import { openInBrowser } from '../open-in-browser'
import { openWindow } from '../open-panel'

export const open: Command = {
  name: 'open',
  help: [
    'rigscope open [--session ID] [--no-open]',
    '',
    'Opens the panel: in a window of its own where Electron is at hand, else in the browser with a code that works once. One',
    'that is open already comes to the front instead. For the browser, where no hub runs, one is started in the background',
    'and stays until rigscope stop ends it.',
    '',
    '  --session ID   shows this session first',
    '  --no-open      only prints where the panel is and the file that opens it',
  ].join('\n'),
  flags: ['no-open'],
  values: ['session'],
  maxPositionals: 0,
  async run({ flags, values }, output) {
    const session = values.get('session') ?? null
    if (session !== null && !/^[A-Za-z0-9-]{8,64}$/.test(session)) {
      output.problem(
        `${session} is no session: these have 8 to 64 letters, digits and hyphens. See rigscope open --help.`,
      )
      return 2
    }
    try {
      const isToOpen = !flags.has('no-open')
      const running = await findHub(runtimeFolder(), await thisMachine())
      if (isToOpen && running !== null && (await controlHub(running).show(session))) {
        output.line('The panel is open already: it was brought to the front; in a browser a ● marks its tab.')
        return 0
      }
      if (isToOpen && (await openWindow(session, (line) => output.line(line))).inWindow) {
        output.line('The panel is open in its own window.')
        return 0
      }
      const { file, isNew } = await backgroundHub(runtimeFolder(), await thisMachine())
      if (isNew) output.line(`The hub runs in the background as process ${file.pid}.`)
      // A hub runs, so that this finds it.
      const hub = await startHub({ panelFolder: ownFile('dist', 'panel') })
      const opener = await hub.openerFile(session)
      output.line(`Panel: ${hub.address}`)
      output.line(`Open: ${opener}`)
      const problem = isToOpen ? await openInBrowser(opener) : null
      if (problem !== null) output.line(problem)
      return 0
    } catch (error) {
      output.problem(error instanceof Error ? error.message : String(error))
      return 1
    }
  },
}
