// Shows the panel to the person: in a window of its own where Electron is at hand, else in the browser, and says which and why.
import { loadSettings } from '../hub/settings/load-settings'
import { findElectron } from './build/find-electron.mjs'
import { checkout } from './checkout'
import { hasDisplay, openInBrowser } from './open-in-browser'
import { openInWindow } from './open-in-window'

export interface PanelOpened {
  /** The window's end, where one was opened. */
  readonly close: () => void
  /** Whether there is a window, so that no browser is needed. */
  readonly inWindow: boolean
}

const nothing = () => undefined

/** Opens a window where one can be had. `say` hears one line where the browser takes its place. */
export async function openWindow(session: string | null, say: (line: string) => void): Promise<PanelOpened> {
  const none = { close: nothing, inWindow: false }
  const { open } = (await loadSettings()).values.panel
  if (open !== 'auto' || !hasDisplay()) return none
  const electron = findElectron(checkout())
  if (electron.kind === 'missing') {
    say(`${electron.sentence}, so the panel opens in the browser.`)
    return none
  }
  const opened = await openInWindow(electron.path, session)
  if (opened.kind === 'open') return { close: opened.close, inWindow: true }
  say(`${opened.sentence} The panel opens in the browser instead.`)
  return none
}

/** The same, and the opener file in the browser where there is no window. */
export async function openPanel(opener: string, say: (line: string) => void): Promise<() => void> {
  if ((await loadSettings()).values.panel.open === 'none') return nothing
  const { close, inWindow } = await openWindow(null, say)
  const problem = inWindow ? null : await openInBrowser(opener)
  if (problem !== null) say(problem)
  return close
}
