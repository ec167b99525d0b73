// Compares two sides, each one capture or several: node by node, by type and rig, and the whole frame. Only puts the parts together;
// which nodes belong together is unite.ts, what counts as a measurement units.ts, what it means judge.ts. Whether the two may be
// compared at all is guard.ts.
import { none, type Capture } from '../capture'
import { compareGroups, type ComparedGroups } from './compare-groups'
import { meanOf } from './difference'
import { judge, verdicts, type Judged, type Settings } from './judge'
import { nodesTogether, type Together } from './together'
import { unitCosts, type SideCosts, type UnitValues } from './unit-costs'
import { uniteNodes, type UnitedNodes } from './unite'
import { planUnits, type SideUnits, type UnitKind } from './units'

export interface Sides {
  readonly a: readonly Capture[]
  readonly b: readonly Capture[]
}

/** Whether a node is in a side at all; values of `Comparison.presence`. */
export const presence = { both: 0, onlyA: 1, onlyB: 2 } as const

export interface Comparison {
  readonly sides: Sides
  readonly units: { readonly kind: UnitKind; readonly a: number; readonly b: number }
  /** What all nodes did together; null where too few nodes can tell. */
  readonly together: Together | null
  /** Captures in the order A, then B. */
  readonly nodes: UnitedNodes
  readonly presence: Uint8Array
  /** What verdicts go by: own time, or inclusive time where no node has one of its own. */
  readonly measure: 'self' | 'inclusive'
  readonly self: Judged
  readonly inclusive: Judged
  /** Evaluations per frame. */
  readonly count: { readonly a: Float64Array; readonly b: Float64Array }
  /** Own time by type and rig; unknown where one of their nodes' is. */
  readonly byType: ComparedGroups
  readonly byRig: ComparedGroups
  /** Row 0: the whole frame, wall clock; row 1: its evaluation. */
  readonly frame: Judged
}

export function compareCaptures(sides: Sides): Comparison {
  const { a, b } = sides
  const captures = [...a, ...b]
  const nodes = uniteNodes(captures, a.length)
  const plan = planUnits(a, b)
  const paired = plan.kind === 'pairedBlocks'
  const costs = {
    a: unitCosts(a, nodes, nodes.rowIn.slice(0, a.length), plan.a),
    b: unitCosts(b, nodes, nodes.rowIn.slice(a.length), plan.b),
  }
  const here = presenceOf(nodes, a.length)
  const measure = hasOwnTimes(costs.a) || hasOwnTimes(costs.b) ? 'self' : 'inclusive'
  const inBoth = here.map((where) => (where === presence.both ? 1 : 0))
  const together = nodesTogether(costs.a[measure], costs.b[measure], paired, inBoth)
  const settings: Settings = { paired, repeated: plan.kind === 'captures', together, oneSided: null }
  const oneSided = oneSidedRows(here, sides)
  const untimed = untimedRows(captures, nodes)
  const judged = (of: 'self' | 'inclusive') => {
    const rows = judge(costs.a[of], costs.b[of], { ...settings, oneSided })
    nameNewAndGone(rows.verdict, oneSided)
    nameUntimed(rows, untimed)
    return rows
  }
  const groups = (by: 'kind' | 'rig') => compareGroups(captures, nodes, by, costs.a.self, costs.b.self, settings)
  return {
    sides,
    units: { kind: plan.kind, a: plan.a.count, b: plan.b.count },
    together,
    nodes,
    presence: here,
    measure,
    self: judged('self'),
    inclusive: judged('inclusive'),
    count: { a: meansOf(costs.a.calls), b: meansOf(costs.b.calls) },
    byType: groups('kind'),
    byRig: groups('rig'),
    frame: judge(frameValues(a, plan.a), frameValues(b, plan.b), settings),
  }
}

/** The verdicts of nodes. */
export const judgedNodes = (comparison: Comparison): Judged => comparison[comparison.measure]

function presenceOf({ count, rowIn }: UnitedNodes, ofA: number): Uint8Array {
  const found = new Uint8Array(count)
  for (let node = 0; node < count; node++) {
    const isIn = (rows: Uint32Array) => rows[node] !== none
    const inA = rowIn.slice(0, ofA).some(isIn)
    found[node] = !inA ? presence.onlyB : rowIn.slice(ofA).some(isIn) ? presence.both : presence.onlyA
  }
  return found
}

/** A node that a whole list does not have was made or removed; one that a cut list does not have may only be cheap there. */
function oneSidedRows(here: Uint8Array, { a, b }: Sides): Uint8Array {
  const isWhole = (captures: readonly Capture[]) => !captures.some(({ isTruncated }) => isTruncated)
  const wholeA = isWhole(a)
  const wholeB = isWhole(b)
  return here.map((where) => Number((wholeA && where === presence.onlyB) || (wholeB && where === presence.onlyA)))
}

function nameNewAndGone(verdict: Uint8Array, oneSided: Uint8Array): void {
  verdict.forEach((value, node) => {
    if (oneSided[node] === 0) return
    if (verdicts[value] === 'slower') verdict[node] = verdicts.indexOf('new')
    if (verdicts[value] === 'faster') verdict[node] = verdicts.indexOf('gone')
  })
}

/** 1 for nodes without a single cost in any capture: the bones of an armature that is timed as a whole. */
function untimedRows(captures: readonly Capture[], { count, rowIn }: UnitedNodes): Uint8Array {
  const untimed = new Uint8Array(count).fill(1)
  captures.forEach(({ costs: { first } }, index) => {
    const rows = rowIn[index] as Uint32Array
    for (let node = 0; node < rows.length; node++) {
      const row = rows[node] as number
      if (row !== none && (first[row + 1] as number) > (first[row] as number)) untimed[node] = 0
    }
  })
  return untimed
}

function nameUntimed(judged: Judged, untimed: Uint8Array): void {
  const { verdict, a, b, delta, low, high } = judged
  untimed.forEach((isUntimed, node) => {
    if (isUntimed === 0) return
    verdict[node] = verdicts.indexOf('untimed')
    for (const column of [a, b, delta, low, high]) column[node] = NaN
  })
}

const hasOwnTimes = ({ self }: SideCosts): boolean => self.low.some((seconds) => seconds > 0)

const meansOf = ({ rows, units, low }: UnitValues): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => meanOf(low, row, units))

function frameValues(captures: readonly Capture[], { count: units, unitOf }: SideUnits): UnitValues {
  const low = new Float64Array(2 * units)
  const frames = new Float64Array(units)
  captures.forEach((capture, index) => {
    unitOf[index]?.forEach((unit, frame) => {
      if (unit === none) return
      frames[unit] = (frames[unit] as number) + 1
      low[unit] = (low[unit] as number) + (capture.frames.wall[frame] as number)
      low[units + unit] = (low[units + unit] as number) + (capture.frames.evaluation[frame] as number)
    })
  })
  return { rows: 2, units, low: low.map((sum, at) => sum / (frames[at % units] as number)), slack: null }
}
