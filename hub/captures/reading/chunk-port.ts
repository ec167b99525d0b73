// Moves chunks of bytes from one thread to another, no more at a time than the other side has room for.
import type { MessagePort } from 'node:worker_threads'

/** Chunks on their way that nobody has taken yet. */
const mostWaiting = 4

/** Resolves when all are on their way, or when the other side wants no more. Rejects where the chunks do. */
export async function sendChunks(port: MessagePort, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let room = mostWaiting
  let isOpen = true
  let wake: () => void = () => undefined
  port.on('message', () => {
    room += 1
    wake()
  })
  port.on('close', () => {
    isOpen = false
    wake()
  })
  for await (const chunk of chunks) {
    while (room === 0 && isOpen) await new Promise<void>((resolve) => (wake = resolve))
    if (!isOpen) return
    room -= 1
    // Node cuts small buffers from one pool, which must not move away.
    const own = new Uint8Array(chunk)
    port.postMessage(own, [own.buffer])
  }
  if (isOpen) port.postMessage(null)
}

/** The chunks in order. Throws where the other side goes before the end. */
export async function* receiveChunks(port: MessagePort): AsyncGenerator<Uint8Array> {
  const waiting: (Uint8Array | null)[] = []
  let isOpen = true
  let wake: () => void = () => undefined
  port.on('message', (chunk: Uint8Array | null) => {
    waiting.push(chunk)
    wake()
  })
  port.on('close', () => {
    isOpen = false
    wake()
  })
  try {
    for (;;) {
      const chunk = waiting.shift()
      if (chunk === null) return
      if (chunk !== undefined) {
        yield chunk
        if (isOpen) port.postMessage(null)
      } else if (isOpen) await new Promise<void>((resolve) => (wake = resolve))
      else throw new Error('The other thread ended before its last chunk')
    }
  } finally {
    port.close()
  }
}
