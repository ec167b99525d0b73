// What each node of a capture cost in the chosen frames. A frame in which a node did not run counts as zero in its figures, and an
// unknown cost makes them unknown; what that means in words is `figuresMeaning`. Grouping, sorting and showing are left to others.
import { none, unknownCount, type Capture } from '../capture'
import { SpreadGatherer, spreadColumns, type SpreadColumns } from './cost-spread'
import type { ChosenFrames } from './frame-choice'

export interface NodeFigures {
  readonly frames: ChosenFrames
  readonly self: SpreadColumns
  readonly inclusive: SpreadColumns
  /** Evaluations in all chosen frames; NaN is unknown. */
  readonly calls: Float64Array
  /** Chosen frames in which the node ran, or was listed. */
  readonly ran: Uint32Array
  /** Own time as a part (0 to 1) of `whole`; NaN is unknown. */
  readonly share: Float64Array
  readonly whole: Whole
}

/** What shares are shares of, in seconds: parallel processor time adds up to more than the frame, so it is never set against it. */
export type Whole =
  { readonly kind: 'frame'; readonly seconds: number } | { readonly kind: 'listedNodes'; readonly seconds: number }

export const wholeText = { frame: 'of the frame', listedNodes: 'of processor time of listed nodes' } as const

export function nodeFigures(capture: Capture, frames: ChosenFrames): NodeFigures {
  const { nodes, costs } = capture
  const self = spreadColumns(nodes.count)
  const inclusive = spreadColumns(nodes.count)
  const calls = new Float64Array(nodes.count)
  const ran = new Uint32Array(nodes.count)
  const gatherSelf = new SpreadGatherer(frames.count)
  const gatherInclusive = new SpreadGatherer(frames.count)
  let listed = 0
  for (let node = 0; node < nodes.count; node++) {
    const end = costs.first[node + 1] as number
    let times = 0
    let inFrames = 0
    for (let row = costs.first[node] as number; row < end; row++) {
      if (frames.place[costs.frame[row] as number] === none) continue
      inFrames++
      const cost = costs.self[row] as number
      gatherSelf.add(cost)
      gatherInclusive.add(costs.inclusive[row] as number)
      const count = costs.calls[row] as number
      times += count === unknownCount ? NaN : count
      if (cost === cost) listed += cost
    }
    calls[node] = times
    ran[node] = inFrames
    gatherSelf.finish(self, node)
    gatherInclusive.finish(inclusive, node)
  }
  const whole: Whole =
    capture.time === 'wall' ? { kind: 'frame', seconds: frames.wall } : { kind: 'listedNodes', seconds: listed }
  const share = self.total.map((seconds) => (whole.seconds > 0 ? seconds / whole.seconds : NaN))
  return { frames, self, inclusive, calls, ran, share, whole }
}

/** What a reader of the figures must know, in sentences. */
export function figuresMeaning(capture: Capture): readonly string[] {
  const zero = capture.isTruncated
    ? 'The host lists only its costliest nodes in each frame: where a node is not listed its cost is unknown and counts as 0 here, so its figures are at least these.'
    : 'Frames in which a node did not run count as 0.'
  return capture.time === 'wall'
    ? [zero]
    : [zero, 'Times are processor time: nodes that run side by side add up to more than the frame.']
}
