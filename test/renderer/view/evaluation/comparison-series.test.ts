// A node's frames on both sides: the same frames of the scene lie above each other, whatever repeats them.
import { expect, test } from 'vitest'
import { compareCaptures } from '../../../../model/capture/compare/compare'
import { comparedSeries } from '../../../../renderer/view/evaluation/comparison-series'
import { captureOf } from '../../../model/capture/table/capture-of'

const ms = (values: Float64Array) => [...values].map((seconds) => Math.round(seconds * 1000))

test('Passes and captures of a side become one line of means by frame number', () => {
  const a = captureOf({
    nodes: [{ name: 'body', stableId: 'body', self: [1, 2, 3, 4] }],
    number: [10, 11, 10, 11],
    pass: [0, 0, 1, 1],
  })
  const b = captureOf({ nodes: [{ name: 'body', stableId: 'body', self: [6, 8] }], number: [11, 12] })
  const { frames, a: inA, b: inB, most } = comparedSeries(compareCaptures({ a: [a], b: [b] }), 0)
  expect([...frames]).toEqual([10, 11, 12])
  expect(ms(inA)).toEqual([2, 3, NaN])
  expect(ms(inB)).toEqual([NaN, 6, 8])
  expect(most).toBe(0.008)
})

test('A frame in which a node did not run cost nothing, but is unknown where lists are cut', () => {
  const nodes = [{ name: 'body', stableId: 'body', self: [5, null, 5] }]
  const whole = captureOf({ nodes })
  const cut = captureOf({ nodes, isTruncated: true })
  const { a, b } = comparedSeries(compareCaptures({ a: [whole], b: [cut] }), 0)
  expect(ms(a)).toEqual([5, 0, 5])
  expect(ms(b)).toEqual([5, NaN, 5])
})
