// Student's t, Holm's correction and what nodes lend each other, against published tables and plain definitions.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holm } from '../../../../model/capture/compare/holm'
import { digamma, priorOf, squeeze, trigamma } from '../../../../model/capture/compare/squeeze'
import { criticalT, twoSidedChance } from '../../../../model/capture/compare/student-t'
import { normal, seeded } from './simulated-machine'

describe('Student’s t', () => {
  // Tables of t: df, two-sided chance, t.
  test.each([
    [1, 0.05, 12.706],
    [2, 0.05, 4.3027],
    [4, 0.05, 2.7764],
    [8, 0.05, 2.306],
    [30, 0.05, 2.0423],
    [120, 0.05, 1.9799],
    [1, 0.01, 63.657],
    [5, 0.01, 4.0321],
    [10, 0.001, 4.5869],
    [60, 0.001, 3.4602],
    [4, 0.0001, 15.544],
  ])('with %d degrees of freedom lies beyond %d by chance at %d', (df, chance, t) => {
    expect(twoSidedChance(t, df) / chance).toBeCloseTo(1, 3)
    if (chance === 0.05) expect(criticalT(df)).toBeCloseTo(t, 3)
  })
  test('with one degree of freedom is Cauchy’s, with two it has a closed form, far into the tails', () => {
    for (const t of [0, 0.3, 2, 50, 1e4, 1e7]) {
      const cauchy = (2 / Math.PI) * Math.atan(1 / t)
      expect(twoSidedChance(t, 1) / cauchy).toBeCloseTo(1, 9)
      const square = t * t
      const two = 2 / (2 + square) / (1 + Math.sqrt(square / (2 + square)))
      expect(twoSidedChance(t, 2) / two).toBeCloseTo(1, 9)
    }
  })
  test('with very many is the normal distribution', () => {
    expect(twoSidedChance(1.959964, 1e6)).toBeCloseTo(0.05, 5)
    expect(criticalT(1e6)).toBeCloseTo(1.959964, 4)
  })
  test('is less likely the further away, for any degrees of freedom, and the critical value fits its chance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 40, noNaN: true }),
        (df, t) => {
          expect(twoSidedChance(t, df)).toBeGreaterThanOrEqual(twoSidedChance(t + 0.1, df))
          expect(twoSidedChance(-t, df)).toBe(twoSidedChance(t, df))
          expect(twoSidedChance(criticalT(df), df)).toBeCloseTo(0.05, 4)
        },
      ),
    )
  })
  test('of nothing known is not known', () => {
    expect([twoSidedChance(NaN, 3), twoSidedChance(1, 0), criticalT(NaN)]).toEqual([NaN, NaN, NaN])
  })
})

describe('Holm’s correction', () => {
  test('multiplies the smallest by how many were tested, the next by one less', () => {
    const corrected = holm(Float64Array.from([0.03, 0.01, NaN, 0.04]))
    expect([...corrected].map((chance) => Math.round(chance * 1e9) / 1e9)).toEqual([0.06, 0.03, NaN, 0.06])
  })
  test('never makes a row surer, keeps their order and stays a chance', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (chances) => {
        const corrected = holm(Float64Array.from(chances))
        chances.forEach((chance, x) => {
          expect(corrected[x]).toBeGreaterThanOrEqual(chance)
          expect(corrected[x]).toBeLessThanOrEqual(1)
          chances.forEach(
            (other, y) => chance < other && expect(corrected[x]).toBeLessThanOrEqual(corrected[y] as number),
          )
        })
      }),
    )
  })
})

describe('Nodes lend each other', () => {
  test('by functions that agree with their tables', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649, 9)
    expect(digamma(0.5)).toBeCloseTo(-1.963510026, 9)
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 9)
    expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 9)
  })
  const drawn = (spreadOf: (node: number) => number) => {
    const chance = seeded(3)
    return Array.from({ length: 400 }, (_, node) => {
      const values = Array.from({ length: 5 }, () => normal(chance) * spreadOf(node))
      const mean = values.reduce((sum, value) => sum + value, 0) / 5
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4
    })
  }
  test('a variance that is nearly certain where all are alike', () => {
    const prior = priorOf(
      drawn(() => 3),
      4,
    )
    expect(prior.df).toBeGreaterThan(15)
    expect(squeeze(0.1, 4, prior)).toBeGreaterThan(6)
  })
  test('next to nothing where they are not', () => {
    const prior = priorOf(
      drawn((node) => 10 ** (node % 5)),
      4,
    )
    expect(prior.df).toBeLessThan(1)
  })
  test('nothing where they are few', () => expect(priorOf([1, 2, 3], 4).df).toBe(0))
})
