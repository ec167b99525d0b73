// What people ask of the panel that is neither the host's nor a capture's, done through the shell; how it went is said in store/view.ts.
import type { Shell } from './shell/shell'
import { say } from './store/view'
import type { Actions } from './view/panel-context'

const noPicture =
  'A browser gives its page no picture of itself: take a screenshot, or open Rigscope as an application, which can.'

export function shellActions(shell: Shell): Pick<Actions, 'copyText' | 'savePicture'> {
  return {
    copyText: (text) => shell.copyText(text),
    savePicture: () =>
      void shell.picture().then(async (picture) => {
        if (picture === null) return say({ tone: 'refused', sentence: noPicture })
        const outcome = await shell.save('rigscope.png', picture)
        if (outcome.kind === 'saved') say({ tone: 'done', sentence: `Saved as ${outcome.name}.` })
        if (outcome.kind === 'failed') say({ tone: 'refused', sentence: outcome.sentence })
      }),
  }
}
