// A grouped table as the lines that are seen: groups in an order, the nodes of the opened ones below them, and one line for nodes
// that were not listed. Lines are numbers, so that a table of 50,000 nodes can be opened whole.
import { none } from '../capture'
import type { Groups } from './group'

export interface TreeLines {
  readonly count: number
  /** Group of each line; `none` is the line of unlisted nodes and those below it. */
  readonly group: Uint32Array
  /** Node of each line; `none` is the group's own line. */
  readonly node: Uint32Array
}

/** `opened` holds groups, and `none` where unlisted nodes are shown. Nodes come in the order that `groups` was made from. */
export function treeLines(groups: Groups, order: Uint32Array, opened: ReadonlySet<number>): TreeLines {
  const most = order.length + groups.members.length + groups.unlisted.length + 1
  const group = new Uint32Array(most)
  const node = new Uint32Array(most)
  let count = 0
  const add = (ofGroup: number, ofNode: number) => {
    group[count] = ofGroup
    node[count++] = ofNode
  }
  for (const of of order) {
    add(of, none)
    if (!opened.has(of)) continue
    const end = groups.first[of + 1] as number
    for (let at = groups.first[of] as number; at < end; at++) add(of, groups.members[at] as number)
  }
  if (groups.unlisted.length > 0) {
    add(none, none)
    if (opened.has(none)) for (const row of groups.unlisted) add(none, row)
  }
  return { count, group: group.subarray(0, count), node: node.subarray(0, count) }
}
