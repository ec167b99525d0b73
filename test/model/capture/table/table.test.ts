// The rows of a table: in order, hidden when cheap, in groups, and as CSV.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { none } from '../../../../model/capture/capture'
import { csvLines, csvText } from '../../../../model/capture/table/csv'
import { nodeFigures } from '../../../../model/capture/table/figures'
import { chooseFrames } from '../../../../model/capture/table/frame-choice'
import { groupRows } from '../../../../model/capture/table/group'
import { hideBelow } from '../../../../model/capture/table/hidden'
import { allRows, orderByKey, orderRows } from '../../../../model/capture/table/order'
import { treeLines } from '../../../../model/capture/table/tree'
import { quantileOfSorted } from '../../../../model/live/quantiles'
import { captureOf, type CaptureOf } from './capture-of'

const tableOf = (of: CaptureOf) => {
  const capture = captureOf(of)
  return { capture, figures: nodeFigures(capture, chooseFrames(capture, { kind: 'all' })), rows: allRows(capture) }
}
const small = tableOf({
  wall: [10, 10],
  nodes: [
    { name: 'Arm', kind: 'skin', rig: 'hero', self: [2, 4], inclusive: [6, 6] },
    { name: 'body', kind: 'skin', rig: 'hero', self: [1, null] },
    { name: 'cape', kind: 'cloth', self: [3, 3], inclusive: [3, 5] },
    { name: 'door', kind: 'mesh', self: [null, null] },
    { name: 'eye', kind: 'mesh', self: [NaN, 1] },
  ],
})

describe('The order of a table', () => {
  test('is by any column, unknown last whichever way', () => {
    expect([...orderRows(small, small.rows, { column: 'self', descending: true })]).toEqual([0, 2, 1, 3, 4])
    expect([...orderRows(small, small.rows, { column: 'self', descending: false })]).toEqual([3, 1, 0, 2, 4])
    expect([...orderRows(small, small.rows, { column: 'rig', descending: true })]).toEqual([0, 1, 2, 3, 4])
  })
  test('of names takes upper and lower case alike', () => {
    expect([...orderRows(small, small.rows, { column: 'name', descending: true })]).toEqual([4, 3, 2, 1, 0])
  })
  test('keeps equal rows as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2, 3, NaN), { maxLength: 300 }), fc.boolean(), (keys, descending) => {
        const rows = Uint32Array.from(keys, (_, row) => keys.length - 1 - row)
        const order = orderByKey(rows, keys, descending)
        expect([...order].sort((a, b) => a - b)).toEqual([...rows].sort((a, b) => a - b))
        for (let at = 1; at < order.length; at++) {
          const [a, b] = [order[at - 1] as number, order[at] as number]
          const [x, y] = [keys[a] as number, keys[b] as number]
          if (x === y || (Number.isNaN(x) && Number.isNaN(y))) expect(a).toBeGreaterThan(b)
          else if (!Number.isNaN(y)) expect(descending ? x > y : x < y).toBe(true)
        }
      }),
    )
  })
})

describe('Hiding cheap nodes', () => {
  test('says how many they are and what they cost together', () => {
    const { rows, hidden } = hideBelow(small, small.rows, 0.001)
    expect([...rows]).toEqual([0, 2, 4])
    expect([hidden.nodes, hidden.self]).toEqual([2, 0.0005])
  })
  test('loses no cost: shown and hidden add up', () => {
    const all = small.rows.reduce((sum, row) => sum + (small.figures.self.mean[row] || 0), 0)
    for (const limit of [0, 0.0004, 0.002, 1]) {
      const { rows, hidden } = hideBelow(small, small.rows, limit)
      const shown = rows.reduce((sum, row) => sum + (small.figures.self.mean[row] || 0), 0)
      expect(shown + hidden.self).toBeCloseTo(all, 12)
    }
  })
})

describe('Groups', () => {
  const costs = fc.array(fc.oneof(fc.constant(null), fc.double({ min: 0, max: 20, noNaN: true })), {
    minLength: 8,
    maxLength: 8,
  })

  test('take their percentile of the sums in each frame, not the sum of percentiles', () => {
    fc.assert(
      fc.property(fc.array(costs, { minLength: 1, maxLength: 6 }), (all) => {
        fc.pre(all.every((self) => self.some((ms) => ms !== null)))
        const table = tableOf({ nodes: all.map((self, at) => ({ name: `n${at}`, kind: 'skin', self })) })
        const groups = groupRows(table, table.rows, 'type')
        const sums = Float64Array.from({ length: 8 }, (_, frame) =>
          all.reduce((sum, self) => sum + (self[frame] ?? 0) / 1000, 0),
        ).sort()
        expect(groups.self.p95[0]).toBeCloseTo(quantileOfSorted(sums, 8, 0.95), 12)
        expect(groups.self.max[0]).toBeCloseTo(sums[7] as number, 12)
      }),
    )
  })
  test('gather nodes in the order given, and those without a value together', () => {
    const groups = groupRows(small, Uint32Array.from([2, 1, 0, 3]), 'rig')
    expect([...groups.text].map((text) => (text === none ? null : small.capture.texts[text]))).toEqual([null, 'hero'])
    expect([[...groups.first], [...groups.members]]).toEqual([
      [0, 1, 3],
      [2, 1, 0],
    ])
  })
  test('never add inclusive times up: only a group of one node knows its own', () => {
    const groups = groupRows(small, small.rows, 'type')
    expect([groups.inclusive.mean[0], groups.inclusive.mean[1]]).toEqual([NaN, 0.004])
  })
  test('stay unknown where one of their nodes is', () => {
    expect(groupRows(small, small.rows, 'type').self.mean[2]).toBeNaN()
  })
  test('count frames in which any of their nodes ran, and shares that add up', () => {
    const groups = groupRows(small, small.rows.subarray(0, 3), 'type')
    expect([...groups.ran]).toEqual([2, 2])
    const shares = [...small.figures.share].slice(0, 3).reduce((sum, share) => sum + share, 0)
    expect([...groups.share].reduce((sum, share) => sum + share, 0)).toBeCloseTo(shares, 12)
  })
  test('leave nodes that were never listed to a line of their own at the end', () => {
    const groups = groupRows(small, small.rows, 'type')
    expect([...groups.unlisted]).toEqual([3])
    const closed = treeLines(groups, Uint32Array.from([1, 0, 2]), new Set())
    expect([[...closed.group], [...closed.node]]).toEqual([
      [1, 0, 2, none],
      [none, none, none, none],
    ])
    const opened = treeLines(groups, Uint32Array.from([1, 0, 2]), new Set([0, none]))
    expect([...opened.node]).toEqual([none, none, 0, 1, none, none, 3])
    expect([...opened.group]).toEqual([1, 0, 0, 0, 2, none, none])
  })
})

describe('CSV', () => {
  test('has the columns and rows that are seen, with units and all digits', () => {
    const text = [...csvLines(small, Uint32Array.from([2, 4]), ['name', 'self', 'share', 'count', 'gpu'])].join('')
    expect(text).toBe(
      'Name,"Self, mean (ms per frame)",Share (% of the frame),Count (per frame),On the GPU\r\ncape,3,30,1,\r\neye,,,1,\r\n',
    )
  })
  test('gives back any text, and starts no formula', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('=1+1', '+1', '-1', '@a', '\tx', 'a"b', 'a,b', 'a\r\nb')),
        (text) => {
          const cell = csvText(text)
          const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
          if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/)
          expect(inner).not.toMatch(/^[=+\-@\t\r\n]/)
          expect(inner === text || inner === `'${text}`).toBe(true)
        },
      ),
    )
  })
})
