// `rigscope stop`: ends the hub that `rigscope open` left in the background. One that somebody started in a terminal is theirs to end,
// since their host would end with it.
import { setTimeout as delay } from 'node:timers/promises'
import { thisMachine } from '../../hub/discovery/process-alive'
import { runtimeFolder } from '../../hub/discovery/runtime-folder'
import { controlHub } from '../../hub/single/control-hub'
import { findHub } from '../../hub/single/hub-file'
import type { Command } from '../command-line'

const patienceMs = 10_000
const lookMs = 50

export const stop: Command = {
  name: 'stop',
  help: [
    'rigscope stop',
    '',
    'Stops the hub that rigscope open left in the background. Hosts go on, and open panels wait for the next hub.',
    'A hub of rigscope start is left alone: Ctrl+C in its terminal stops it, with the host that it started.',
    'Exit code 0 when no hub runs in the background any more.',
  ].join('\n'),
  flags: [],
  values: [],
  maxPositionals: 0,
  async run(_given, output) {
    const runtime = runtimeFolder()
    const here = await thisMachine()
    const hub = await findHub(runtime, here)
    if (hub === null) {
      output.line('No hub runs, so there is nothing to stop.')
      return 0
    }
    const { pid } = hub
    if (!hub.isBackground) {
      output.problem(
        `The hub belongs to a rigscope start or a window of Rigscope, process ${pid}, and was left alone: press Ctrl+C there, or close its window.`,
      )
      return 1
    }
    const isQuitting = await controlHub(hub).quit()
    const until = performance.now() + patienceMs
    while (isQuitting && performance.now() < until) {
      if ((await findHub(runtime, here))?.pid !== pid) {
        output.line(`Stopped the hub that ran in the background as process ${pid}.`)
        return 0
      }
      await delay(lookMs)
    }
    output.problem(`The hub, process ${pid}, does not answer. End that process yourself.`)
    return 1
  },
}
