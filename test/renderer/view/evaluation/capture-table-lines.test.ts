// The lines of a capture's table: what is seen, hidden and grouped, and that every line can be found again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NodeTable } from '../../../../model/capture/table/columns'
import { nodeFigures } from '../../../../model/capture/table/figures'
import { parseFilter } from '../../../../model/capture/table/filter'
import { chooseFrames } from '../../../../model/capture/table/frame-choice'
import { allRows, orderRows } from '../../../../model/capture/table/order'
import { lineKey, type Grouping } from '../../../../renderer/store/evaluation'
import {
  groupHolding,
  indexOfLine,
  lineAt,
  linesOf,
  mostShare,
  nodesInOrder,
  nodesOfLine,
  seenRows,
  type Lines,
} from '../../../../renderer/view/evaluation/capture-table-lines'
import { captureOf, type NodeOf } from '../../../model/capture/table/capture-of'

const tableOf = (nodes: readonly NodeOf[], isTruncated = false): NodeTable => {
  const capture = captureOf({ nodes, wall: nodes[0]?.self.map(() => 40) ?? [], isTruncated })
  return { capture, figures: nodeFigures(capture, chooseFrames(capture, { kind: 'all' })) }
}
const bySelf = { column: 'self', descending: true } as const

const rig = tableOf([
  { name: 'skin', kind: 'skinCluster', self: [4, 6] },
  { name: 'aim', kind: 'constraint', self: [0.25, 0.25] },
  { name: 'mush', kind: 'deltaMush', self: [8, 8] },
  { name: 'skin2', kind: 'skinCluster', self: [2, 2] },
  { name: 'never', kind: 'constraint', self: [null, null] },
])
const names = ({ capture }: NodeTable, rows: Uint32Array) =>
  Array.from(rows, (row) => capture.texts[capture.nodes.name[row] as number])

test('Nodes below the limit are left out and counted with what they cost, those that never ran apart', () => {
  const { rows, hidden } = seenRows(rig, [], null, 0.001)
  expect(names(rig, rows)).toEqual(['skin', 'mush', 'skin2'])
  expect(hidden).toEqual({ nodes: 2, unlisted: 1, self: 0.00025 })
})
test('Only the selected nodes are looked at where somebody wants that, and what is not selected is not called hidden', () => {
  const { rows, hidden } = seenRows(rig, [], Uint8Array.of(1, 1, 0, 0, 0), 0.001)
  expect(names(rig, rows)).toEqual(['skin'])
  expect(hidden.nodes).toBe(1)
})
test('A filter with typed fields finds its rows', () => {
  const filter = parseFilter('type:skinCluster self>3')
  if (filter.kind !== 'filter') throw new Error(filter.sentence)
  expect(names(rig, seenRows(rig, filter.terms, null, 0).rows)).toEqual(['skin'])
})
test('Groups come by their own cost, the opened one with its nodes in the table’s order below it', () => {
  const rows = orderRows(rig, allRows(rig.capture), bySelf)
  const skin = rig.capture.nodes.kind[0] as number
  const lines = linesOf(rig, rows, 'type', bySelf, new Set([lineKey({ kind: 'group', text: skin })]))
  const told = Array.from({ length: lines.count }, (_, at) => {
    const line = lineAt(lines, at)
    if (line?.kind === 'node') return `  ${rig.capture.texts[rig.capture.nodes.name[line.node] as number]}`
    return line?.kind === 'group' ? rig.capture.texts[line.text] : line?.kind
  })
  expect(told).toEqual(['deltaMush', 'skinCluster', '  skin', '  skin2', 'constraint', 'unlisted'])
})
test('The longest bar is the costliest node’s, however few are seen', () => {
  const few = linesOf(rig, Uint32Array.of(1), 'none', bySelf, new Set())
  expect(mostShare(rig, few)).toBeCloseTo(8 / 40)
})

const nodeOf = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  kind: fc.constantFrom('skinCluster', 'joint', 'mesh'),
  self: fc.array(fc.constantFrom(null, 0, 0.2, 1, 5), { minLength: 3, maxLength: 3 }),
})
const settings = fc.record({
  nodes: fc.array(nodeOf, { minLength: 1, maxLength: 12 }),
  grouping: fc.constantFrom<Grouping>('none', 'type', 'rig'),
  limit: fc.constantFrom(0, 0.0005, 0.002),
  column: fc.constantFrom('name', 'type', 'self', 'selfMax', 'count', 'share', 'inclusive', 'rig', 'selfP95'),
  descending: fc.boolean(),
  open: fc.boolean(),
})

test('Whatever is set, each line is found where it stands and no node is lost or told twice', () => {
  fc.assert(
    fc.property(settings, ({ nodes, grouping, limit, column, descending, open }) => {
      const table = tableOf(nodes)
      const sort = { column: column as 'self', descending }
      const { rows, hidden } = seenRows(table, [], null, limit)
      expect(rows.length + hidden.nodes).toBe(nodes.length)
      const ordered = orderRows(table, rows, sort)
      const closed = linesOf(table, ordered, grouping, sort, new Set())
      const lines = open ? linesOf(table, ordered, grouping, sort, new Set(keysOf(closed))) : closed
      for (let at = 0; at < lines.count; at++) expect(indexOfLine(lines, lineAt(lines, at))).toBe(at)
      expect([...nodesInOrder(lines)].sort()).toEqual([...rows].sort())
      for (const row of rows) {
        const group = groupHolding(lines, row)
        if (grouping === 'none') expect(group).toBeNull()
        else expect(group === null ? [] : [...nodesOfLine(lines, group)]).toContain(row)
      }
    }),
  )
})

const keysOf = (lines: Lines) =>
  Array.from({ length: lines.count }, (_, at) => lineAt(lines, at)).flatMap((line) =>
    line === null ? [] : [lineKey(line)],
  )
