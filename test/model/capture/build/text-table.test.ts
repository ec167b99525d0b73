// Texts found by their bytes, and numbers read from them: the same as the language would have it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TextTable } from '../../../../model/capture/build/text-table'

const limits = { count: 1e6, bytes: 1e8 }

describe('Texts', () => {
  test('are each there once, under the index they got first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 3000, size: 'max' }),
        (texts) => {
          const table = new TextTable(limits)
          const indices = texts.map((text) => table.internText(text))
          expect(table.count).toBe(new Set(texts).size)
          expect(indices.map((index) => table.textOf(index))).toEqual(texts)
          expect(table.all()).toEqual([...new Set(texts)])
        },
      ),
      { numRuns: 50 },
    )
  })
  test('may be part of another', () => {
    const table = new TextTable(limits)
    const whole = table.internText('hero:rig:arm')
    expect(table.textOf(table.internPart(whole, 0, 8))).toBe('hero:rig')
    expect(table.internPart(whole, 0, 12)).toBe(whole)
  })
  test('are not taken beyond a number or a size', () => {
    const few = new TextTable({ count: 2, bytes: 6 })
    expect([
      few.internText('abc'),
      few.internText('abcd'),
      few.internText('abc'),
      few.internText('def'),
      few.internText(''),
    ]).toEqual([0, -1, 0, 1, -1])
  })
})
