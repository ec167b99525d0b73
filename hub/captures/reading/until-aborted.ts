// Gives chunks on until somebody has had enough, even while the next one is waited for.

/** Throws once the signal is aborted; the source is let go as soon as it lets itself. */
export async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  let stop: () => void = () => undefined
  const aborted = new Promise<null>((resolve) => (stop = () => resolve(null)))
  signal.addEventListener('abort', stop)
  try {
    while (!signal.aborted) {
      const next = await Promise.race([source.next(), aborted])
      if (next === null) break
      if (next.done === true) return
      yield next.value
    }
    throw new Error('It was cancelled')
  } finally {
    signal.removeEventListener('abort', stop)
    // Not waited for: a source that waits itself comes to it only later.
    source.return?.().catch(() => undefined)
  }
}
