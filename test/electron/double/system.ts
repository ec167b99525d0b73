// The doubles of what Electron asks the system: dialogs, shell, clipboard, keychain, screens, menus.
import type { Clipboard, Dialog, Display, SafeStorage, Screen, Shell } from 'electron'
import { asked, type Part, world } from './world'

export const menus: unknown[] = []
export const Menu = {
  setApplicationMenu: (menu: unknown) => void menus.push(menu),
  buildFromTemplate: (t: unknown) => t,
}

export const dialog = {
  showErrorBox: (title, content) => void asked.push(`dialog.showErrorBox ${title}: ${content}`),
  showSaveDialog: () => Promise.resolve({ canceled: world.savePath === '', filePath: world.savePath }),
  showOpenDialog: () => Promise.resolve({ canceled: world.openPaths.length === 0, filePaths: world.openPaths }),
} satisfies Part<Dialog, 'showErrorBox'> & Record<'showSaveDialog' | 'showOpenDialog', () => Promise<unknown>>

export const shell = {
  showItemInFolder: (path) => void asked.push(`shell.showItemInFolder ${path}`),
  openExternal: (address) => {
    asked.push(`shell.openExternal ${address}`)
    return Promise.resolve()
  },
} satisfies Part<Shell, 'showItemInFolder' | 'openExternal'>

export const clipboard = {
  writeText: (text: string) => {
    asked.push(`clipboard.writeText ${text}`)
    return Promise.resolve()
  },
} satisfies Part<Clipboard, 'writeText'>

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(world.hasKeychain),
  getSelectedStorageBackend: () => world.keychain,
  encryptStringAsync: (text) => Promise.resolve(Buffer.from([...text].reverse().join(''))),
  decryptStringAsync: (bytes) =>
    Promise.resolve({ shouldReEncrypt: false, result: [...bytes.toString()].reverse().join('') }),
} satisfies Part<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>

export const screen = {
  getPrimaryDisplay: () => world.displays[0] as Display,
  getAllDisplays: () => world.displays as Display[],
} satisfies Part<Screen, 'getPrimaryDisplay' | 'getAllDisplays'>
