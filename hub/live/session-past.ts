// One session's live data: what holds now and the recent past of both lanes, each lane within its share of the budget so that
// samples never push frames or messages out. Whoever reads it is woken when something came; nobody is waited for.
import type { FromBridge } from '../../bridge/protocol/messages'
import { type Admitted, LiveState } from './live-state'
import { RecordRing } from './record-ring'

const encoder = new TextEncoder()

export class SessionPast {
  readonly state = new LiveState()
  readonly texts: RecordRing
  readonly frames: RecordRing
  readonly samples: RecordRing
  private readonly listeners = new Set<() => void>()
  private lastTime = 0
  /** Grows with each hello: readers start over. */
  greetings = 0

  /** `now` gives the hub's monotonic seconds. */
  constructor(
    budgetBytes: number,
    private readonly now: () => number,
  ) {
    this.texts = new RecordRing(budgetBytes / 8, 'text')
    this.frames = new RecordRing((budgetBytes * 3) / 8, 'binary')
    this.samples = new RecordRing(budgetBytes / 2, 'binary')
  }

  /** Bytes that the past takes now. */
  get bytes(): number {
    return this.texts.bytes + this.frames.bytes + this.samples.bytes
  }

  /** Takes a checked message; what panels see of it goes into the past. */
  admit(message: FromBridge, meeting = false): Admitted {
    const before = this.state.hello?.session
    const admitted = this.state.admit(message, meeting)
    if (message.type === 'hello') {
      if (before !== undefined && before !== message.session)
        for (const ring of [this.texts, this.frames, this.samples]) ring.clear()
      this.greetings += 1
    }
    if (admitted.forward !== null) {
      this.texts.append(this.tick(), encoder.encode(JSON.stringify(admitted.forward)))
      this.wake()
    }
    return admitted
  }

  addFrames(bytes: Uint8Array): void {
    this.frames.append(this.tick(), bytes)
    this.wake()
  }

  addSamples(bytes: Uint8Array): void {
    this.samples.append(this.tick(), bytes)
    this.wake()
  }

  /** Frames of the last `seconds`, and from there on. */
  framesSince(seconds: number) {
    return this.frames.cursorFrom(this.now() - seconds)
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private wake(): void {
    for (const listener of this.listeners) listener()
  }

  /** No two records have the same time, so that the lanes can be put back in order. */
  private tick(): number {
    this.lastTime = Math.max(this.now(), this.lastTime + 1e-6)
    return this.lastTime
  }
}
