// Whether this page is shown by the desktop application: what its preload laid into the window, null in a browser.
import type { DesktopApi } from '../../electron/desktop-api'

export const desktopApiHere = (): DesktopApi | null => (window as { readonly rigscope?: DesktopApi }).rigscope ?? null
