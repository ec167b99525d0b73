// How far apart the units of two sides lie in one row, with the standard error of that: Welch's where sides were measured apart, of
// pairs where each unit of A has its own in B. What follows from it is left to judge.ts.
import type { UnitValues } from './unit-costs'

/** Seconds per frame; written in place, since there are tens of thousands. */
export interface Difference {
  difference: number
  /** Standard error. */
  error: number
  df: number
}

export function meanOf(values: ArrayLike<number>, row: number, units: number): number {
  let sum = 0
  for (let unit = 0; unit < units; unit++) sum += values[row * units + unit] as number
  return sum / units
}

/** Sum of squares around the mean. */
function squares(values: Float64Array, row: number, units: number, around: number): number {
  let sum = 0
  for (let unit = 0; unit < units; unit++) sum += ((values[row * units + unit] as number) - around) ** 2
  return sum
}

export function welchDifference(a: UnitValues, b: UnitValues, row: number, out: Difference): void {
  const meanA = meanOf(a.low, row, a.units)
  const meanB = meanOf(b.low, row, b.units)
  const partA = squares(a.low, row, a.units, meanA) / (a.units - 1) / a.units
  const partB = squares(b.low, row, b.units, meanB) / (b.units - 1) / b.units
  out.difference = meanB - meanA
  out.error = Math.sqrt(partA + partB)
  const df = (partA + partB) ** 2 / (partA ** 2 / (a.units - 1) + partB ** 2 / (b.units - 1))
  out.df = Number.isNaN(df) ? a.units + b.units - 2 : df
}

export function pairedDifference(
  { low: a, units }: UnitValues,
  { low: b }: UnitValues,
  row: number,
  out: Difference,
): void {
  const at = row * units
  let sum = 0
  for (let unit = at; unit < at + units; unit++) sum += (b[unit] as number) - (a[unit] as number)
  const difference = sum / units
  let square = 0
  for (let unit = at; unit < at + units; unit++) square += ((b[unit] as number) - (a[unit] as number) - difference) ** 2
  out.difference = difference
  out.error = Math.sqrt(square / (units - 1) / units)
  out.df = units - 1
}
