// What all nodes do together. A warm machine makes every node slower by the same share, so a node that changed stands out from the
// others far more clearly than from its own past. Works on logarithms of costs; what follows for a row is left to judge.ts.
import { quantileOfSorted } from '../../live/quantiles'
import { meanOf } from './difference'
import { leastEffect } from './judge'
import { priorOf, squeeze, type Prior } from './squeeze'
import type { UnitValues } from './unit-costs'

export interface Together {
  /** Median of B over A, less 1. It is told, never taken off. */
  readonly share: number
  /** Standard error of `share`. */
  readonly noise: number
  /** Nodes that it was estimated from. */
  readonly nodes: number
  /** Standard deviation of single nodes between the sides that their units do not explain: a share. */
  readonly wander: number
  /** For each unit how much dearer all nodes were in it, as a logarithm; of pairs, B's units less A's stand in `a`. */
  readonly factors: { readonly a: Float64Array; readonly b: Float64Array }
  readonly prior: Prior
}

/** With fewer nodes that cost anything, one that changed could pass for the machine. */
export const fewestTogether = 5
const mostTogether = 2000
const toDeviation = 1.4826
const medianError = 1.2533

/** From rows that both sides have and that cost enough to be measured; null where those are too few. */
export function nodesTogether(a: UnitValues, b: UnitValues, paired: boolean, inBoth: Uint8Array): Together | null {
  if (a.units < 2 || b.units < 2) return null
  const standing: number[] = []
  for (let row = 0; row < a.rows; row++)
    if (inBoth[row] === 1 && canStand(a, row) && canStand(b, row)) standing.push(row)
  if (standing.length < fewestTogether) return null
  // More would say the same and take longer.
  const step = Math.ceil(standing.length / mostTogether)
  const rows = standing.filter((_, at) => at % step === 0)
  const factors = paired
    ? { a: factorsOf(rows, a.units, (row, unit) => logAt(b, row, unit) - logAt(a, row, unit)), b: new Float64Array(0) }
    : {
        a: factorsOf(rows, a.units, (row, unit) => logAt(a, row, unit)),
        b: factorsOf(rows, b.units, (row, unit) => logAt(b, row, unit)),
      }
  const contrasts = rows.map((row) => contrastOf(a, b, paired, row, factors))
  const changes = contrasts.map(({ change }) => change)
  const middle = medianOf(changes)
  const spread = toDeviation * medianOf(changes.map((change) => Math.abs(change - middle)))
  const [{ df, parts }] = contrasts as [Contrast]
  const prior = priorOf(
    contrasts.map(({ variance }) => variance),
    df,
  )
  const explained = medianOf(contrasts.map(({ variance }) => squeeze(variance, df, prior) * parts))
  return {
    share: Math.expm1(middle),
    noise: (medianError * spread) / Math.sqrt(rows.length),
    nodes: rows.length,
    wander: Math.sqrt(Math.max(0, spread ** 2 - explained)),
    factors,
    prior,
  }
}

export interface Contrast {
  /** Logarithm of B over A. */
  readonly change: number
  /** Of a single unit, with what all nodes did in it taken off. */
  readonly variance: number
  readonly df: number
  /** The variance of `change` is `variance` times this. */
  readonly parts: number
}

export function contrastOf(
  a: UnitValues,
  b: UnitValues,
  paired: boolean,
  row: number,
  factors: Together['factors'],
): Contrast {
  if (paired) {
    const pairs = spreadOf(a.units, (unit) => logAt(b, row, unit) - logAt(a, row, unit) - (factors.a[unit] as number))
    return { change: pairs.mean, variance: pairs.squares / (a.units - 1), df: a.units - 1, parts: 1 / a.units }
  }
  const inA = spreadOf(a.units, (unit) => logAt(a, row, unit) - (factors.a[unit] as number))
  const inB = spreadOf(b.units, (unit) => logAt(b, row, unit) - (factors.b[unit] as number))
  const df = a.units + b.units - 2
  return {
    change: inB.mean - inA.mean,
    variance: (inA.squares + inB.squares) / df,
    df,
    parts: 1 / a.units + 1 / b.units,
  }
}

/** Whether a row has a known cost in every unit, with nothing left open, so that it has logarithms. */
export function hasLogs({ low, slack, units }: UnitValues, row: number): boolean {
  for (let at = row * units; at < (row + 1) * units; at++)
    if (!((low[at] as number) > 0) || (slack !== null && slack[at] !== 0)) return false
  return true
}

const canStand = (values: UnitValues, row: number) =>
  meanOf(values.low, row, values.units) >= leastEffect.seconds / 2 && hasLogs(values, row)

const logAt = ({ low, units }: UnitValues, row: number, unit: number) => Math.log(low[row * units + unit] as number)

function factorsOf(rows: readonly number[], units: number, value: (row: number, unit: number) => number): Float64Array {
  const means = rows.map((row) => spreadOf(units, (unit) => value(row, unit)).mean)
  return Float64Array.from({ length: units }, (_, unit) =>
    medianOf(rows.map((row, at) => value(row, unit) - (means[at] as number))),
  )
}

let scratch = new Float64Array(16)

function spreadOf(units: number, value: (unit: number) => number) {
  // Logarithms are what takes time here, so each is taken once.
  if (scratch.length < units) scratch = new Float64Array(units)
  let sum = 0
  for (let unit = 0; unit < units; unit++) sum += scratch[unit] = value(unit)
  const mean = sum / units
  let squares = 0
  for (let unit = 0; unit < units; unit++) squares += ((scratch[unit] as number) - mean) ** 2
  return { mean, squares }
}

const medianOf = (values: readonly number[]) => quantileOfSorted(Float64Array.from(values).sort(), values.length, 0.5)
