// Captures as the page holds them: fetched, decoded into views of their bytes, and the last ones kept, since people go back and forth
// between a few. Which is wanted when is captures-feed.ts's.
import { decodeCapture } from '../../model/capture/decode-capture'
import type { Capture } from '../../model/capture/capture'
import type { CaptureDoor, OnProgress, Transfer } from '../hub-client/capture-door'

interface Kept {
  readonly capture: Capture
  readonly bytes: number
}

const mostKept = 4
/** A capture of a million events has about 60 MB. */
const mostBytes = 512 * 1024 * 1024

export class CaptureShelf {
  /** In the order in which they were last asked for. */
  private readonly kept = new Map<string, Kept>()

  constructor(private readonly door: CaptureDoor) {}

  /** The columns are views of the bytes that came: nothing is copied. */
  async load(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<Transfer<Capture>> {
    const before = this.kept.get(id)
    if (before !== undefined) {
      this.keep(id, before)
      return { kind: 'done', value: before.capture }
    }
    const fetched = await this.door.fetch(id, onProgress, signal)
    if (fetched.kind !== 'done') return fetched
    const decoded = decodeCapture(fetched.value)
    if (decoded.kind === 'refused') return { kind: 'failed', sentence: decoded.sentence }
    this.keep(id, { capture: decoded.capture, bytes: fetched.value.byteLength })
    return { kind: 'done', value: decoded.capture }
  }

  forget(id: string): void {
    this.kept.delete(id)
  }

  /** The newest stays, however large it is: it is looked at. */
  private keep(id: string, one: Kept): void {
    this.kept.delete(id)
    this.kept.set(id, one)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size === 1 || (this.kept.size <= mostKept && this.bytes() <= mostBytes)) return
      this.kept.delete(oldest)
    }
  }

  private bytes(): number {
    let sum = 0
    for (const { bytes } of this.kept.values()) sum += bytes
    return sum
  }
}
