// What each node cost in each unit of one side, in seconds per frame. A node that did not run counts as 0, but where the host lists only
// its costliest: there an unlisted node may have cost anything up to the cheapest listed one, which is kept beside as `slack`.
import { none, unknownCount, type Capture } from '../capture'
import type { UnitedNodes } from './unite'
import type { SideUnits } from './units'

/** Row-major: value of row r in unit u is at `r * units + u`. NaN is unknown. */
export interface UnitValues {
  readonly rows: number
  readonly units: number
  readonly low: Float64Array
  /** How much more than `low` it can have been; null where nothing is left open. */
  readonly slack: Float64Array | null
}

export interface SideCosts {
  readonly self: UnitValues
  /** Unknown where a node was not listed: lists end by own time. */
  readonly inclusive: UnitValues
  /** Evaluations per frame. */
  readonly calls: UnitValues
}

/** `rowIn` are the united nodes' rows in each capture of this side. */
export function unitCosts(
  captures: readonly Capture[],
  nodes: UnitedNodes,
  rowIn: readonly Uint32Array[],
  { count: units, unitOf }: SideUnits,
): SideCosts {
  const values = (slack: boolean): UnitValues => ({
    rows: nodes.count,
    units,
    low: new Float64Array(nodes.count * units),
    slack: slack ? new Float64Array(nodes.count * units) : null,
  })
  const self = values(captures.some(({ isTruncated }) => isTruncated))
  const inclusive = values(false)
  const calls = values(false)
  captures.forEach((capture, index) => {
    addCapture(capture, rowIn[index] as Uint32Array, unitOf[index] as Uint32Array, { self, inclusive, calls })
  })
  return { self, inclusive, calls }
}

function addCapture(capture: Capture, rowIn: Uint32Array, unitOf: Uint32Array, into: SideCosts): void {
  const { units } = into.self
  const frames = new Float64Array(units)
  for (const unit of unitOf) if (unit !== none) add(frames, unit, 1)
  const { first, frame, self, inclusive, calls } = capture.costs
  const [selfLow, inclusiveLow, callsLow] = [into.self.low, into.inclusive.low, into.calls.low]
  const nothing = none
  const unknown = unknownCount
  /** Units of this capture alone: the others' means are not touched. */
  const own = Uint32Array.from(frames.keys()).filter((unit) => (frames[unit] as number) > 0)
  for (let node = 0; node < rowIn.length; node++) {
    const row = rowIn[node] as number
    if (row === nothing) continue
    const at = node * units
    const end = first[row + 1] as number
    for (let cost = first[row] as number; cost < end; cost++) {
      const unit = unitOf[frame[cost] as number] as number
      if (unit === nothing) continue
      const count = calls[cost] as number
      selfLow[at + unit] = (selfLow[at + unit] as number) + (self[cost] as number)
      inclusiveLow[at + unit] = (inclusiveLow[at + unit] as number) + (inclusive[cost] as number)
      callsLow[at + unit] = (callsLow[at + unit] as number) + (count === unknown ? NaN : count)
    }
    for (const unit of own) {
      const count = frames[unit] as number
      selfLow[at + unit] = (selfLow[at + unit] as number) / count
      inclusiveLow[at + unit] = (inclusiveLow[at + unit] as number) / count
      callsLow[at + unit] = (callsLow[at + unit] as number) / count
    }
  }
  if (capture.isTruncated) leaveOpen(capture, rowIn, unitOf, frames, into)
}

/** Where a node was not listed, its own time may be anything up to the cheapest listed one, and the rest is unknown. */
function leaveOpen(
  capture: Capture,
  rowIn: Uint32Array,
  unitOf: Uint32Array,
  frames: Float64Array,
  { self: { slack, units }, inclusive, calls }: SideCosts,
): void {
  const cheapest = cheapestListed(capture)
  const { first, frame } = capture.costs
  const open = new Float64Array(units)
  const missing = new Float64Array(units)
  for (let node = 0; node < rowIn.length; node++) {
    open.fill(0)
    missing.set(frames)
    unitOf.forEach((unit, at) => unit !== none && add(open, unit, cheapest[at] as number))
    const row = rowIn[node] as number
    const end = row === none ? 0 : (first[row + 1] as number)
    for (let cost = row === none ? 0 : (first[row] as number); cost < end; cost++) {
      const unit = unitOf[frame[cost] as number] as number
      if (unit === none) continue
      add(open, unit, -(cheapest[frame[cost] as number] as number))
      add(missing, unit, -1)
    }
    for (let unit = 0; unit < units; unit++) {
      if (!((missing[unit] as number) > 0)) continue
      const at = node * units + unit
      if (slack !== null) slack[at] = Math.max(0, open[unit] as number) / (frames[unit] as number)
      inclusive.low[at] = NaN
      calls.low[at] = NaN
    }
  }
}

const add = (column: Float64Array, at: number, value: number) => {
  column[at] = (column[at] as number) + value
}

/** For each frame the smallest own time in its list; NaN where it lists none. Parts of a listed node are not ranked by the host, so
 *  they do not count. */
function cheapestListed({ nodes, frames, costs }: Capture): Float64Array {
  const isListed = new Uint8Array(nodes.count)
  for (let node = 0; node < nodes.count; node++)
    isListed[node] = (costs.first[node + 1] as number) > (costs.first[node] as number) ? 1 : 0
  const cheapest = new Float64Array(frames.count).fill(NaN)
  for (let node = 0; node < nodes.count; node++) {
    const above = nodes.parent[node] as number
    if (above !== none && isListed[above] === 1) continue
    const end = costs.first[node + 1] as number
    for (let row = costs.first[node] as number; row < end; row++) {
      const frame = costs.frame[row] as number
      const self = costs.self[row] as number
      const before = cheapest[frame] as number
      if (Number.isNaN(before) || self < before) cheapest[frame] = Number.isNaN(self) ? before : self
    }
  }
  return cheapest
}
