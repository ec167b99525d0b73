// Electron as far as electron/ uses it, for tests in plain Node: it does nothing, remembers what it was asked, and says what a test has it
// say. Checked against Electron's own declarations. vitest gives it in place of `electron`, whose own file would download a binary.
import { EventEmitter } from 'node:events'
import type {
  App,
  BrowserWindow as RealWindow,
  BrowserWindowConstructorOptions,
  Clipboard,
  ContextBridge,
  CustomScheme,
  Dialog,
  Display,
  ForkOptions,
  IpcMainInvokeEvent,
  IpcRenderer,
  Protocol,
  SafeStorage,
  Screen,
  Session,
  Shell,
  UtilityProcess,
  WebContents as RealContents,
} from 'electron'
import type { MessagePortMainDouble } from './port-double'
import { portPair } from './port-double'

type Part<T, K extends keyof T> = Pick<T, K>

/** Everything that was asked of the double, in order: `app.quit`, `shell.openExternal https://...`. */
export const asked: string[] = []

export class WebContentsDouble extends EventEmitter {
  openHandler: Parameters<RealContents['setWindowOpenHandler']>[0] | null = null
  readonly sent: [channel: string, ...args: unknown[]][] = []
  readonly posted: [channel: string, ports: MessagePortMainDouble[]][] = []
  setWindowOpenHandler(handler: Parameters<RealContents['setWindowOpenHandler']>[0]) {
    this.openHandler = handler
  }
  send(channel: string, ...args: unknown[]) {
    this.sent.push([channel, ...args])
  }
  postMessage(channel: string, _message: unknown, ports: MessagePortMainDouble[] = []) {
    this.posted.push([channel, ports])
  }
  capturePage() {
    return Promise.resolve({ toPNG: () => Buffer.from('png') })
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  readonly webContents = new WebContentsDouble()
  bounds: { x: number; y: number; width: number; height: number }
  address = ''
  isShown = false
  isAbove = false
  isSmall = false
  constructor(readonly options: BrowserWindowConstructorOptions) {
    super()
    const { x = 0, y = 0, width = 0, height = 0 } = options
    this.bounds = { x, y, width, height }
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(address: string) {
    this.address = address
    return Promise.resolve()
  }
  show() {
    this.isShown = true
    asked.push('window.show')
  }
  focus() {
    asked.push('window.focus')
  }
  restore() {
    this.isSmall = false
  }
  isMinimized() {
    return this.isSmall
  }
  isDestroyed() {
    return false
  }
  setBounds(bounds: BrowserWindow['bounds']) {
    this.bounds = bounds
  }
  getNormalBounds() {
    return this.bounds
  }
  setAlwaysOnTop(isAbove: boolean) {
    this.isAbove = isAbove
  }
}
// Compiles only while the double's methods are Electron's.
export const windowLikeElectrons = (window: BrowserWindow) =>
  window satisfies Part<RealWindow, 'show' | 'focus' | 'restore' | 'isMinimized' | 'getNormalBounds' | 'loadURL'>

/** What the next application finds. */
export const world = {
  isFirstInstance: true,
  isPackaged: true,
  folder: '/app',
  userData: '/nowhere',
  displays: [display(1, 0, 0, 1920, 1080)],
  savePath: '' as string,
  openPaths: [] as string[],
  keychain: 'gnome_libsecret' as ReturnType<SafeStorage['getSelectedStorageBackend']>,
  hasKeychain: true,
}

export function display(id: number, x: number, y: number, width: number, height: number) {
  const bounds = { x, y, width, height }
  return { id, bounds, workArea: { ...bounds, y: y + 24, height: height - 24 } } satisfies Part<
    Display,
    'id' | 'bounds' | 'workArea'
  >
}

let handedOver: unknown = null
export const handed = () => handedOver

const application = {
  enableSandbox: () => void asked.push('app.enableSandbox'),
  requestSingleInstanceLock: (data?: Record<string, unknown>) => {
    handedOver = data
    return world.isFirstInstance
  },
  quit: () => void asked.push('app.quit'),
  whenReady: () => Promise.resolve(),
  getAppPath: () => world.folder,
  getPath: (name: string) => (name === 'userData' ? world.userData : `/home/${name}`),
  setAsDefaultProtocolClient: (scheme: string) => asked.push(`app.setAsDefaultProtocolClient ${scheme}`) > 0,
} satisfies Part<
  App,
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'whenReady'
  | 'getAppPath'
  | 'getPath'
  | 'setAsDefaultProtocolClient'
>
export const app = Object.assign(new EventEmitter(), application)
Object.defineProperty(app, 'isPackaged', { get: () => world.isPackaged })

export const schemes: CustomScheme[] = []
export const served = new Map<string, (request: Request) => Response | Promise<Response>>()
export const protocol = {
  registerSchemesAsPrivileged: (given) => void schemes.push(...given),
  handle: (scheme, answer) => void served.set(scheme, answer),
} satisfies Part<Protocol, 'registerSchemesAsPrivileged' | 'handle'>

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type Filter = (details: { url: string }, answer: (verdict: { cancel?: boolean }) => void) => void
export class SessionDouble extends EventEmitter {
  request: RequestHandler | undefined
  check: Parameters<Session['setPermissionCheckHandler']>[0] | undefined
  device: Parameters<Session['setDevicePermissionHandler']>[0] | undefined
  display: Parameters<Session['setDisplayMediaRequestHandler']>[0] | undefined
  filter: Filter | undefined
  readonly webRequest = { onBeforeRequest: (filter: Filter) => void (this.filter = filter) }
  setPermissionRequestHandler(handler: RequestHandler) {
    this.request = handler
  }
  setPermissionCheckHandler(handler: SessionDouble['check']) {
    this.check = handler
  }
  setDevicePermissionHandler(handler: SessionDouble['device']) {
    this.device = handler
  }
  setDisplayMediaRequestHandler(handler: SessionDouble['display']) {
    this.display = handler
  }
}
export const session = { defaultSession: new SessionDouble() }

export const handlers = new Map<string, (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown>()
export const ipcMain = {
  handle: (channel: string, handler: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) =>
    void handlers.set(channel, handler),
}

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

export class UtilityProcessDouble extends EventEmitter {
  readonly got: [message: unknown, ports: MessagePortMainDouble[]][] = []
  isKilled = false
  postMessage(message: unknown, ports: MessagePortMainDouble[] = []) {
    this.got.push([message, ports])
  }
  kill() {
    this.isKilled = true
    this.emit('exit', 143)
    return true
  }
}
export const forked: { child: UtilityProcessDouble; file: string; args: string[]; options: ForkOptions }[] = []
export const utilityProcess = {
  fork(file: string, args: string[] = [], options: ForkOptions = {}) {
    const child = new UtilityProcessDouble()
    forked.push({ child, file, args, options })
    return child as unknown as UtilityProcess
  },
}

export class MessageChannelMain {
  readonly port1: MessagePortMainDouble
  readonly port2: MessagePortMainDouble
  constructor() {
    ;[this.port1, this.port2] = portPair()
  }
}

export const exposed = new Map<string, unknown>()
export const contextBridge = {
  exposeInMainWorld: (name, api) => void exposed.set(name, api),
} satisfies Part<ContextBridge, 'exposeInMainWorld'>
export const invoked: [channel: string, ...args: unknown[]][] = []
export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: (channel: string, ...args: unknown[]) => {
    invoked.push([channel, ...args])
    return Promise.resolve('answer')
  },
} satisfies Part<IpcRenderer, 'invoke'>)

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
  handedOver = null
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

/** An event that can be prevented, and whether it was. */
export function preventable(): { preventDefault: () => void; readonly isPrevented: boolean } {
  let isPrevented = false
  return {
    preventDefault: () => (isPrevented = true),
    get isPrevented() {
      return isPrevented
    },
  }
}
