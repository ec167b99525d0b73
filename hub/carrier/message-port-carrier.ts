// A carrier over one end of a MessageChannel, Node's or the page's. Bytes are copied, never transferred: transferred buffers
// lose data in some shells.
import type { Carrier } from './carrier'

interface PortLike {
  postMessage(data: unknown): void
  start?(): void
  close(): void
}
/** The page's MessagePort. */
interface PagePort extends PortLike {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}
/** Node's, of node:worker_threads. */
interface NodePort extends PortLike {
  on(type: 'message', listener: (data: unknown) => void): unknown
  on(type: 'close', listener: () => void): unknown
}
export type MessagePortLike = PagePort | NodePort

/** Ports of some shells do not tell that the other end closed, so closing says it first. */
const farewell = null

export function messagePortCarrier(port: MessagePortLike): Carrier {
  const messages = new Set<(data: string | Uint8Array) => void>()
  const closes = new Set<() => void>()
  let open = true
  const end = () => {
    if (!open) return
    open = false
    const listeners = [...closes]
    closes.clear()
    for (const listener of listeners) listener()
  }
  const take = (data: unknown) => {
    if (data === farewell) {
      end()
      port.close()
    } else if (typeof data === 'string' || data instanceof Uint8Array) for (const listener of messages) listener(data)
  }
  if ('on' in port) {
    port.on('message', take)
    port.on('close', end)
  } else {
    port.addEventListener('message', ({ data }) => take(data))
    port.addEventListener('close', end)
  }
  port.start?.()
  return {
    send(data) {
      if (open) port.postMessage(typeof data === 'string' ? data : exactly(data))
    },
    onMessage(listener) {
      messages.add(listener)
      return () => void messages.delete(listener)
    },
    onClose(listener) {
      if (open) closes.add(listener)
      else queueMicrotask(listener)
      return () => void closes.delete(listener)
    },
    close() {
      if (!open) return
      port.postMessage(farewell)
      port.close()
      queueMicrotask(end)
    },
  }
}

/** Cloning a view clones all of the buffer beneath it. */
function exactly(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
}
