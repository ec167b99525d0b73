// What a node cost in each frame of both sides, laid over each other: the mean over all passes and captures of a side, by frame number
// of the scene, so that the same poses lie above each other.
import { none, type Capture } from '../../../model/capture/capture'
import type { Comparison } from '../../../model/capture/compare/compare'

export interface ComparedSeries {
  /** Frame numbers of the scene, or places from 1 where they are not known. */
  readonly frames: Float64Array
  /** Seconds; NaN where a side has no such frame or does not know it. */
  readonly a: Float64Array
  readonly b: Float64Array
  /** The largest of both. */
  readonly most: number
}

export function comparedSeries({ sides, nodes, measure }: Comparison, node: number): ComparedSeries {
  const captures = [...sides.a, ...sides.b]
  const numbers = captures.map(frameNumbers)
  const frames = Float64Array.from(new Set(numbers.flatMap((of) => [...of]))).sort()
  const places = new Map(Array.from(frames, (number, place) => [number, place]))
  const sideOf = (from: number, to: number): Float64Array => {
    const sum = new Float64Array(frames.length)
    const count = new Float64Array(frames.length)
    for (let index = from; index < to; index++) {
      const { costs, isTruncated } = captures[index] as Capture
      const row = (nodes.rowIn[index] as Uint32Array)[node] as number
      const inFrame = new Float64Array((numbers[index] as Float64Array).length).fill(isTruncated ? NaN : 0)
      const end = row === none ? 0 : (costs.first[row + 1] as number)
      for (let cost = row === none ? 0 : (costs.first[row] as number); cost < end; cost++)
        inFrame[costs.frame[cost] as number] = costs[measure][cost] as number
      if (row === none) inFrame.fill(NaN)
      inFrame.forEach((seconds, frame) => {
        const place = places.get((numbers[index] as Float64Array)[frame] as number)
        if (place === undefined || Number.isNaN(seconds)) return
        sum[place] = (sum[place] as number) + seconds
        count[place] = (count[place] as number) + 1
      })
    }
    return sum.map((seconds, place) => (count[place] === 0 ? NaN : seconds / (count[place] as number)))
  }
  const a = sideOf(0, sides.a.length)
  const b = sideOf(sides.a.length, captures.length)
  let most = 0
  for (const seconds of [...a, ...b]) if (seconds > most) most = seconds
  return { frames, a, b, most }
}

/** By place within the pass where the scene's numbers are not known. */
function frameNumbers({ frames }: Capture): Float64Array {
  let pass = -1
  let began = 0
  return frames.number.map((number, frame) => {
    if (frames.pass[frame] !== pass) {
      pass = frames.pass[frame] as number
      began = frame
    }
    return Number.isNaN(number) ? frame - began + 1 : number
  })
}
