// Adds events up into what each node cost in each frame: rows in order of node, then of frame. Nesting and frames come in
// ready-made.
import { type CaptureCosts, none } from '../capture'
import type { EventColumns } from './event-columns'
import type { Nesting } from './nest-events'

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
  const { node, duration } = events
  const { self, parent, isOutermost } = nesting
  const order = rowsByNode(events, frameOfEvent, nodes)
  const first = new Uint32Array(nodes + 1)
  let rows = 0
  let lastNode = none
  let lastFrame = none
  for (const row of order) {
    const frame = frameOfEvent[row] as number
    const of = node[row] as number
    if (of !== lastNode || frame !== lastFrame) rows++
    lastNode = of
    lastFrame = frame
  }
  const costs = {
    frame: new Uint32Array(rows),
    self: new Float64Array(rows),
    inclusive: new Float64Array(rows),
    calls: new Uint32Array(rows),
  }
  let at = -1
  lastNode = lastFrame = none
  for (const row of order) {
    const frame = frameOfEvent[row] as number
    const of = node[row] as number
    if (of !== lastNode || frame !== lastFrame) {
      costs.frame[++at] = frame
      first[of + 1] = (first[of + 1] as number) + 1
    }
    lastNode = of
    lastFrame = frame
    costs.self[at] = (costs.self[at] as number) + (self[row] as number)
    if (isOutermost[row] === 1) costs.inclusive[at] = (costs.inclusive[at] as number) + (duration[row] as number)
    const around = parent[row] as number
    if (around === none || node[around] !== of) costs.calls[at] = (costs.calls[at] as number) + 1
  }
  for (let i = 1; i <= nodes; i++) first[i] = (first[i] as number) + (first[i - 1] as number)
  for (let row = 0; row < rows; row++) {
    const own = (costs.self[row] as number) / unitsPerSecond
    costs.self[row] = own
    // An event that runs beyond the one around it, as jitter makes it, may carry more than the outermost event has.
    costs.inclusive[row] = Math.max(own, (costs.inclusive[row] as number) / unitsPerSecond)
  }
  return { first, ...costs }
}

/** Rows of events that lie in a frame, by node; those of a node stay in order of start, so of frame. */
function rowsByNode({ count, node }: EventColumns, frameOfEvent: Uint32Array, nodes: number): Uint32Array {
  const next = new Uint32Array(nodes + 1)
  let inFrames = 0
  for (let row = 0; row < count; row++) {
    if (frameOfEvent[row] === none) continue
    inFrames++
    next[(node[row] as number) + 1] = (next[(node[row] as number) + 1] as number) + 1
  }
  for (let i = 1; i <= nodes; i++) next[i] = (next[i] as number) + (next[i - 1] as number)
  const order = new Uint32Array(inFrames)
  for (let row = 0; row < count; row++) {
    if (frameOfEvent[row] === none) continue
    const of = node[row] as number
    const place = next[of] as number
    order[place] = row
    next[of] = place + 1
  }
  return order
}
