// Order statistics over short windows of typed columns: median, percentiles and how sure a median is.
// What a window is and which rows belong in it is the caller's choice.

/** A summary of `count` finite values, in the values' own unit. Null stands for "no values" wherever a Spread is optional. */
export interface Spread {
  readonly count: number
  readonly median: number
  readonly p5: number
  readonly p95: number
  readonly mean: number
  /** Standard error of the median, from the median absolute deviation: 0 where all values are equal or only one is there. */
  readonly noise: number
}

/** The value below which the share `q` (0 to 1) of the first `count` values of an ascending column lies, interpolated. */
export function quantileOfSorted(sorted: Float64Array, count: number, q: number): number {
  if (count === 0) return NaN
  const at = (count - 1) * q
  const low = Math.floor(at)
  const below = sorted[low] as number
  const above = sorted[Math.min(low + 1, count - 1)] as number
  return below + (above - below) * (at - low)
}

const medianToDeviation = 1.4826
const medianErrorFactor = 1.2533

/** Summarises the first `count` values of `values`, which it reorders: hand it scratch memory. Not-finite values must be left out before. */
export function spreadInPlace(values: Float64Array, count: number): Spread | null {
  if (count === 0) return null
  const part = values.subarray(0, count).sort()
  const median = quantileOfSorted(part, count, 0.5)
  const p5 = quantileOfSorted(part, count, 0.05)
  const p95 = quantileOfSorted(part, count, 0.95)
  let sum = 0
  for (let i = 0; i < count; i++) sum += part[i] as number
  for (let i = 0; i < count; i++) part[i] = Math.abs((part[i] as number) - median)
  part.sort()
  const deviation = quantileOfSorted(part, count, 0.5) * medianToDeviation
  return { count, median, p5, p95, mean: sum / count, noise: (medianErrorFactor * deviation) / Math.sqrt(count) }
}
