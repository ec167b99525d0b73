// The texts of a capture's rows: digits by noise, unknown said as unknown.
import { expect, test } from 'vitest'
import type { NodeTable } from '../../../../model/capture/table/columns'
import { nodeFigures } from '../../../../model/capture/table/figures'
import { chooseFrames } from '../../../../model/capture/table/frame-choice'
import { allRows } from '../../../../model/capture/table/order'
import type { Grouping } from '../../../../renderer/store/evaluation'
import { captureCells } from '../../../../renderer/view/evaluation/capture-table-cells'
import { linesOf } from '../../../../renderer/view/evaluation/capture-table-lines'
import { LineNoise, spreadOf } from '../../../../renderer/view/evaluation/capture-table-noise'
import { hiddenWords } from '../../../../renderer/view/evaluation/hidden-line'
import { captureOf, type NodeOf } from '../../../model/capture/table/capture-of'

const sort = { column: 'self', descending: true } as const
const cellsOf = (nodes: readonly NodeOf[], grouping: Grouping, isTruncated = false) => {
  const capture = captureOf({ nodes, wall: nodes[0]?.self.map(() => 20) ?? [], isTruncated })
  const table: NodeTable = { capture, figures: nodeFigures(capture, chooseFrames(capture, { kind: 'all' })) }
  const lines = linesOf(table, allRows(capture), grouping, sort, new Set())
  return captureCells(table, lines, grouping, new LineNoise(table), new Set(), 0, lines.count - 1)
}

test('A mean shows the digits that its frames support, a single frame’s figures fewer', () => {
  const steady = cellsOf([{ name: 'a', self: [4.123, 4.123, 4.123, 4.123] }], 'none')
  expect(steady[0]).toMatchObject({ self: '4.12', selfMax: '4.12', share: '21 %' })
  const restless = cellsOf([{ name: 'a', self: [3, 6, 2, 7, 3, 6, 2, 7, 3, 6, 2, 7, 3, 6, 2, 7] }], 'none')
  expect(restless[0]).toMatchObject({ self: '4.5', selfMax: '7' })
})
test('What changes slowly over the frames is not taken for noise', () => {
  const slow = spreadOf(Float64Array.from({ length: 60 }, (_, at) => 0.004 + at * 0.00001))
  expect(slow.ofOne).toBeLessThan(0.00001)
  expect(spreadOf(Float64Array.of(0.004)).ofMean).toBeNaN()
})
test('A node that the host never listed has no cost that could be read as none', () => {
  const cells = cellsOf(
    [
      { name: 'listed', self: [1, 1] },
      { name: 'beyond', self: [null, null] },
    ],
    'none',
    true,
  )
  expect(cells.map(({ name, self, share }) => [name, self, share])).toEqual([
    ['listed', '1.00', '5.0 %'],
    ['beyond', '–', '–'],
  ])
})
test('A node that no frame timed may have run untimed, so its cost is unknown', () => {
  expect(cellsOf([{ name: 'bone', self: [null, null] }], 'none')[0]).toMatchObject({ self: '–', count: '–' })
})
test('A frame in which a node did not run counts as nothing in its mean', () => {
  expect(cellsOf([{ name: 'now and then', self: [4, null, 4, null] }], 'none')[0]).toMatchObject({ count: '0.50' })
})
test('A group sums its own times; inclusive times overlap and are never summed', () => {
  const [group] = cellsOf(
    [
      { name: 'a', kind: 'joint', self: [1, 1], inclusive: [3, 3] },
      { name: 'b', kind: 'joint', self: [2, 2], inclusive: [3, 3] },
    ],
    'type',
  )
  expect(group).toMatchObject({ name: 'joint', type: '2 nodes', self: '3.00', inclusive: '–', count: '2' })
})
test('Nodes of which the group is not known are put together under words', () => {
  expect(cellsOf([{ name: 'a', kind: 'joint', self: [1, 1] }], 'component')[0]?.name).toBe('No component told')
})

test('What is hidden is said with its cost, and what is unknown as unknown', () => {
  expect(hiddenWords({ nodes: 0, unlisted: 0, self: 0 })).toBe('No node is hidden.')
  expect(hiddenWords({ nodes: 111, unlisted: 0, self: 0.00062 })).toBe('111 nodes hidden, 0.62 ms a frame together.')
  expect(hiddenWords({ nodes: 1, unlisted: 1, self: 0 })).toBe('1 node hidden, not timed in any of these frames.')
  expect(hiddenWords({ nodes: 1200, unlisted: 1000, self: 0.001 })).toBe(
    '1,200 nodes hidden, 1.00 ms a frame together; 1,000 of them not timed in any of these frames.',
  )
})
