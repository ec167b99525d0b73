// Electron as far as electron/ uses it, for tests in plain Node: it does nothing, remembers what it was asked, and says what a test has it
// say. Checked against Electron's own declarations. vitest gives it in place of `electron`, whose own file would download a binary.
import { app, forgetHanded } from './double/application'
import { exposed, forked, handlers, invoked, ipcRenderer } from './double/processes'
import { schemes, served, session, SessionDouble } from './double/session'
import { menus } from './double/system'
import { BrowserWindow } from './double/window'
import { asked, display, world } from './double/world'

export * from './double/application'
export * from './double/processes'
export * from './double/session'
export * from './double/system'
export * from './double/window'
export * from './double/world'

/** As it is before anything has started. */
export function reset(): void {
  asked.length = schemes.length = menus.length = forked.length = invoked.length = 0
  BrowserWindow.all = []
  served.clear()
  handlers.clear()
  exposed.clear()
  app.removeAllListeners()
  ipcRenderer.removeAllListeners()
  session.defaultSession = new SessionDouble()
  forgetHanded()
  Object.assign(world, {
    isFirstInstance: true,
    isPackaged: true,
    userData: '/nowhere',
    displays: [display(1, 0, 0, 1920, 1080)],
    savePath: '',
    openPaths: [],
    keychain: 'gnome_libsecret',
    hasKeychain: true,
  })
}
