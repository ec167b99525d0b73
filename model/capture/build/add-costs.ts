// Adds events up into what each node cost in each frame: rows in order of node, then of frame. Nesting and frames come in
// ready-made.
import { type CaptureCosts, none } from '../capture'
import type { EventColumns } from './event-columns'
import { countsAs, type Nesting } from './nest-events'

/** Per event: its frame, or `none`. Events are in order of start and frames do not overlap. */
export function framesOfEvents(
  { count, start }: EventColumns,
  frames: { readonly start: readonly number[]; readonly end: readonly number[] },
): { readonly frame: Uint32Array; readonly outside: number } {
  const frame = new Uint32Array(count).fill(none)
  let outside = 0
  let at = 0
  for (let row = 0; row < count; row++) {
    const begin = start[row] as number
    while (at + 1 < frames.start.length && begin >= (frames.start[at + 1] as number)) at++
    if (begin >= (frames.start[at] ?? Infinity) && begin <= (frames.end[at] ?? -Infinity)) frame[row] = at
    else outside++
  }
  return { frame, outside }
}

export function addCosts(
  events: EventColumns,
  nesting: Nesting,
  frameOfEvent: Uint32Array,
  nodes: number,
  unitsPerSecond: number,
): CaptureCosts {
  const { count, node, duration } = events
  const { self, counts } = nesting
  const { first, rows } = firstRows(events, frameOfEvent, nodes)
  const costs = {
    frame: new Uint32Array(rows),
    self: new Float64Array(rows),
    inclusive: new Float64Array(rows),
    calls: new Uint32Array(rows),
  }
  /** Per node: the row of the frame it was last in, and the row after that. */
  const current = new Uint32Array(nodes)
  const next = first.slice()
  const lastFrame = new Uint32Array(nodes).fill(none)
  for (let row = 0; row < count; row++) {
    const frame = frameOfEvent[row] as number
    if (frame === none) continue
    const of = node[row] as number
    let at = current[of] as number
    if (lastFrame[of] !== frame) {
      lastFrame[of] = frame
      current[of] = at = next[of] as number
      next[of] = at + 1
      costs.frame[at] = frame
    }
    costs.self[at] = (costs.self[at] as number) + (self[row] as number)
    const counted = counts[row] as number
    if ((counted & countsAs.inclusive) !== 0)
      costs.inclusive[at] = (costs.inclusive[at] as number) + (duration[row] as number)
    if ((counted & countsAs.call) !== 0) costs.calls[at] = (costs.calls[at] as number) + 1
  }
  for (let row = 0; row < rows; row++) {
    const own = (costs.self[row] as number) / unitsPerSecond
    costs.self[row] = own
    // An event that runs beyond the one around it, as jitter makes it, may carry more than the outermost event has.
    costs.inclusive[row] = Math.max(own, (costs.inclusive[row] as number) / unitsPerSecond)
  }
  return { first, ...costs }
}

/** Where the rows of each node begin: it has one for each frame that it has an event in. */
function firstRows({ count, node }: EventColumns, frameOfEvent: Uint32Array, nodes: number) {
  const first = new Uint32Array(nodes + 1)
  const lastFrame = new Uint32Array(nodes).fill(none)
  for (let row = 0; row < count; row++) {
    const frame = frameOfEvent[row] as number
    const of = node[row] as number
    if (frame === none || lastFrame[of] === frame) continue
    lastFrame[of] = frame
    first[of + 1] = (first[of + 1] as number) + 1
  }
  for (let i = 1; i <= nodes; i++) first[i] = (first[i] as number) + (first[i - 1] as number)
  return { first, rows: first[nodes] as number }
}
