// What is refused to every page, whatever it is: permissions, devices, going elsewhere, windows, webviews, downloads, the network. The
// panel needs none of them.
import type { Session, WebContents } from 'electron'

/** The page's address; nothing else is ever shown. */
export const pageAddress = 'app://rigscope/'

/** Whether an address is our page's own. URL gives schemes of one's own no origin to compare. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  return protocol === 'app:' && host === 'rigscope'
}

/** What the page makes for itself, and the tools of a developer who runs a checkout. */
const isOwn = /^(blob:app:\/\/rigscope\/|data:|devtools:)/

export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOurs(url) && !isOwn.test(url) }))
  session.on('will-download', (event) => event.preventDefault())
}

export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
