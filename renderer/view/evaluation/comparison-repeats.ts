// How many captures of each side would settle a row that stayed inconclusive: an estimate, since it takes the next ones to be as noisy as
// those that are here.
import { familyError, leastEffect, type Judged } from '../../../model/capture/compare/judge'
import type { UnitKind } from '../../../model/capture/compare/units'

export type Repeats =
  /** Captures of each side in all. */
  | { readonly kind: 'repeats'; readonly captures: number }
  /** Drift of the machine is in the difference itself, so nothing can be told from it before that is measured. */
  | { readonly kind: 'atLeast'; readonly captures: number }
  /** The change is too close to what counts as one. */
  | { readonly kind: 'hopeless' }
  | { readonly kind: 'unknown' }

/** From here on repeating takes longer than looking for a quieter machine. */
const mostCaptures = 40
/** Fewer captures cannot tell drift of the machine from a change. */
const fewestCaptures = 3

export function repeatsToSettle(
  judged: Judged,
  row: number,
  { kind }: { readonly kind: UnitKind },
  capturesNow: number,
): Repeats {
  if (kind !== 'captures') return { kind: 'atLeast', captures: fewestCaptures }
  const [a, delta, low, high] = [judged.a[row], judged.delta[row], judged.low[row], judged.high[row]] as [
    number,
    number,
    number,
    number,
  ]
  const half = (high - low) / 2
  if (!(half >= 0)) return { kind: 'unknown' }
  const edge = Math.max(leastEffect.seconds, leastEffect.share * a)
  const size = Math.abs(delta)
  const distance = Math.abs(size - edge)
  // A change must be proven for all rows together, which asks for more than one interval; no change only for its own.
  const strictness = size > edge ? oneSidedZ(familyError / Math.max(1, judged.tested) / 2) / 1.96 : 1
  const target = size > edge ? size / strictness : distance
  if (distance < edge / 10 || !(target > 0)) return { kind: 'hopeless' }
  const captures = Math.max(fewestCaptures, capturesNow, Math.ceil(Math.max(1, capturesNow) * (half / target) ** 2))
  return captures > mostCaptures ? { kind: 'hopeless' } : { kind: 'repeats', captures }
}

/** The quantile of the normal distribution above which `chance` lies (Abramowitz and Stegun 26.2.23, to 0.0005). */
export function oneSidedZ(chance: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(0.5, chance)))
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
}

/** In a sentence that says that it is an estimate. */
export function repeatsSentence(repeats: Repeats, captures: number): string {
  switch (repeats.kind) {
    case 'repeats':
      return captures >= repeats.captures
        ? `Inconclusive: the next capture of each side may settle it (estimate).`
        : `Inconclusive: about ${repeats.captures} captures of each side would settle it (estimate; there ${captures === 1 ? 'is 1' : `are ${captures}`} now).`
    case 'atLeast':
      return `Inconclusive: take at least ${repeats.captures} captures of each side (there ${captures === 1 ? 'is 1' : `are ${captures}`} now); from those it can be estimated whether more would settle it.`
    case 'hopeless':
      return `Inconclusive: the change is too near to what counts as one, or too small for this machine’s noise; more than ${mostCaptures} captures of each side would be needed (estimate).`
    case 'unknown':
      return 'Inconclusive: there is too little of this node to tell how many captures would settle it.'
  }
}
