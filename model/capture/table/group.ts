// Nodes put together by type, rig, namespace or component. A group's own time is summed in each frame first, so that its 95th
// percentile is that of the sums. Inclusive times are never added up: a node's lies within that of the node around it, so a
// group's is unknown but where the group is a single node.
import { none, unknownCount } from '../capture'
import { textColumn, type NodeTable } from './columns'
import { SpreadGatherer, spreadColumns, type SpreadColumns } from './cost-spread'

export type GroupBy = 'type' | 'rig' | 'namespace' | 'component'

/** One row for each group, in the order in which the rows name them first. */
export interface Groups {
  readonly count: number
  /** Index into the capture's texts; `none` gathers nodes of which it is not known. */
  readonly text: Uint32Array
  /** Rows of group g are `members[first[g]]` to `members[first[g + 1]]`, in the order in which they were given. */
  readonly first: Uint32Array
  readonly members: Uint32Array
  readonly self: SpreadColumns
  /** Mean, p95, maximum and total of the only node of a group; NaN where there are more. */
  readonly inclusive: SpreadColumns
  readonly calls: Float64Array
  /** Chosen frames in which any node of the group ran. */
  readonly ran: Uint32Array
  readonly share: Float64Array
  /** Nodes that were not listed in any chosen frame: a row of their own below the groups. */
  readonly unlisted: Uint32Array
}

export function groupRows(table: NodeTable, rows: Uint32Array, by: GroupBy): Groups {
  const { figures } = table
  const { members, first, text, unlisted } = membersOf(table, rows, by)
  const count = text.length
  const self = spreadColumns(count)
  const inclusive = spreadColumns(count)
  const calls = new Float64Array(count)
  const ran = new Uint32Array(count)
  const share = new Float64Array(count)
  const sums = new Float64Array(figures.frames.count)
  const ranIn = new Uint8Array(figures.frames.count)
  const gather = new SpreadGatherer(figures.frames.count)
  for (let group = 0; group < count; group++) {
    sums.fill(0)
    ranIn.fill(0)
    const start = first[group] as number
    const end = first[group + 1] as number
    for (let at = start; at < end; at++)
      calls[group] = (calls[group] as number) + addNode(table, members[at] as number, sums, ranIn)
    for (let frame = 0; frame < sums.length; frame++) {
      gather.add(sums[frame] as number)
      ran[group] = (ran[group] as number) + (ranIn[frame] as number)
    }
    gather.finish(self, group)
    const only = end - start === 1 ? (members[start] as number) : null
    for (const figure of ['mean', 'p95', 'max', 'total'] as const)
      inclusive[figure][group] = only === null ? NaN : (figures.inclusive[figure][only] as number)
    share[group] = figures.whole.seconds > 0 ? (self.total[group] as number) / figures.whole.seconds : NaN
  }
  return { count, text, first, members, self, inclusive, calls, ran, share, unlisted }
}

/** Adds a node's own times to the sums by frame; gives its evaluations. */
function addNode({ capture, figures }: NodeTable, node: number, sums: Float64Array, ranIn: Uint8Array): number {
  const { costs } = capture
  const end = costs.first[node + 1] as number
  let calls = 0
  for (let row = costs.first[node] as number; row < end; row++) {
    const place = figures.frames.place[costs.frame[row] as number] as number
    if (place === none) continue
    sums[place] = (sums[place] as number) + (costs.self[row] as number)
    ranIn[place] = 1
    calls += costs.calls[row] === unknownCount ? NaN : (costs.calls[row] as number)
  }
  return calls
}

function membersOf({ capture, figures }: NodeTable, rows: Uint32Array, by: GroupBy) {
  const column = textColumn(capture, by)
  const groupOf = new Map<number, number>()
  const texts: number[] = []
  const sizes: number[] = []
  const place = new Uint32Array(rows.length)
  const unlisted: number[] = []
  rows.forEach((row, at) => {
    if (figures.ran[row] === 0) {
      unlisted.push(row)
      place[at] = none
      return
    }
    const text = column[row] as number
    let group = groupOf.get(text)
    if (group === undefined) {
      group = texts.push(text) - 1
      sizes.push(0)
      groupOf.set(text, group)
    }
    sizes[group] = (sizes[group] as number) + 1
    place[at] = group
  })
  const first = new Uint32Array(texts.length + 1)
  sizes.forEach((size, group) => (first[group + 1] = (first[group] as number) + size))
  const next = first.slice()
  const members = new Uint32Array(rows.length - unlisted.length)
  rows.forEach((row, at) => {
    const group = place[at] as number
    if (group === none) return
    const slot = next[group] as number
    members[slot] = row
    next[group] = slot + 1
  })
  return { members, first, text: Uint32Array.from(texts), unlisted: Uint32Array.from(unlisted) }
}
