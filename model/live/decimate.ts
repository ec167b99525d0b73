// Thins rows of frames to what pixels can show, keeping each pixel column's lowest and highest value, so that no spike is lost.
// Columns are anchored to absolute time: a scrolling chart does not shimmer. Drawing is the chart's business.

/** Points of several lines over one ascending x; null breaks a line. The arrays are reused from call to call. */
export interface Lines {
  readonly x: number[]
  readonly y: (number | null)[][]
}

export const emptyLines = (series: number): Lines => ({ x: [], y: Array.from({ length: series }, () => []) })

/** Which rows to thin, and how. Times are seconds. */
export interface Thinning {
  readonly time: Float64Array
  /** Each series' value in a row; NaN where it has none. */
  readonly series: readonly ((row: number) => number)[]
  readonly from: number
  readonly to: number
  readonly bucketSeconds: number
  /** Added to each time, so that a chart can show "seconds before now". */
  readonly shift: number
  /** True where a line must not reach back to the row before. */
  readonly breaksBefore: (row: number) => boolean
}

const low = new Float64Array(8)
const high = new Float64Array(8)
const lowRow = new Float64Array(8)
const highRow = new Float64Array(8)

/** Writes the thinned rows into `out` and returns the number of points, at most two a bucket and one a break. Series beyond eight throw. */
export function decimate(rows: Thinning, out: Lines): number {
  const { time, series, bucketSeconds, shift } = rows
  const width = series.length
  if (width > low.length) throw new Error(`Thinning takes at most ${low.length} series, not ${width}.`)
  let points = 0
  let bucket = NaN
  let held = 0
  let heldTime = 0
  const put = (at: number, pick: 0 | 1) => {
    // Never back in time: a break may fall inside a bucket whose extremes are drawn at its start and middle.
    out.x[points] = Math.max(at + shift, points > 0 ? (out.x[points - 1] as number) : -Infinity)
    for (let s = 0; s < width; s++) {
      // The extreme that came first is drawn first.
      const lowFirst = (lowRow[s] as number) <= (highRow[s] as number)
      const value = (pick === 0) === lowFirst ? (low[s] as number) : (high[s] as number)
      ;(out.y[s] as (number | null)[])[points] = value === value ? value : null
    }
    points++
  }
  const flush = () => {
    if (held === 0) return
    if (held > 1) put(bucket * bucketSeconds, 0)
    put(held > 1 ? (bucket + 0.5) * bucketSeconds : heldTime, 1)
    held = 0
  }
  for (let row = rows.from; row < rows.to; row++) {
    const t = time[row] as number
    const next = Math.floor(t / bucketSeconds)
    const breaks = row > rows.from && rows.breaksBefore(row)
    if (next !== bucket || breaks) {
      flush()
      bucket = next
      if (breaks) {
        out.x[points] = Math.max(t + shift - 1e-6, points > 0 ? (out.x[points - 1] as number) : -Infinity)
        for (let s = 0; s < width; s++) (out.y[s] as (number | null)[])[points] = null
        points++
      }
      low.fill(NaN)
      high.fill(NaN)
    }
    held++
    heldTime = t
    for (let s = 0; s < width; s++) {
      const value = (series[s] as (row: number) => number)(row)
      if (!((low[s] as number) <= value)) {
        if (value === value) {
          low[s] = value
          lowRow[s] = row
        }
      }
      if (!((high[s] as number) >= value)) {
        if (value === value) {
          high[s] = value
          highRow[s] = row
        }
      }
    }
  }
  flush()
  out.x.length = points
  for (const line of out.y) line.length = points
  return points
}

/** First row whose time is not before `time`, by bisection over [0, rows). */
export function firstRowAt(column: Float64Array, rows: number, time: number): number {
  let from = 0
  let to = rows
  while (from < to) {
    const middle = (from + to) >> 1
    if ((column[middle] as number) < time) from = middle + 1
    else to = middle
  }
  return from
}
