// Shows what was opened from outside: a session is chosen at once, a file waits until there is a hub that can read it.
import type { PanelWish } from '../hub/panels/api'
import type { Opened, Shell } from './shell/shell'
import { sayOfCaptures } from './store/captures'
import { chooseSession } from './store/sessions'
import { showSection } from './store/view'

export interface ShowOpened {
  /** Says, each time, that a hub is connected. */
  readonly canOpen: () => void
  /** Somebody asked the hub for a panel, and this one is open. */
  readonly wish: (wish: PanelWish) => void
  readonly stop: () => void
}

export function showOpened(shell: Shell, open: (file: File) => void): ShowOpened {
  const waiting: Extract<Opened, { kind: 'file' }>[] = []
  let isConnected = false
  const openFile = async ({ name, read }: Extract<Opened, { kind: 'file' }>) => {
    const file = await read()
    if (file === null) sayOfCaptures('refused', `${name} cannot be read: it is gone, or not yours to read.`)
    else open(file)
  }
  const stop = shell.onOpened((opened) => {
    if (opened.kind === 'session') return chooseSession(opened.session)
    showSection('evaluation')
    if (isConnected) void openFile(opened)
    else waiting.push(opened)
  })
  return {
    canOpen() {
      isConnected = true
      for (const file of waiting.splice(0)) void openFile(file)
    },
    wish({ session }) {
      if (session !== null) chooseSession(session)
      shell.raise()
    },
    stop,
  }
}
