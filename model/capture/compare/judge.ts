// Says of each row whether B is slower than A, faster, the same, or whether that stays open: by how far it stands from zero in seconds
// (Welch's t) and from what all nodes did together, corrected for how many rows are tested, and by a least effect that is worth a
// word. What rows are is left to compare.ts.
//
// Why not an exact permutation test: with 3 captures on each side no outcome is rarer than 1 in 10, with 5 none is rarer than 1 in 126,
// so after Holm's correction over a rig's nodes it could never find anything. Why not Welch's t alone: in 5 captures against 5 it finds
// a node that is 10 % slower among 60 only in 3 of 10 tries, since drift of the machine hides it; beside the other nodes it is found.
import { meanOf, pairedDifference, welchDifference, type Difference } from './difference'
import { holm } from './holm'
import { squeeze } from './squeeze'
import { criticalT, twoSidedChance } from './student-t'
import { contrastOf, hasLogs, type Together } from './together'
import type { UnitValues } from './unit-costs'

/** `untimed`: no capture of either side timed it apart, so nothing is known. */
export const verdicts = ['slower', 'faster', 'same', 'inconclusive', 'new', 'gone', 'untimed'] as const
export type Verdict = (typeof verdicts)[number]

/** A change counts from here on: both of A's share and seconds per frame. */
export const leastEffect = { share: 0.05, seconds: 0.0001 } as const
/** The chance that any row of an unchanged family is called changed: rare enough that nobody learns to ignore it. */
export const familyError = 0.01
/** Assumed where nodes are too few to tell: a warm laptop against a cold one, and how far single nodes go by themselves. Shares. */
export const assumedDrift = { all: 0.1, wander: 0.02 } as const

export interface Settings {
  readonly paired: boolean
  /** Whether drift between captures is part of the units' own noise. */
  readonly repeated: boolean
  readonly together: Together | null
  /** 1 for rows that only one side has: that they changed needs no proof, only how much. */
  readonly oneSided: Uint8Array | null
}

/** Seconds per frame; NaN is unknown. */
export interface Judged {
  readonly rows: number
  readonly a: Float64Array
  readonly b: Float64Array
  /** B without A. */
  readonly delta: Float64Array
  /** 95 % interval of delta, with all that unlisted frames leave open. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** Corrected chance of so large a difference without a change; NaN where the row is too cheap to have changed enough. */
  readonly chance: Float64Array
  /** Index into `verdicts`. */
  readonly verdict: Uint8Array
  readonly tested: number
}

export function judge(a: UnitValues, b: UnitValues, settings: Settings): Judged {
  const { rows } = a
  const { paired, repeated, oneSided } = settings
  const column = () => new Float64Array(rows)
  const seen = { a: column(), b: column(), delta: column(), low: column(), high: column() }
  const verdict = new Uint8Array(rows)
  const chance = column().fill(NaN)
  /** How far the row is from no change at the least, with its sign; 0 where it may not have changed. */
  const sure = column()
  const least = column()
  const drift = driftOf(settings)
  const out: Difference = { difference: 0, error: 0, df: 0 }
  let tested = 0
  for (let row = 0; row < rows; row++) {
    const meanA = meanOf(a.low, row, a.units)
    const meanB = meanOf(b.low, row, b.units)
    const slackA = a.slack === null ? 0 : meanOf(a.slack, row, a.units)
    const slackB = b.slack === null ? 0 : meanOf(b.slack, row, b.units)
    if (paired) pairedDifference(a, b, row, out)
    else welchDifference(a, b, row, out)
    const most = meanA + slackA
    const error = Math.hypot(out.error, drift.wander * most)
    const reach = error === 0 ? 0 : criticalT(out.df) * error
    const from = out.difference - slackA
    const to = out.difference + slackB
    seen.a[row] = meanA + slackA / 2
    seen.b[row] = meanB + slackB / 2
    seen.delta[row] = (from + to) / 2
    seen.low[row] = from - reach
    seen.high[row] = to + reach
    least[row] = Math.max(leastEffect.seconds, leastEffect.share * most)
    const lowest = from - drift.high * most
    const highest = to - drift.low * most
    const nearest = lowest > 0 ? lowest : highest < 0 ? highest : 0
    sure[row] = Math.abs(nearest) > reach ? nearest : 0
    // Leaving out rows whose costs together are too small leans on no difference, so the correction stays honest.
    if ((most + meanB + slackB) / 2 < leastEffect.seconds / 2 || Number.isNaN(from + to + error)) continue
    tested++
    if (oneSided?.[row] === 1) continue
    const beside = chanceBeside(a, b, row, settings)
    const alone = () => (nearest === 0 ? 1 : error === 0 ? 0 : twoSidedChance(nearest / error, out.df))
    // Two questions were asked, so each counts for half; without repeats the row alone cannot tell a change from drift.
    chance[row] = Math.min(1, 2 * (beside === null ? alone() : repeated ? Math.min(alone(), beside) : beside))
  }
  const corrected = holm(chance)
  for (let row = 0; row < rows; row++) {
    const edge = least[row] as number
    const far = sure[row] as number
    const isProven = oneSided?.[row] === 1 || (corrected[row] as number) < familyError
    const isSame = (seen.low[row] as number) > -edge && (seen.high[row] as number) < edge
    const found: Verdict =
      isProven && Math.abs(far) >= edge ? (far > 0 ? 'slower' : 'faster') : isSame ? 'same' : 'inconclusive'
    verdict[row] = verdicts.indexOf(found)
  }
  return { rows, ...seen, chance: corrected, verdict, tested }
}

/** What may be the machine's between captures: changes of every row from `low` to `high`, and of single ones. Shares of A. */
function driftOf({ repeated, together }: Settings): { low: number; high: number; wander: number } {
  if (repeated) return { low: 0, high: 0, wander: 0 }
  if (together === null) return { low: -assumedDrift.all, high: assumedDrift.all, wander: assumedDrift.wander }
  const { share, noise, wander } = together
  return { low: Math.min(0, share - 2 * noise), high: Math.max(0, share + 2 * noise), wander }
}

/** The chance that a row stands so far from what all nodes did together; null where that is not known of it. */
function chanceBeside(
  a: UnitValues,
  b: UnitValues,
  row: number,
  { together, paired, repeated }: Settings,
): number | null {
  if (together === null || !hasLogs(a, row) || !hasLogs(b, row)) return null
  const { change, variance, df, parts } = contrastOf(a, b, paired, row, together.factors)
  const wander = repeated ? 0 : together.wander
  const error = Math.hypot(Math.sqrt(squeeze(variance, df, together.prior) * parts), wander, together.noise)
  const apart = change - Math.log1p(together.share)
  const certainty = df + together.prior.df
  // How far nodes wander is known only as well as there are nodes.
  return error === 0
    ? Number(apart === 0)
    : twoSidedChance(apart / error, repeated ? certainty : Math.min(certainty, together.nodes - 1))
}
