// How numbers are written: no more digits than their noise supports.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageText,
  bytesText,
  counted,
  decimalsFor,
  percent,
  plain,
  reading,
  roundToNoise,
  steadyDecimals,
  steadyNoise,
  unknownText,
} from '../../model/live/digits'

const noise = fc.double({ min: 1e-6, max: 1e4, noNaN: true })
const value = fc.double({ min: -1e5, max: 1e5, noNaN: true })

describe('A number shows no more digits than its noise supports', () => {
  test('the last decimal is worth at least a tenth of the noise, whatever the noise', () => {
    fc.assert(
      fc.property(noise, fc.integer({ min: 0, max: 4 }), (n, most) => {
        const decimals = decimalsFor(n, most)
        expect(decimals).toBeGreaterThanOrEqual(0)
        expect(decimals).toBeLessThanOrEqual(most)
        if (decimals > 0) expect(10 ** -decimals).toBeGreaterThan(n / 10.0001)
      }),
    )
  })
  test('what is shown is never further from the value than the noise, or half a unit where the decimals end', () => {
    fc.assert(
      fc.property(value, noise, (v, n) => {
        const shown = Number(roundToNoise(v, n, 3).replace('−', '-'))
        expect(Math.abs(shown - v)).toBeLessThanOrEqual(Math.max(n, 0.0005001))
      }),
    )
  })
  test('more noise never shows more decimals', () => {
    fc.assert(
      fc.property(noise, noise, (a, b) => {
        expect(decimalsFor(Math.max(a, b), 4)).toBeLessThanOrEqual(decimalsFor(Math.min(a, b), 4))
      }),
    )
  })
  test('noise that is unknown or none allows all decimals', () => {
    for (const none of [0, NaN, Infinity, -1]) expect(decimalsFor(none, 2)).toBe(2)
  })
  test('437 with a noise of 30 is 440', () => expect(roundToNoise(437, 30, 2)).toBe('440'))
  test('digits do not flicker while the noise moves around a step', () => {
    let decimals: number | null = null
    const seen = new Set<number>()
    for (const n of [0.09, 0.11, 0.095, 0.105, 0.092, 0.12]) seen.add((decimals = steadyDecimals(decimals, n, 3)))
    expect(seen.size).toBe(1)
  })
  test('digits follow once the noise has clearly changed', () => {
    expect(steadyDecimals(2, 3, 3)).toBe(0)
    expect(steadyDecimals(0, 0.02, 3)).toBe(2)
  })
})

test('The noise that digits follow stays until it is clearly another', () => {
  expect([steadyNoise(NaN, 0.4), steadyNoise(0.4, 0.5), steadyNoise(0.4, 0.3), steadyNoise(0.4, 0.7)]).toEqual([
    0.4, 0.4, 0.4, 0.7,
  ])
  expect(steadyNoise(0.4, NaN)).toBeNaN()
})

describe('Text of numbers', () => {
  test('there is no negative zero, and minus is a minus sign', () => {
    expect(plain(-0.001, 2)).toBe('0.00')
    expect(plain(-3.25, 1)).toBe('−3.3')
  })
  test('what is not known is a dash', () => {
    expect([plain(NaN, 1), reading(NaN), bytesText(NaN), ageText(NaN), counted(NaN)]).toEqual(
      Array(5).fill(unknownText),
    )
  })
  test('a single reading has at most three digits', () => {
    expect([reading(0.0417), reading(0.00523), reading(0.1394)]).toEqual(['41.7', '5.23', '139'])
  })
  test('a reading shows less where its noise is known and larger', () => {
    expect([reading(0.0417, 0.0003), reading(0.0417, 0.002), reading(0.437, 0.03)]).toEqual(['41.7', '42', '440'])
    expect(reading(0.00523, 0.00002)).toBe('5.23')
  })
  test('a share shows a decimal where it is small and its noise is smaller', () => {
    expect([percent(0.048), percent(0.048, 0.003), percent(0.048, 0.02), percent(0.28, 0.12)]).toEqual([
      '4.8 %',
      '4.8 %',
      '5 %',
      '30 %',
    ])
  })
  test('an age is told in the coarsest words that help', () => {
    expect([ageText(0.44), ageText(12.9), ageText(200), ageText(7300)]).toEqual(['0.4 s', '12 s', '3 min', '2 h'])
  })
})
