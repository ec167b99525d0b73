// Compares captures in a thread of its own, so that the page goes on; the thread ends with its comparison or when nobody waits for it.
import type { Comparison, Sides } from '../../model/capture/compare/compare'
import type { Capture } from '../../model/capture/capture'
import { buffersIn, copyForComparing } from './capture-columns'

/** Rejects where the thread breaks down, or with the signal's reason. */
export type Compare = (sides: Sides, signal: AbortSignal) => Promise<Comparison>

/** For places without threads. Its code comes when it is needed: the first screen does without. */
export const compareHere: Compare = async (sides) =>
  (await import('../../model/capture/compare/compare')).compareCaptures(sides)

export const compareAside: Compare = async (sides, signal) => {
  const worker = new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' })
  try {
    const a = await copies(sides.a)
    const b = await copies(sides.b)
    signal.throwIfAborted()
    const answer = new Promise<Omit<Comparison, 'sides'>>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Omit<Comparison, 'sides'>>) => resolve(data)
      worker.onerror = ({ message }) => reject(new Error(message))
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    })
    worker.postMessage({ a, b }, buffersIn([a, b]))
    return { ...(await answer), sides }
  } finally {
    worker.terminate()
  }
}

/** Between two copies the page may draw. */
async function copies(captures: readonly Capture[]): Promise<Capture[]> {
  const found: Capture[] = []
  for (const capture of captures) {
    found.push(copyForComparing(capture))
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return found
}
