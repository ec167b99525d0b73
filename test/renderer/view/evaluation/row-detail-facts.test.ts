// One node in words: figures, facts, neighbours; what is not known is said to be so.
import { expect, test } from 'vitest'
import type { Capture } from '../../../../model/capture/capture'
import type { NodeTable } from '../../../../model/capture/table/columns'
import { nodeFigures } from '../../../../model/capture/table/figures'
import { chooseFrames } from '../../../../model/capture/table/frame-choice'
import {
  figureRows,
  frameName,
  neighbours,
  nodeFacts,
  secondsOfNode,
} from '../../../../renderer/view/evaluation/row-detail-facts'
import { placeAt } from '../../../../renderer/view/evaluation/sparkline-drawing'
import { captureOf, type CaptureOf } from '../../../model/capture/table/capture-of'

const tableOf = (of: CaptureOf, links: Capture['links'] = null): NodeTable => {
  const capture = { ...captureOf(of), links }
  return { capture, figures: nodeFigures(capture, chooseFrames(capture, { kind: 'all' })) }
}
const three: CaptureOf = {
  nodes: [
    { name: 'a', kind: 'joint', cycle: 'yes', gpu: 'no', self: [1, 1] },
    { name: 'b', self: [2, null] },
    { name: 'c', self: [5, 5] },
  ],
  number: [11, 12],
}

test('Facts that nobody told are marked as unknown, not left out', () => {
  const told = nodeFacts(tableOf(three), 1)
  expect(told.find(({ name }) => name === 'In a cycle')).toMatchObject({
    text: 'not told by the host',
    isUnknown: true,
  })
  expect(told.find(({ name }) => name === 'Ran in')?.text).toBe('1 of 2 frames')
})
test('A node off the GPU says why, or that the host does not', () => {
  const told = nodeFacts(tableOf(three), 0)
  expect(told.find(({ name }) => name === 'On the GPU')?.text).toBe('no: the host does not say why')
  expect(told.find(({ name }) => name === 'In a cycle')?.text).toBe('yes')
})
test('A frame without the node cost nothing, but where the host lists only its costliest it is unknown', () => {
  expect([...secondsOfNode(tableOf(three), 1, 'self')]).toEqual([0.002, 0])
  expect([...secondsOfNode(tableOf({ ...three, isTruncated: true }), 1, 'self')]).toEqual([0.002, NaN])
})
test('Neighbours come costliest first, and whether all are told', () => {
  const links = { from: Uint32Array.of(1, 2, 1), to: Uint32Array.of(0, 0, 0), isWhole: false }
  const table = tableOf(three, links)
  expect(neighbours(table, 0, 'upstream')).toEqual({ nodes: [2, 1], isWhole: false })
  expect(neighbours(table, 0, 'downstream')).toEqual({ nodes: [], isWhole: false })
  expect(neighbours(tableOf(three), 0, 'upstream')).toBeNull()
})
test('Figures of a node are told for itself and with what is inside it', () => {
  const table = tableOf(three)
  expect(figureRows(table, 2, secondsOfNode(table, 2, 'self'))).toEqual([
    { name: 'Mean', self: '5.00', inclusive: '–' },
    { name: 'p95', self: '5.00', inclusive: '–' },
    { name: 'Max', self: '5.00', inclusive: '–' },
  ])
})
test('A node that no frame timed has unknown figures, not zeros', () => {
  const table = tableOf({ nodes: [{ name: 'bone', self: [null, null] }] })
  const seconds = secondsOfNode(table, 0, 'self')
  expect([...seconds]).toEqual([NaN, NaN])
  expect(figureRows(table, 0, seconds)[0]).toEqual({ name: 'Mean', self: '–', inclusive: '–' })
})
test('Frames are named as in the scene, with their pass where there are several', () => {
  expect(frameName(captureOf(three), 1)).toBe('frame 12')
  expect(frameName(captureOf({ ...three, pass: [0, 1] }), 1)).toBe('frame 12, pass 2')
})
test('The pointer reads the frame below it, at both ends too', () => {
  expect([placeAt(-3, 100, 4), placeAt(26, 100, 4), placeAt(100, 100, 4), placeAt(5, 100, 0)]).toEqual([0, 1, 3, -1])
})
