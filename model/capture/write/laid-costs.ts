// Lays the costs of a capture without single events one after another inside their frames, for viewers that know only time: it is not
// known when they ran, so the tracks that carry them say so in their names.
import type { Capture } from '../capture'
import { frameSpans } from './frame-spans'
import { rowsBy } from './rows-by'

export const laidTrack = 'Processor time by node (not when it ran)'
export const laidNote =
  'The host told what each node cost in a frame, not when it ran: in these tracks, costs follow one another inside their frame, and only their lengths mean something.'

/** Costs in the order in which they were laid. Seconds since the capture began. */
export interface LaidCosts {
  readonly tracks: number
  readonly track: Uint32Array
  readonly node: Uint32Array
  /** Row in `Capture.costs`. */
  readonly cost: Uint32Array
  readonly start: Float64Array
  readonly duration: Float64Array
}

/** Costs that fill a frame go on to a further track; on each track nothing overlaps. */
export function layCosts(capture: Capture): LaidCosts {
  const { costs, frames, nodes } = capture
  const count = costs.frame.length
  const nodeOf = new Uint32Array(count)
  for (let node = 0; node < nodes.count; node += 1) nodeOf.fill(node, costs.first[node], costs.first[node + 1])
  const laid = {
    ...{ track: new Uint32Array(count), node: new Uint32Array(count), cost: new Uint32Array(count) },
    ...{ start: new Float64Array(count), duration: new Float64Array(count) },
  }
  /** Until when each track is taken. */
  const taken: number[] = []
  const { first, rows } = rowsBy(costs.frame, frames.count)
  const spans = frameSpans(capture)
  let at = 0
  for (let frame = 0; frame < frames.count; frame += 1) {
    const begin = spans.start[frame] as number
    const wall = frames.wall[frame] as number
    const end = Number.isNaN(wall) ? Infinity : begin + wall
    for (const row of rows.subarray(first[frame], first[frame + 1])) {
      const duration = ownCost(costs, row)
      if (Number.isNaN(duration)) continue
      let track = 0
      // What does not fit into any frame still gets a place: at the beginning of this one, on a track that is free there.
      while (!fits(taken[track] ?? -Infinity, begin, duration, end)) track += 1
      const start = Math.max(begin, taken[track] ?? begin)
      taken[track] = start + duration
      laid.track[at] = track
      laid.node[at] = nodeOf[row] as number
      laid.cost[at] = row
      laid.start[at] = start
      laid.duration[at] = duration
      at += 1
    }
  }
  return {
    tracks: taken.length,
    ...{ track: laid.track.subarray(0, at), node: laid.node.subarray(0, at), cost: laid.cost.subarray(0, at) },
    ...{ start: laid.start.subarray(0, at), duration: laid.duration.subarray(0, at) },
  }
}

const fits = (taken: number, begin: number, duration: number, end: number): boolean =>
  taken <= begin || taken + duration <= end

/** What the node itself cost; all that is known where it is not told apart from what lies below it. */
function ownCost({ self, inclusive }: Capture['costs'], row: number): number {
  const own = self[row] as number
  return Number.isNaN(own) ? (inclusive[row] as number) : own
}

export const laidTrackName = (track: number): string => (track === 0 ? laidTrack : `${laidTrack}, ${track + 1}`)
