// Electron's MessagePortMain in the shape that hub/carrier knows. It takes no transfer list: other than ports, Electron's ports lose
// what is transferred.
import type { MessagePortMain } from 'electron'
import type { MessagePortLike } from '../hub/carrier/message-port-carrier'

export function electronPort(port: MessagePortMain): MessagePortLike {
  return {
    postMessage: (data: unknown) => port.postMessage(data),
    // What waits in it must find whoever listens to the carrier that is just being made.
    start: () => queueMicrotask(() => port.start()),
    close: () => port.close(),
    addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (type === 'message') port.on('message', ({ data }) => listener({ data: data as unknown }))
      else port.on('close', () => listener({ data: null }))
    },
  }
}
