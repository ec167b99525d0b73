// A carrier over one WebSocket: the page's own or Node's `ws`, which have this much in common. Who may connect is decided
// before, by serve/; what is said is not looked at.
import type { Carrier } from './carrier'

/** What both kinds of WebSocket offer. */
export interface WebSocketLike {
  binaryType: string
  readonly readyState: number
  send(data: string | Uint8Array<ArrayBuffer>): void
  close(): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close' | 'error', listener: () => void): void
}

/** What a panel's WebSocket speaks. */
export const panelProtocol = 'rigscope.panel'
const keyPrefix = 'rigscope.key.'

/** The protocols that a page offers. Pages cannot set headers of a WebSocket, so that the key of their pass is one of these. */
export const offeredProtocols = (key: string): string[] => [panelProtocol, `${keyPrefix}${key}`]

/** The key among the protocols that were offered; empty where there is none. */
export const offeredKey = (offered: readonly string[]): string =>
  offered.find((one) => one.startsWith(keyPrefix))?.slice(keyPrefix.length) ?? ''

const openState = 1
const closingState = 2

/** A carrier over `socket`, which must be open. */
export function wsCarrier(socket: WebSocketLike): Carrier {
  const messages = new Set<(data: string | Uint8Array) => void>()
  const closes = new Set<() => void>()
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', ({ data }) => {
    const message = typeof data === 'string' ? data : data instanceof ArrayBuffer ? new Uint8Array(data) : null
    if (message !== null) for (const listener of messages) listener(message)
  })
  const end = () => {
    const listeners = [...closes]
    closes.clear()
    for (const listener of listeners) listener()
  }
  socket.addEventListener('close', end)
  // An error is always followed by close, which says all that a carrier tells.
  socket.addEventListener('error', () => undefined)
  return {
    send(data) {
      if (socket.readyState === openState) socket.send(data as string | Uint8Array<ArrayBuffer>)
    },
    onMessage(listener) {
      messages.add(listener)
      return () => void messages.delete(listener)
    },
    onClose(listener) {
      if (socket.readyState >= closingState) queueMicrotask(listener)
      else closes.add(listener)
      return () => void closes.delete(listener)
    },
    close: () => socket.close(),
  }
}
