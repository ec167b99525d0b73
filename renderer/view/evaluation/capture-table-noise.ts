// What nodes cost frame by frame, and how far that spreads: from it come the digits that a mean or a single frame may show. Frames in
// which a node did not run count as 0, as in the figures.
import { none } from '../../../model/capture/capture'
import type { NodeTable } from '../../../model/capture/table/columns'

/** Seconds in each chosen frame, of all the nodes together. */
export function secondsByFrame(
  { capture: { costs }, figures: { frames } }: NodeTable,
  nodes: Iterable<number>,
  of: 'self' | 'inclusive',
): Float64Array {
  const seconds = new Float64Array(frames.count)
  for (const node of nodes) {
    const end = costs.first[node + 1] as number
    for (let row = costs.first[node] as number; row < end; row++) {
      const place = frames.place[costs.frame[row] as number] as number
      if (place !== none) seconds[place] = (seconds[place] as number) + (costs[of][row] as number)
    }
  }
  return seconds
}

/** Standard deviations in the mean distance of two readings, as in a control chart's moving range. */
const stepOfDeviation = 1.128

/** Standard deviations in seconds; NaN where one frame tells nothing of it. */
export interface Spread {
  readonly ofOne: number
  readonly ofMean: number
}

/** From one frame to the next, so that what changes slowly with the pose does not count as noise. */
export function spreadOf(seconds: ArrayLike<number>): Spread {
  let sum = 0
  let count = 0
  for (let frame = 1; frame < seconds.length; frame++) {
    const step = Math.abs((seconds[frame] as number) - (seconds[frame - 1] as number))
    if (Number.isNaN(step)) continue
    sum += step
    count++
  }
  const ofOne = count === 0 ? NaN : sum / count / stepOfDeviation
  return { ofOne, ofMean: ofOne / Math.sqrt(seconds.length) }
}

/** Worked out once for each line that was ever in sight. */
export class LineNoise {
  private readonly known = new Map<string, Spread>()

  constructor(private readonly table: NodeTable) {}

  of(key: string, nodes: Iterable<number>, of: 'self' | 'inclusive'): Spread {
    const name = `${of} ${key}`
    const before = this.known.get(name)
    if (before !== undefined) return before
    const spread = spreadOf(secondsByFrame(this.table, nodes, of))
    this.known.set(name, spread)
    return spread
  }
}
