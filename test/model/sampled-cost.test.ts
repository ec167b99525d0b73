// Cost by rig, by kind and of the selection, from one sampled frame and its roster.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchingSlots, ranks, sortByNumber } from '../../model/live/node-order'
import { sampledCost, selectionCost } from '../../model/live/sampled-cost'

const nodes = {
  slotOf: (id: number) => (id < 8 ? id : -1),
  rig: Int32Array.from([1, 1, 2, 2, 2, -1, 1, 2]),
  kind: Int32Array.from([0, 1, 0, 1, 1, 1, 1, 1]),
}
const sample = (pairs: readonly (readonly [number, number])[]) => ({
  rows: pairs.length,
  id: Uint32Array.from(pairs, ([id]) => id),
  self: Float64Array.from(pairs, ([, self]) => self),
})

describe('Cost of a sampled frame', () => {
  test('is summed by rig, costliest first, with what is in no rig apart', () => {
    const cost = sampledCost(
      sample([
        [0, 3],
        [2, 4],
        [3, 2],
        [5, 1],
      ]),
      nodes,
    )
    expect(cost.byRig).toEqual([
      { key: 2, self: 6, nodes: 2 },
      { key: 1, self: 3, nodes: 1 },
      { key: -1, self: 1, nodes: 1 },
    ])
  })
  test('counts nodes without a time of their own instead of calling them free', () => {
    const cost = sampledCost(
      sample([
        [0, NaN],
        [1, 2],
      ]),
      nodes,
    )
    expect([cost.total, cost.untimed]).toEqual([2, 1])
  })
  test('counts ids that the roster does not name', () => expect(sampledCost(sample([[99, 1]]), nodes).unnamed).toBe(1))
  test('groups add up to the total', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }))),
        (pairs) => {
          const cost = sampledCost(sample(pairs), nodes)
          const sum = (groups: typeof cost.byRig) => groups.reduce((all, group) => all + group.self, 0)
          expect(sum(cost.byRig)).toBeCloseTo(cost.total, 9)
          expect(sum(cost.byKind)).toBeCloseTo(cost.total, 9)
        },
      ),
    )
  })
  test('of a selection is that of its sampled nodes, and says how many those are', () => {
    expect(
      selectionCost(
        sample([
          [0, 3],
          [1, 2],
        ]),
        new Set([1, 4]),
      ),
    ).toEqual({ self: 2, sampled: 1, chosen: 2 })
  })
})

describe('The order of nodes', () => {
  test('finds nodes that hold every word, in any case', () => {
    const found = matchingSlots(['hero arm.l', 'hero leg.l', 'dragon arm.l'], 3, ' ARM hero ', () => true)
    expect([...found]).toEqual([0])
  })
  test('puts unknown values last, whichever way it sorts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(NaN)), { minLength: 1 }),
        fc.boolean(),
        (all, descending) => {
          const key = Float64Array.from(all)
          const order = sortByNumber(
            Uint32Array.from(all, (_, slot) => slot),
            key,
            descending,
            Float64Array.from(all, (_, slot) => slot),
          )
          const sorted = [...order].map((slot) => key[slot] as number)
          const known = sorted.filter((v) => !Number.isNaN(v))
          expect(sorted.slice(0, known.length)).toEqual(known)
          for (let i = 1; i < known.length; i++) {
            const [a, b] = [known[i - 1] as number, known[i] as number]
            expect(descending ? a >= b : a <= b).toBe(true)
          }
        },
      ),
    )
  })
  test('gives equal names one rank', () => expect([...ranks(['b', 'a', 'b'], 3)]).toEqual([1, 0, 1]))
})
