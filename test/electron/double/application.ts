// The double of Electron's `app`.
import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { asked, type Part, world } from './world'

let handedOver: unknown = null
export const handed = () => handedOver
export const forgetHanded = () => void (handedOver = null)

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
