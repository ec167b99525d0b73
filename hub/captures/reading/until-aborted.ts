// Gives chunks on until somebody has had enough, even while the next one is waited for.

/** Throws once the signal is aborted; the source is let go as soon as it lets itself. */
export async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  let stop: () => void = () => undefined
  const onAbort = () => stop()
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      // Not Promise.race with one promise for all: that would hold every chunk until the end.
      const next = await new Promise<IteratorResult<Uint8Array> | null>((resolve, reject) => {
        stop = () => resolve(null)
        source.next().then(resolve, reject)
      })
      if (next === null) break
      if (next.done === true) return
      yield next.value
    }
    throw new Error('It was cancelled')
  } finally {
    signal.removeEventListener('abort', onAbort)
    // Not waited for: a source that waits itself comes to it only later.
    source.return?.().catch(() => undefined)
  }
}
