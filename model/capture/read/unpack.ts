// Unpacks a file that was packed with gzip, as Chrome's DevTools saves its traces, while it is read. Packed once only; how much
// may come out is held by the limits of what is read.

const magic = [0x1f, 0x8b] as const

/** The bytes of a file as they were before it was packed, if it was; `onTaken` hears of each piece of the file itself. */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  onTaken: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  const source = counted(chunks, onTaken)
  let start = new Uint8Array(0)
  while (start.length < magic.length) {
    const next = await source.next()
    if (next.done === true) break
    start = joined(start, next.value)
  }
  const isPacked = magic.every((byte, i) => start[i] === byte)
  try {
    if (isPacked) yield* inflated(start, source)
    else {
      if (start.length > 0) yield start
      yield* source
    }
  } finally {
    await source.return(undefined)
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onTaken: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    onTaken(chunk.length)
    if (chunk.length > 0) yield chunk
  }
}

async function* inflated(start: Uint8Array, rest: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  let isFirst = true
  const packed = new ReadableStream<BufferSource>({
    async pull(controller) {
      if (isFirst) {
        isFirst = false
        controller.enqueue(start.slice())
        return
      }
      const next = await rest.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value.slice())
    },
  })
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
