// Quantiles and spread against a plain sort.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantileOfSorted, spreadInPlace } from '../../model/live/quantiles'

const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 200 })

describe('A spread', () => {
  test('of no values is not there', () => expect(spreadInPlace(new Float64Array(4), 0)).toBeNull())
  test('keeps its order: lowest, p5, median, p95, highest', () => {
    fc.assert(
      fc.property(values, (all) => {
        const spread = spreadInPlace(Float64Array.from(all), all.length)
        expect(spread).not.toBeNull()
        if (spread === null) return
        const order = [Math.min(...all), spread.p5, spread.median, spread.p95, Math.max(...all)]
        for (let i = 1; i < order.length; i++) expect(order[i]).toBeGreaterThanOrEqual((order[i - 1] as number) - 1e-9)
        expect(spread.noise).toBeGreaterThanOrEqual(0)
      }),
    )
  })
  test('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(values, (all) => {
        const there = spreadInPlace(Float64Array.from(all), all.length)
        const back = spreadInPlace(Float64Array.from([...all].reverse()), all.length)
        expect(there?.median).toBe(back?.median)
        expect(there?.p95).toBe(back?.p95)
      }),
    )
  })
  test('reads only as many values as it is told', () => {
    expect(spreadInPlace(Float64Array.from([3, 1, 2, 900, 900]), 3)?.median).toBe(2)
  })
  test('of equal values has no noise', () => expect(spreadInPlace(Float64Array.from([7, 7, 7]), 3)?.noise).toBe(0))
  test('interpolates between two values', () => {
    expect(quantileOfSorted(Float64Array.from([0, 10]), 2, 0.25)).toBe(2.5)
  })
})
