// The doubles of Electron's processes and of the ways between them.
import { EventEmitter } from 'node:events'
import type { ContextBridge, ForkOptions, IpcMainInvokeEvent, IpcRenderer, UtilityProcess } from 'electron'
import { type MessagePortMainDouble, portPair } from '../port-double'
import type { Part } from './world'

export const handlers = new Map<string, (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown>()
export const ipcMain = {
  handle: (channel: string, handler: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) =>
    void handlers.set(channel, handler),
}

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
