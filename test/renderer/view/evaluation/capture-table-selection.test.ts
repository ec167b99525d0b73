// Which of a capture's nodes are what the host has selected.
import { expect, test } from 'vitest'
import { selectedRows } from '../../../../renderer/view/evaluation/capture-table-selection'
import { captureOf } from '../../../model/capture/table/capture-of'

const captured = captureOf({
  nodes: [
    { name: 'body', path: 'hero|body', self: [1] },
    { name: 'Subdivision', path: 'hero|body|Subdivision', parent: 'body', self: [1] },
    { name: 'lantern', path: 'lantern', self: [1] },
  ],
})
const inSession = {
  ...captured,
  nodes: { ...captured.nodes, sessionId: Uint32Array.of(4, 90, 7) },
}

test('Of its own session’s nodes the ids count, and what lies below a selected node is selected with it', () => {
  expect([...selectedRows(inSession, [4], null)]).toEqual([1, 1, 0])
})
test('In a capture from elsewhere the paths count', () => {
  const roster = { path: ['', 'lantern'], slotOf: (id: number) => (id === 12 ? 1 : -1) }
  expect([...selectedRows(captured, [12], { roster } as never)]).toEqual([0, 0, 1])
})
test('With nothing selected no node is', () => {
  expect([...selectedRows(inSession, [], null)]).toEqual([0, 0, 0])
})
