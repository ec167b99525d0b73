// Looks at the first bytes of a stream and gives the stream back whole.
import { joinBytes } from '../../../model/capture/encode-capture'

export interface Started {
  /** At least as many bytes as were asked for, where there are as many. */
  readonly start: Uint8Array
  readonly whole: AsyncGenerator<Uint8Array>
}

export async function startOf(chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<Started> {
  const source = chunks[Symbol.asyncIterator]()
  let start: Uint8Array = new Uint8Array(0)
  let isDone = false
  while (start.byteLength < bytes && !isDone) {
    const next = await source.next()
    if (next.done === true) isDone = true
    else start = start.byteLength === 0 ? next.value : joinBytes([start, next.value])
  }
  const whole = async function* () {
    try {
      if (start.byteLength > 0) yield start
      while (!isDone) {
        const next = await source.next()
        if (next.done === true) return
        yield next.value
      }
    } finally {
      await source.return?.()
    }
  }
  return { start, whole: whole() }
}
