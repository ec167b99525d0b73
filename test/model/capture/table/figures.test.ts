// What each node cost, against sums and sorts written plainly.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresMeaning, nodeFigures } from '../../../../model/capture/table/figures'
import { chooseFrames } from '../../../../model/capture/table/frame-choice'
import { quantileOfSorted } from '../../../../model/live/quantiles'
import { captureOf, type CaptureOf } from './capture-of'

const figuresOf = (of: CaptureOf, choice: Parameters<typeof chooseFrames>[1] = { kind: 'all' }) => {
  const capture = captureOf(of)
  return nodeFigures(capture, chooseFrames(capture, choice))
}
const ms = (seconds: number | undefined) => Math.round((seconds ?? NaN) * 1e9) / 1e6
const cost = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 50, noNaN: true }))

describe('Figures of a node', () => {
  test('count frames in which it did not run as zero, and say how many those are not', () => {
    const figures = figuresOf({ nodes: [{ name: 'arm', self: [4, null, 2, null] }] })
    expect([ms(figures.self.mean[0]), ms(figures.self.total[0]), figures.ran[0]]).toEqual([1.5, 6, 2])
  })
  test('are those of a plain sort of all frames, zeros included', () => {
    fc.assert(
      fc.property(fc.array(cost, { minLength: 1, maxLength: 130 }), (costs) => {
        const figures = figuresOf({ nodes: [{ name: 'arm', self: costs }] })
        const sorted = Float64Array.from(costs, (value) => (value ?? 0) / 1000).sort()
        const sum = sorted.reduce((all, value) => all + value, 0)
        expect(figures.self.p95[0]).toBeCloseTo(quantileOfSorted(sorted, sorted.length, 0.95), 12)
        expect(figures.self.max[0]).toBe(sorted[sorted.length - 1])
        expect(figures.self.mean[0]).toBeCloseTo(sum / sorted.length, 12)
      }),
    )
  })
  test('stay unknown where one cost is unknown, while the others stay known', () => {
    const figures = figuresOf({ nodes: [{ name: 'arm', self: [4, 2], inclusive: [5, NaN] }] })
    expect([figures.inclusive.mean[0], figures.inclusive.p95[0], figures.inclusive.max[0]]).toEqual([NaN, NaN, NaN])
    expect(ms(figures.self.mean[0])).toBe(3)
  })
  test('do not leak from one node into the next', () => {
    const figures = figuresOf({
      nodes: [
        { name: 'arm', self: [9, NaN] },
        { name: 'leg', self: [1, null] },
      ],
    })
    expect([ms(figures.self.max[1]), ms(figures.self.p95[1])]).toEqual([1, 0.95])
  })
  test('count evaluations, unknown as unknown', () => {
    const figures = figuresOf({
      nodes: [
        { name: 'arm', self: [1, 1], calls: [2, 3] },
        { name: 'leg', self: [1, 1], calls: [2, NaN] },
      ],
    })
    expect([...figures.calls]).toEqual([5, NaN])
  })
  test('of no frames are unknown', () => {
    const figures = figuresOf({ nodes: [{ name: 'arm', self: [4] }] }, { kind: 'pass', pass: 7 })
    expect([figures.frames.count, figures.self.mean[0], figures.share[0]]).toEqual([0, NaN, NaN])
  })
})

describe('Figures are taken over', () => {
  const of: CaptureOf = {
    nodes: [{ name: 'arm', self: [1, 2, 3, 4] }],
    number: [10, 11, 10, 11],
    pass: [0, 0, 1, 1],
    wall: [10, 10, 10, 10],
  }
  test('one pass', () => expect(ms(figuresOf(of, { kind: 'pass', pass: 1 }).self.mean[0])).toBe(3.5))
  test('a range of the scene’s frames, in every pass', () => {
    expect(ms(figuresOf(of, { kind: 'range', first: 11, last: 20 }).self.mean[0])).toBe(3)
  })
})

describe('A share', () => {
  const nodes = [
    { name: 'arm', self: [6, 4] },
    { name: 'leg', self: [10, null] },
  ]
  test('of wall-clock time is a share of the frame', () => {
    const figures = figuresOf({ nodes, wall: [20, 20] })
    expect([...figures.share].map((share) => Math.round(share * 1000) / 1000)).toEqual([0.25, 0.25])
    expect(figures.whole.kind).toBe('frame')
  })
  test('of processor time is a share of the listed nodes, and never of the frame', () => {
    const figures = figuresOf({ nodes, wall: [5, 5], time: 'processor' })
    expect([...figures.share]).toEqual([0.5, 0.5])
    expect(figures.whole.kind).toBe('listedNodes')
  })
  test('of a frame whose length is unknown is unknown', () => expect(figuresOf({ nodes }).share[0]).toBeNaN())
})

test('A list that ends at the costliest says that its figures are at least these', () => {
  const [zero, processor] = figuresMeaning(captureOf({ nodes: [], isTruncated: true, time: 'processor' }))
  expect(zero).toContain('at least')
  expect(processor).toContain('side by side')
})
