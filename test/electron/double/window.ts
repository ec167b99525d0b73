// The doubles of Electron's windows and of what is in them.
import { EventEmitter } from 'node:events'
import type {
  BrowserWindow as RealWindow,
  BrowserWindowConstructorOptions,
  WebContents as RealContents,
} from 'electron'
import type { MessagePortMainDouble } from '../port-double'
import { app } from './application'
import { asked, type Part } from './world'

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
  reload() {
    asked.push('contents.reload')
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
