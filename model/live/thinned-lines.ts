// Thins rows of frames to what pixels can show, keeping each pixel column's lowest and highest value, so that no spike is lost.
// Buckets are anchored to absolute time: what was thinned once stays as it is, and only new rows cost. Drawing is the chart's business.
import { firstRowAt } from './first-row-at'

/** Rows in ascending time, to which rows are only ever appended and whose oldest may be dropped. */
export interface TimedRows {
  readonly rows: number
  readonly time: Float64Array
  /** Changes when rows that were there before are no longer true. */
  readonly epoch: number
}

/** What lines show of a row. */
export interface Lineable<Rows> {
  /** Each line's value; NaN where it has none. */
  readonly series: readonly ((rows: Rows, row: number) => number)[]
  /** True where the lines must not reach back to the row before. */
  readonly breaksBefore: (rows: Rows, row: number) => boolean
}

const firstCapacity = 2048
/** Thinned beyond what is asked for, so that an edge that wavers does not begin everything anew. */
const slackSeconds = 1

/** Points of several lines over one ascending x: at most two a bucket and one a break. NaN breaks a line. Columns may change with `take`. */
export class ThinnedLines<Rows extends TimedRows> {
  /** Seconds of the rows' clock, [0, points). */
  x = new Float64Array(firstCapacity)
  readonly y: Float64Array[]
  points = 0

  private source: Rows | null = null
  private epoch = NaN
  private bucketSeconds = NaN
  /** Points before this one come of buckets that no later row falls into. */
  private settled = 0
  /** First row of the last bucket: from here on everything is thinned again. */
  private openTime = -Infinity
  private coveredFrom = -Infinity

  private readonly low: Float64Array
  private readonly high: Float64Array
  private readonly lowRow: Float64Array
  private readonly highRow: Float64Array

  constructor(private readonly lineable: Lineable<Rows>) {
    const { length } = lineable.series
    this.y = lineable.series.map(() => new Float64Array(firstCapacity))
    this.low = new Float64Array(length)
    this.high = new Float64Array(length)
    this.lowRow = new Float64Array(length)
    this.highRow = new Float64Array(length)
  }

  /** Makes the points those of the rows from `from` (or somewhat earlier) to `to`, both seconds and `to` included. */
  take(rows: Rows, bucketSeconds: number, from: number, to: number) {
    const goesOn =
      rows === this.source &&
      rows.epoch === this.epoch &&
      bucketSeconds === this.bucketSeconds &&
      from >= this.coveredFrom
    if (!goesOn) this.begin(rows, bucketSeconds, from)
    else if (this.settled > this.x.length / 2) this.forget(from)
    this.points = this.settled
    this.thin(rows, to)
  }

  private begin(rows: Rows, bucketSeconds: number, from: number) {
    this.source = rows
    this.epoch = rows.epoch
    this.bucketSeconds = bucketSeconds
    this.settled = 0
    this.openTime = this.coveredFrom = from - slackSeconds
  }

  private forget(from: number) {
    const first = firstRowAt(this.x, this.settled, from - slackSeconds)
    for (const column of [this.x, ...this.y]) column.copyWithin(0, first, this.settled)
    this.settled -= first
    this.coveredFrom = from - slackSeconds
  }

  private thin(rows: Rows, to: number) {
    const { time } = rows
    const { series, breaksBefore } = this.lineable
    const { low, high, lowRow, highRow } = this
    const width = series.length
    let bucket = NaN
    let held = 0
    let heldTime = 0
    for (let row = firstRowAt(time, rows.rows, this.openTime); row < rows.rows; row++) {
      const t = time[row] as number
      if (t > to) break
      const next = Math.floor(t / this.bucketSeconds)
      const breaks = (this.points > 0 || held > 0) && row > 0 && breaksBefore(rows, row)
      if (next !== bucket || breaks) {
        this.close(bucket, held, heldTime)
        held = 0
        if (next !== bucket) {
          this.settled = this.points
          this.openTime = t
        }
        bucket = next
        if (breaks) this.put(t - 1e-6, null)
        low.fill(NaN)
        high.fill(NaN)
      }
      held++
      heldTime = t
      for (let s = 0; s < width; s++) {
        const value = (series[s] as (rows: Rows, row: number) => number)(rows, row)
        if (value !== value) continue
        if (!((low[s] as number) <= value)) {
          low[s] = value
          lowRow[s] = row
        }
        if (!((high[s] as number) >= value)) {
          high[s] = value
          highRow[s] = row
        }
      }
    }
    this.close(bucket, held, heldTime)
  }

  private close(bucket: number, held: number, heldTime: number) {
    if (held === 1) this.put(heldTime, 1)
    if (held <= 1) return
    this.put(bucket * this.bucketSeconds, 0)
    this.put((bucket + 0.5) * this.bucketSeconds, 1)
  }

  /** Appends the extremes that came first (0) or last (1) in the bucket; null breaks the lines. */
  private put(at: number, pick: 0 | 1 | null) {
    const point = this.points++
    if (point === this.x.length) this.grow()
    // Never back in time: a break may fall inside a bucket whose extremes are drawn at its start and middle.
    this.x[point] = point > 0 ? Math.max(at, this.x[point - 1] as number) : at
    for (let s = 0; s < this.y.length; s++) {
      const lowFirst = (this.lowRow[s] as number) <= (this.highRow[s] as number)
      const extremes = (pick === 0) === lowFirst ? this.low : this.high
      ;(this.y[s] as Float64Array)[point] = pick === null ? NaN : (extremes[s] as number)
    }
  }

  private grow() {
    const grown = (column: Float64Array) => {
      const next = new Float64Array(column.length * 2)
      next.set(column)
      return next
    }
    this.x = grown(this.x)
    for (let s = 0; s < this.y.length; s++) this.y[s] = grown(this.y[s] as Float64Array)
  }
}
