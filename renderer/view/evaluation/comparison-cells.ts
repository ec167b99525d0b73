// The texts of the rows of a comparison that are in sight, each number with the digits that its interval supports.
import { judgedNodes, presence, type Comparison } from '../../../model/capture/compare/compare'
import type { Judged, Verdict } from '../../../model/capture/compare/judge'
import { digitsFor, nodeName, verdictOf } from '../../../model/capture/compare/sentences'
import { counted, percent, plain, unknownText } from '../../../model/live/digits'
import type { ComparisonGrouping } from '../../store/comparison'
import type { GridRow } from '../grid/grid-column'
import { groupIn } from './comparison-lines'
import { groupsBy, matchedHow, textOfNode } from './comparison-nodes'

/** What changed between two sides, in texts; all times in milliseconds. */
export interface ChangeCells {
  readonly a: string
  readonly b: string
  readonly delta: string
  /** Half the width of the 95 % interval. */
  readonly apart: string
  /** Of A, with its sign. */
  readonly share: string
  readonly verdict: Verdict
}

export interface ComparisonCells extends GridRow, ChangeCells {
  readonly line: number
  readonly name: string
  readonly path: string
  readonly type: string
  readonly count: string
  readonly how: string
}

export function changeCells(judged: Judged, row: number): ChangeCells {
  const [a, b, delta, low, high] = [judged.a, judged.b, judged.delta, judged.low, judged.high].map(
    (column) => (column[row] as number) * 1000,
  ) as [number, number, number, number, number]
  const digits = digitsFor(low / 1000, high / 1000)
  const half = (high - low) / 2
  return {
    a: plain(a, digits),
    b: plain(b, digits),
    delta: signed(delta, plain(delta, digits)),
    apart: Number.isFinite(half) ? `± ${plain(half, digits)}` : '',
    share: a > 0 ? signed(delta, percent(delta / a, half / a)) : unknownText,
    verdict: verdictOf(judged, row),
  }
}

export const signed = (value: number, text: string): string => (value > 0 && /[1-9]/.test(text) ? `+${text}` : text)

/** The lines, with the texts of their cells. */
export function comparisonCells(
  comparison: Comparison,
  lines: Int32Array,
  by: ComparisonGrouping,
  opened: ReadonlySet<number>,
): ComparisonCells[] {
  return Array.from(lines, (line) =>
    line >= 0 || by === 'none'
      ? nodeCells(comparison, line, by !== 'none')
      : groupCells(comparison, by, groupIn(line), opened.has(groupIn(line))),
  )
}

function nodeCells(comparison: Comparison, node: number, isBelow: boolean): ComparisonCells {
  const cells = nodeChange(comparison, judgedNodes(comparison), node)
  const where = comparison.presence[node]
  return {
    ...cells,
    ...{ key: `n${node}`, line: node, name: nodeName(comparison, node) },
    className: `is-${cells.verdict} ${isBelow ? 'is-below' : ''}`,
    ...(isBelow ? { tree: { level: 2, isOpen: null } } : {}),
    path: textOfNode(comparison, node, 'path') ?? '',
    type: textOfNode(comparison, node, 'kind') ?? unknownText,
    count: countChange(comparison, node).delta,
    how: matchedHow(comparison, node) ?? (where === presence.onlyA ? 'only in A' : 'only in B'),
  }
}

/** What a side does not have costs nothing there; a nought would look measured. */
const onlyKnown = <T extends { readonly a: string; readonly b: string }>(
  { presence: here }: Comparison,
  node: number,
  cells: T,
): T => ({
  ...cells,
  a: here[node] === presence.onlyB ? unknownText : cells.a,
  b: here[node] === presence.onlyA ? unknownText : cells.b,
})

export const nodeChange = (comparison: Comparison, judged: Judged, node: number): ChangeCells =>
  onlyKnown(comparison, node, changeCells(judged, node))

/** Evaluations a frame, which have no interval of their own. */
export function countChange(comparison: Comparison, node: number): Pick<ChangeCells, 'a' | 'b' | 'delta' | 'apart'> {
  const [a, b] = [comparison.count.a[node] as number, comparison.count.b[node] as number]
  const text = (value: number) => plain(value, Math.abs(value) < 10 ? 1 : 0).replace(/\.0$/, '')
  return onlyKnown(comparison, node, { a: text(a), b: text(b), delta: signed(b - a, text(b - a)), apart: '' })
}

function groupCells(comparison: Comparison, by: 'type' | 'rig', group: number, isOpen: boolean): ComparisonCells {
  const { names, nodes, judged } = groupsBy(comparison, by)
  const cells = changeCells(judged, group)
  const name = groupName(names[group] ?? null, by)
  const count = nodes[group] ?? 0
  return {
    ...cells,
    ...{ key: `g${group}`, line: -1 - group, name, path: `${name}: own time of all its nodes` },
    ...{ className: `is-group is-${cells.verdict}`, tree: { level: 1, isOpen } },
    ...{ type: `${counted(count)} node${count === 1 ? '' : 's'}`, count: '', how: '' },
  }
}

export const groupName = (name: string | null, by: 'type' | 'rig'): string =>
  name ?? (by === 'type' ? 'Type not told' : 'In no rig that is known')
