// Samples of a speedscope profile: stacks and how long each lasted. What two samples in a row have in common, from the
// outermost on, is one event that goes on; nothing finer can be told from samples.
import { none } from '../capture'
import { deepestNesting } from '../build/nest-events'
import { damaged, tooMany } from './limits'
import type { RecordingDraft } from './recording-draft'

export class ScopeSamples {
  private frames = new Uint32Array(64)
  private ends = new Uint32Array(64)
  private weights = new Float64Array(64)
  private used = 0
  private begun = 0
  private count = 0
  private weighed = 0

  constructor(private readonly draft: RecordingDraft) {}

  /** A sample may be begun again when its end was not there yet. */
  begin(): void {
    this.used = this.begun
  }

  /** False when the stack is too deep, or all stacks together are too much. */
  add(frame: number): boolean {
    if (this.used - this.begun >= deepestNesting || this.used >= 4 * this.draft.limits.events) return false
    if (this.used === this.frames.length) this.frames = doubled(this.frames, new Uint32Array(2 * this.used))
    this.frames[this.used++] = frame
    return true
  }

  /** False when there are too many samples. */
  end(): boolean {
    if (this.count >= this.draft.limits.events) return false
    if (this.count === this.ends.length) this.ends = doubled(this.ends, new Uint32Array(2 * this.count))
    this.ends[this.count++] = this.begun = this.used
    return true
  }

  weigh(weight: number): boolean {
    if (this.weighed >= this.draft.limits.events) return false
    if (this.weighed === this.weights.length) this.weights = doubled(this.weights, new Float64Array(2 * this.weighed))
    this.weights[this.weighed++] = weight
    return true
  }

  /** Adds the events; a sentence when they do not make sense. */
  toEvents(thread: number, start: number, where: string): string | null {
    if (this.count !== this.weighed) return damaged(where, `it has ${this.count} samples but ${this.weighed} weights`)
    const { events } = this.draft
    const open: number[] = []
    let now = start
    let from = 0
    for (let sample = 0; sample < this.count; sample++) {
      const end = this.ends[sample] as number
      let shared = 0
      while (
        shared < open.length &&
        from + shared < end &&
        events.name[open[shared] as number] === this.frames[from + shared]
      )
        shared++
      for (const row of open.splice(shared)) events.duration[row] = now - (events.start[row] as number)
      for (let at = from + shared; at < end; at++) {
        if (!this.draft.hasRoom({ place: () => where })) return tooMany.events(this.draft.limits, where)
        open.push(events.add(now, 0, this.frames[at] as number, none, 0, thread))
      }
      now += this.weights[sample] as number
      from = end
    }
    for (const row of open) events.duration[row] = now - (events.start[row] as number)
    return null
  }
}

function doubled<Column extends Uint32Array | Float64Array>(column: Column, grown: Column): Column {
  grown.set(column)
  return grown
}
