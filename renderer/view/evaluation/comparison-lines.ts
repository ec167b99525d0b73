// The lines of a comparison's table in their order: nodes, or groups with the nodes of the opened ones below them, after filters. Lines
// are numbers, so that 50,000 nodes are filtered and sorted within a frame or two.
import { judgedNodes, type Comparison } from '../../../model/capture/compare/compare'
import { verdicts, type Judged, type Verdict } from '../../../model/capture/compare/judge'
import { orderByKey } from '../../../model/capture/table/order'
import type { ComparisonColumn, ComparisonFilter, ComparisonSettings } from '../../store/comparison'
import { groupOfNodes, groupsBy, textRank, wordsIn } from './comparison-nodes'

export interface ComparisonLines {
  /** A node from 0, or the complement of a group. */
  readonly lines: Int32Array
  /** Nodes that meet the filters, hidden ones not among them. */
  readonly nodes: number
  readonly hidden: Hidden
}

/** Nodes that met the filters and cost too little on both sides, and seconds of them all. */
export interface Hidden {
  readonly nodes: number
  readonly a: number
  readonly b: number
}

export const groupLine = (group: number): number => -1 - group
export const groupIn = (line: number): number => -1 - line

export function comparisonLines(comparison: Comparison, settings: ComparisonSettings): ComparisonLines {
  const { by, opened, sort } = settings
  const { rows, hidden } = rowsSeen(comparison, settings)
  const ordered = orderByKey(rows, sortKey(comparison, sort.column), sort.descending)
  if (by === 'none') return { lines: Int32Array.from(ordered), nodes: rows.length, hidden }
  const groupOf = groupOfNodes(comparison, by)
  const members = new Map<number, number[]>()
  for (const node of ordered) {
    const group = groupOf[node] as number
    const known = members.get(group)
    if (known === undefined) members.set(group, [node])
    else known.push(node)
  }
  const key = groupKey(comparison, by, sort.column)
  const lines: number[] = []
  for (const group of orderByKey(Uint32Array.from(members.keys()), key, sort.descending)) {
    lines.push(groupLine(group))
    if (opened.has(group)) for (const node of members.get(group) ?? []) lines.push(node)
  }
  return { lines: Int32Array.from(lines), nodes: rows.length, hidden }
}

function rowsSeen(
  comparison: Comparison,
  { only, words, hideBelowMs }: ComparisonSettings,
): { readonly rows: Uint32Array; readonly hidden: Hidden } {
  const { verdict, a, b } = judgedNodes(comparison)
  const isSeen = seenVerdicts(only)
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const holdsWords = wanted.length === 0 ? null : wordsIn(comparison, wanted)
  const limit = hideBelowMs / 1000
  const rows = new Uint32Array(comparison.nodes.count)
  let count = 0
  const hidden = { nodes: 0, a: 0, b: 0 }
  for (let node = 0; node < rows.length; node++) {
    if (isSeen[verdict[node] as number] !== true) continue
    if (holdsWords !== null && !holdsWords(node)) continue
    const inA = a[node] as number
    const inB = b[node] as number
    // What is unknown is never hidden: it may be the costly one.
    if (limit > 0 && inA < limit && inB < limit) {
      hidden.nodes++
      hidden.a += inA
      hidden.b += inB
    } else rows[count++] = node
  }
  return { rows: rows.subarray(0, count), hidden }
}

const kinds: Readonly<Record<Exclude<ComparisonFilter, 'all'>, readonly Verdict[]>> = {
  changed: ['slower', 'faster', 'new', 'gone'],
  slower: ['slower'],
  faster: ['faster'],
  newAndGone: ['new', 'gone'],
  inconclusive: ['inconclusive'],
}

const seenVerdicts = (only: ComparisonFilter): readonly boolean[] =>
  verdicts.map((verdict) => only === 'all' || kinds[only].includes(verdict))

/** How many nodes each filter would show, before words and limit. */
export function countsByFilter(verdictCounts: Readonly<Record<Verdict, number>>): Record<ComparisonFilter, number> {
  const sum = (of: readonly Verdict[]) => of.reduce((total, verdict) => total + verdictCounts[verdict], 0)
  const entries = Object.entries(kinds).map(([filter, of]) => [filter, sum(of)])
  return { ...(Object.fromEntries(entries) as Record<Exclude<ComparisonFilter, 'all'>, number>), all: sum(verdicts) }
}

/** What to look at first comes first: slower, new, faster, gone, inconclusive, same, untimed. */
const verdictOrder: Readonly<Record<Verdict, number>> = {
  slower: 5,
  new: 4,
  faster: 3,
  gone: 2,
  inconclusive: 1,
  same: 0,
  untimed: -1,
}

function judgedKey(judged: Judged, column: ComparisonColumn): Float64Array | null {
  switch (column) {
    case 'a':
    case 'b':
      return judged[column]
    // The largest change first, whichever way it goes.
    case 'delta':
      return judged.delta.map(Math.abs)
    case 'share':
      return judged.delta.map((delta, row) => shareOf(delta, judged.a[row] as number))
    case 'verdict':
      return Float64Array.from(judged.verdict, (value) => verdictOrder[verdicts[value] as Verdict])
    default:
      return null
  }
}

function sortKey(comparison: Comparison, column: ComparisonColumn): ArrayLike<number> {
  switch (column) {
    case 'name':
      return textRank(comparison, 'name')
    case 'type':
      return textRank(comparison, 'kind')
    case 'count':
      return comparison.count.b.map((count, node) => Math.abs(count - (comparison.count.a[node] as number)))
    case 'how':
      return Float64Array.from(comparison.nodes.how)
    default:
      return judgedKey(judgedNodes(comparison), column) ?? new Float64Array(comparison.nodes.count)
  }
}

function groupKey(comparison: Comparison, by: 'type' | 'rig', column: ComparisonColumn): ArrayLike<number> {
  const { names, judged } = groupsBy(comparison, by)
  const order = names.map((name) => name ?? '￿').toSorted()
  return judgedKey(judged, column) ?? Float64Array.from(names, (name) => order.indexOf(name ?? '￿'))
}

/** Of A; NaN where A cost nothing. */
export const shareOf = (delta: number, a: number): number => (a > 0 ? delta / a : NaN)
