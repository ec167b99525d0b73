// The lines of a capture's table as it is set: which nodes are seen, in which order, below which groups. Numbers, not row objects, so
// that 50,000 nodes are filtered and sorted within a few frames. Their texts are capture-table-cells.ts's.
import { none } from '../../../model/capture/capture'
import type { NodeTable } from '../../../model/capture/table/columns'
import type { Term } from '../../../model/capture/table/filter'
import { filterRows } from '../../../model/capture/table/filter-rows'
import { groupRows, type Groups } from '../../../model/capture/table/group'
import { hideBelow } from '../../../model/capture/table/hidden'
import { allRows, orderByKey } from '../../../model/capture/table/order'
import { treeLines, type TreeLines } from '../../../model/capture/table/tree'
import { lineKey, type CaptureSort, type Grouping, type LineName } from '../../store/evaluation'

export interface SeenRows {
  /** In the order of the capture. */
  readonly rows: Uint32Array
  readonly hidden: {
    readonly nodes: number
    /** Of these, how many the host listed in no frame: they count as 0 in `self`. */
    readonly unlisted: number
    /** Own seconds a frame. */
    readonly self: number
  }
}

/** `selected` marks the nodes to choose from; null is all. `limit` in seconds a frame. */
export function seenRows(
  table: NodeTable,
  terms: readonly Term[],
  selected: Uint8Array | null,
  limit: number,
): SeenRows {
  const all = allRows(table.capture)
  const chosen = selected === null ? all : all.filter((row) => selected[row] === 1)
  const found = filterRows(table, chosen, terms)
  const { rows, hidden } = hideBelow(table, found, limit)
  return {
    rows,
    hidden: { ...hidden, unlisted: countUnlisted(table, found) - countUnlisted(table, rows) },
  }
}

function countUnlisted({ figures }: NodeTable, rows: Uint32Array): number {
  let count = 0
  for (const row of rows) if (figures.ran[row] === 0) count++
  return count
}

export type Lines =
  | { readonly kind: 'flat'; readonly count: number; readonly rows: Uint32Array }
  | { readonly kind: 'tree'; readonly count: number; readonly groups: Groups; readonly tree: TreeLines }

export function linesOf(
  table: NodeTable,
  rows: Uint32Array,
  grouping: Grouping,
  { column, descending }: CaptureSort,
  opened: ReadonlySet<string>,
): Lines {
  if (grouping === 'none') return { kind: 'flat', count: rows.length, rows }
  const groups = groupRows(table, rows, grouping)
  const all = Uint32Array.from({ length: groups.count }, (_, group) => group)
  const order = orderByKey(all, groupKey(table, groups, column), descending)
  const open = new Set<number>()
  for (const group of all) if (opened.has(groupKeyOf(groups, group))) open.add(group)
  if (opened.has(groupKeyOf(groups, none))) open.add(none)
  const tree = treeLines(groups, order, open)
  return { kind: 'tree', count: tree.count, groups, tree }
}

/** The largest share of a node, or of a group where they are grouped; 0 where none is known. */
export function mostShare({ figures }: NodeTable, lines: Lines): number {
  const shares = lines.kind === 'flat' ? figures.share : lines.groups.share
  return shares.reduce((most, share) => (share > most ? share : most), 0)
}

const groupKeyOf = (groups: Groups, group: number) => lineKey(groupName(groups, group))
const groupName = (groups: Groups, group: number): LineName =>
  group === none ? { kind: 'unlisted' } : { kind: 'group', text: groups.text[group] as number }

function groupKey({ capture, figures }: NodeTable, groups: Groups, column: CaptureSort['column']): ArrayLike<number> {
  switch (column) {
    case 'self':
      return groups.self.mean
    case 'selfP95':
      return groups.self.p95
    case 'selfMax':
      return groups.self.max
    case 'inclusive':
      return groups.inclusive.mean
    case 'count':
      return groups.calls.map((calls) => calls / figures.frames.count)
    case 'share':
      return groups.share
    case 'name':
    case 'type':
    case 'rig': {
      const words = Array.from(groups.text, (text) => (text === none ? '' : (capture.texts[text] ?? '').toLowerCase()))
      const sorted = [...new Set(words)].sort()
      const rank = new Map(sorted.map((word, at) => [word, at]))
      return words.map((word) => (word === '' ? NaN : (rank.get(word) ?? NaN)))
    }
  }
}

export function lineAt(lines: Lines, index: number): LineName | null {
  if (index < 0 || index >= lines.count) return null
  if (lines.kind === 'flat') return { kind: 'node', node: lines.rows[index] as number }
  const node = lines.tree.node[index] as number
  return node === none ? groupName(lines.groups, lines.tree.group[index] as number) : { kind: 'node', node }
}

/** Group of a line in a grouped table: itself, or the one around it. */
export const groupAt = (lines: Lines, index: number): LineName | null =>
  lines.kind === 'flat' || index < 0 || index >= lines.count
    ? null
    : groupName(lines.groups, lines.tree.group[index] as number)

/** -1 where the line is not seen. */
export function indexOfLine(lines: Lines, name: LineName | null): number {
  if (name === null) return -1
  if (lines.kind === 'flat') return name.kind === 'node' ? lines.rows.indexOf(name.node) : -1
  const { groups, tree } = lines
  if (name.kind === 'node') return tree.node.indexOf(name.node)
  const group = name.kind === 'unlisted' ? none : groups.text.indexOf(name.text)
  if (name.kind === 'group' && group < 0) return -1
  for (let at = 0; at < tree.count; at++) if (tree.group[at] === group && tree.node[at] === none) return at
  return -1
}

/** The group that holds a node; null where rows are not grouped or it is not seen. */
export function groupHolding(lines: Lines, node: number): LineName | null {
  if (lines.kind === 'flat') return null
  const { groups } = lines
  if (groups.unlisted.includes(node)) return { kind: 'unlisted' }
  const at = groups.members.indexOf(node)
  if (at < 0) return null
  let group = 0
  while ((groups.first[group + 1] as number) <= at) group++
  return groupName(groups, group)
}

/** The nodes that a line stands for, costliest order as in the table. */
export function nodesOfLine(lines: Lines, name: LineName): Uint32Array {
  if (name.kind === 'node') return Uint32Array.of(name.node)
  if (lines.kind === 'flat') return new Uint32Array(0)
  const { groups } = lines
  if (name.kind === 'unlisted') return groups.unlisted
  const group = groups.text.indexOf(name.text)
  return group < 0 ? new Uint32Array(0) : groups.members.subarray(groups.first[group], groups.first[group + 1])
}

/** All nodes that are seen, closed groups' too, in the table's order. */
export function nodesInOrder(lines: Lines): Uint32Array {
  if (lines.kind === 'flat') return lines.rows
  const { groups, tree } = lines
  const order: number[] = []
  for (let at = 0; at < tree.count; at++) {
    const group = tree.group[at] as number
    if (tree.node[at] !== none) continue
    const nodes =
      group === none ? groups.unlisted : groups.members.subarray(groups.first[group], groups.first[group + 1])
    for (const node of nodes) order.push(node)
  }
  return Uint32Array.from(order)
}
