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

/** Standard deviations in seconds; NaN where one frame tells nothing of it. */
export interface Spread {
  readonly ofOne: number
  readonly ofMean: number
}

export function spreadOf(seconds: Float64Array): Spread {
  const { length } = seconds
  if (length < 2) return { ofOne: NaN, ofMean: NaN }
  const mean = seconds.reduce((sum, one) => sum + one, 0) / length
  const squares = seconds.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  const ofOne = Math.sqrt(squares / (length - 1))
  return { ofOne, ofMean: ofOne / Math.sqrt(length) }
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
