// The last ten minutes of one session's frames as typed columns outside React. Rows are always contiguous, oldest first, so that
// figures and charts read them in place; what they mean is model's business.
import type { Frames } from '../../bridge/protocol/columns'
import type { FrameColumns } from '../../model/live/frame-figures'

export const keptSeconds = 600
const firstCapacity = 8_192
const mostRows = 131_072

const wide = ['time', 'frame', 'interval', 'evaluation', 'drawSubmit', 'ownCost'] as const
const narrow = ['activity', 'speedMode', 'cached', 'evaluationSource', 'marks'] as const
type Columns = Record<(typeof wide)[number], Float64Array> & Record<(typeof narrow)[number], Uint8Array>

const allocate = (capacity: number): Columns => ({
  time: new Float64Array(capacity),
  frame: new Float64Array(capacity),
  interval: new Float64Array(capacity),
  evaluation: new Float64Array(capacity),
  drawSubmit: new Float64Array(capacity),
  ownCost: new Float64Array(capacity),
  activity: new Uint8Array(capacity),
  speedMode: new Uint8Array(capacity),
  cached: new Uint8Array(capacity),
  evaluationSource: new Uint8Array(capacity),
  marks: new Uint8Array(capacity),
})

/** A ring by sliding: when the columns are full, the kept part moves to their start. Column objects may change with `push`: read them anew. */
export class FrameRing implements FrameColumns {
  private columns = allocate(firstCapacity)
  private capacity = firstCapacity
  private count = 0
  /** Rises when the rows so far are let go, and not when new ones push out the oldest. */
  epoch = 0
  /** Rows up to this time came before the stream was opened again, and are already here. */
  private knownUntil = -Infinity

  get rows() {
    return this.count
  }
  get time() {
    return this.columns.time
  }
  get frame() {
    return this.columns.frame
  }
  get interval() {
    return this.columns.interval
  }
  get evaluation() {
    return this.columns.evaluation
  }
  get drawSubmit() {
    return this.columns.drawSubmit
  }
  get ownCost() {
    return this.columns.ownCost
  }
  get activity() {
    return this.columns.activity
  }
  get speedMode() {
    return this.columns.speedMode
  }
  get cached() {
    return this.columns.cached
  }
  get evaluationSource() {
    return this.columns.evaluationSource
  }
  get marks() {
    return this.columns.marks
  }
  /** Host seconds of the newest row; NaN while there is none. */
  get lastTime() {
    return this.count === 0 ? NaN : (this.columns.time[this.count - 1] as number)
  }

  /** The stream begins again, from some time back: rows that are here already will be told apart by their time. */
  reopen() {
    this.knownUntil = this.count === 0 ? -Infinity : this.lastTime
  }

  clear() {
    this.count = 0
    this.epoch++
    this.knownUntil = -Infinity
  }

  /** Appends a message's rows in ascending time. Time running backwards within a stream (a looped recording, a new clock) starts afresh. */
  push(message: Frames) {
    for (let row = 0; row < message.rows; row++) {
      const time = message.time[row] as number
      if (!Number.isFinite(time) || time <= this.knownUntil) continue
      if (this.count > 0 && time <= this.lastTime) {
        if (time === this.lastTime) continue
        this.clear()
      }
      if (this.count === this.capacity) this.makeRoom()
      for (const name of wide) this.columns[name][this.count] = message[name][row] as number
      for (const name of narrow) this.columns[name][this.count] = message[name][row] as number
      this.count++
    }
  }

  private makeRoom() {
    const oldest = this.lastTime - keptSeconds
    let from = 0
    while (from < this.count && (this.columns.time[from] as number) < oldest) from++
    const stillFull = this.count - from > this.capacity / 2
    if (stillFull && this.capacity >= mostRows) from = this.count >> 1
    const old = this.columns
    if (stillFull && this.capacity < mostRows) {
      this.capacity *= 2
      this.columns = allocate(this.capacity)
      for (const name of wide) this.columns[name].set(old[name].subarray(from, this.count))
      for (const name of narrow) this.columns[name].set(old[name].subarray(from, this.count))
    } else {
      for (const name of wide) old[name].copyWithin(0, from, this.count)
      for (const name of narrow) old[name].copyWithin(0, from, this.count)
    }
    this.count -= from
  }
}
