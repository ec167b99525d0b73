// The noise of single readings, told from those before.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reading } from '../../model/live/digits'
import { ReadingNoise } from '../../model/live/reading-noise'

/** Numbers as a bell spreads them: the sum of twelve even ones. Seeded, so that the test says the same each time. */
function bell(deviation: number, seed = 7) {
  let state = seed
  const even = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return () => {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += even()
    return sum * deviation
  }
}
const told = (values: readonly number[]) => {
  const noise = new ReadingNoise()
  for (const value of values) noise.take(1, value)
  return noise.of(1)
}

describe('The noise of readings', () => {
  test('is unknown until three came', () => {
    expect([told([]), told([5]), told([5, 6])]).toEqual([NaN, NaN, NaN])
    expect(told([5, 6, 5])).toBeGreaterThan(0)
  })
  test('is about their standard deviation', () => {
    const next = bell(0.002)
    const noise = told(Array.from({ length: 60 }, () => 0.02 + next()))
    expect(noise).toBeGreaterThan(0.001)
    expect(noise).toBeLessThan(0.004)
  })
  test('is none where all are equal, and follows their unit', () => {
    expect(told([3, 3, 3, 3])).toBe(0)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 40 }), (values) => {
        expect(told(values.map((value) => value * 8))).toBeCloseTo(told(values) * 8, 6)
      }),
    )
  })
  test('knows a slow drift from noise', () => {
    expect(told(Array.from({ length: 60 }, (_, i) => 20 + i * 0.01))).toBeLessThan(0.02)
  })
  test('is each thing’s own, and unknown values tell nothing', () => {
    const noise = new ReadingNoise()
    for (const value of [1, 9, 1, 9]) {
      noise.take(1, value)
      noise.take(2, 4)
      noise.take(1, NaN)
    }
    expect(noise.of(1)).toBeGreaterThan(5)
    expect(noise.of(2)).toBe(0)
    expect(noise.of(3)).toBeNaN()
  })
  test('keeps the digits of a cost still from sample to sample', () => {
    const next = bell(0.0006)
    const noise = new ReadingNoise()
    const decimals = new Set<number>()
    for (let i = 0; i < 300; i++) {
      noise.take(1, 0.013 + next())
      if (i > 20) decimals.add(reading(0.013, noise.of(1)).split('.')[1]?.length ?? 0)
    }
    expect(decimals).toEqual(new Set([1]))
  })
})
