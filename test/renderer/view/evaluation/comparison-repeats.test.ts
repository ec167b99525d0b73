// How many captures would settle an inconclusive row: an estimate that grows with noise, and says where repeating is no use.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastEffect, type Judged } from '../../../../model/capture/compare/judge'
import { oneSidedZ, repeatsSentence, repeatsToSettle } from '../../../../renderer/view/evaluation/comparison-repeats'

/** A row of 10 ms in A, in milliseconds. */
const judgedOf = (delta: number, half: number): Judged => {
  const of = (value: number) => Float64Array.of(value / 1000)
  return {
    ...{ rows: 1, a: of(10), b: of(10 + delta), delta: of(delta), low: of(delta - half), high: of(delta + half) },
    ...{ chance: of(NaN), verdict: Uint8Array.of(3), tested: 40 },
  }
}
const captures = { kind: 'captures' } as const

test('A wider interval takes more captures', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.8, max: 3, noNaN: true }),
      fc.double({ min: 1.05, max: 2, noNaN: true }),
      (half, more) => {
        const narrow = repeatsToSettle(judgedOf(2, half), 0, captures, 3)
        const wide = repeatsToSettle(judgedOf(2, half * more), 0, captures, 3)
        if (narrow.kind === 'repeats' && wide.kind === 'repeats')
          expect(wide.captures).toBeGreaterThanOrEqual(narrow.captures)
        else expect(wide.kind).toBe('hopeless')
      },
    ),
  )
})

test('A change far from the least effect takes few, one right at it cannot be settled', () => {
  expect(repeatsToSettle(judgedOf(4, 3), 0, captures, 3)).toMatchObject({ kind: 'repeats' })
  const edge = leastEffect.share * 10
  expect(repeatsToSettle(judgedOf(edge, 1), 0, captures, 3)).toEqual({ kind: 'hopeless' })
})

test('Of captures taken once each nothing is estimated: the machine’s drift is in the difference itself', () => {
  for (const kind of ['blocks', 'pairedBlocks', 'passes', 'nothing'] as const) {
    const repeats = repeatsToSettle(judgedOf(3, 0.5), 0, { kind }, 1)
    expect(repeatsSentence(repeats, 1)).toBe(
      'Inconclusive: take at least 3 captures of each side (there is 1 now); from those it can be estimated whether more would settle it.',
    )
  }
})

test('An estimate is called one', () => {
  const repeats = repeatsToSettle(judgedOf(4, 3), 0, captures, 3)
  expect(repeatsSentence(repeats, 3)).toMatch(
    /^Inconclusive: about \d+ captures of each side would settle it \(estimate; there are 3 now\)\.$/,
  )
})

test('What has no interval has no estimate', () => {
  expect(repeatsToSettle(judgedOf(1, NaN), 0, captures, 3)).toEqual({ kind: 'unknown' })
})

test('Quantiles of the normal distribution are those of the books', () => {
  expect(oneSidedZ(0.025)).toBeCloseTo(1.96, 2)
  expect(oneSidedZ(0.005)).toBeCloseTo(2.576, 2)
  expect(oneSidedZ(0.0005)).toBeCloseTo(3.291, 2)
})
