// The doubles of Electron's sessions and schemes.
import { EventEmitter } from 'node:events'
import type { CustomScheme, Protocol, Session } from 'electron'
import type { Part } from './world'

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
