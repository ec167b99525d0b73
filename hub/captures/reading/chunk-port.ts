// Moves chunks of bytes from one thread to another, no more at a time than the other side has room for. The buffers that carry them go
// to and fro: memory that is handed over is freed late, and gigabytes pass here.
import type { MessagePort } from 'node:worker_threads'

/** Chunks on their way that nobody has taken yet. */
const mostWaiting = 4

interface Load {
  readonly buffer: ArrayBuffer
  /** How much of it is filled. */
  readonly bytes: number
}

/** Resolves when all are on their way, or when the other side wants no more. Rejects where the chunks do. */
export async function sendChunks(port: MessagePort, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const empty: ArrayBuffer[] = []
  let room = mostWaiting
  let isOpen = true
  let wake: () => void = () => undefined
  port.on('message', (buffer: ArrayBuffer) => {
    empty.push(buffer)
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
    const bytes = chunk.byteLength
    const last = empty.pop()
    const buffer = last !== undefined && last.byteLength >= bytes ? last : new ArrayBuffer(bytes)
    new Uint8Array(buffer).set(chunk)
    port.postMessage({ buffer, bytes } satisfies Load, [buffer])
  }
  if (isOpen) port.postMessage(null)
}

/** The chunks in order, each the taker's own. Throws where the other side goes before the end. */
export async function* receiveChunks(port: MessagePort): AsyncGenerator<Uint8Array> {
  const waiting: (Load | null)[] = []
  let isOpen = true
  let wake: () => void = () => undefined
  port.on('message', (load: Load | null) => {
    waiting.push(load)
    wake()
  })
  port.on('close', () => {
    isOpen = false
    wake()
  })
  try {
    for (;;) {
      const load = waiting.shift()
      if (load === null) return
      if (load !== undefined) {
        yield new Uint8Array(load.buffer).slice(0, load.bytes)
        if (isOpen) port.postMessage(load.buffer, [load.buffer])
      } else if (isOpen) await new Promise<void>((resolve) => (wake = resolve))
      else throw new Error('The other thread ended before its last chunk')
    }
  } finally {
    port.close()
  }
}
