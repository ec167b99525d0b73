// The texts of the lines that are in sight, each number with the digits that its spread over the frames supports. Their order is
// capture-table-lines.ts's, their columns are capture-table.tsx's.
import { textOf } from '../../../model/capture/capture'
import type { NodeTable } from '../../../model/capture/table/columns'
import type { SpreadColumns } from '../../../model/capture/table/cost-spread'
import { counted, percent, plain, reading, unknownText } from '../../../model/live/digits'
import { lineKey, type Grouping, type LineName } from '../../store/evaluation'
import type { GridRow } from '../grid/grid-column'
import { lineAt, nodesOfLine, type Lines } from './capture-table-lines'
import type { LineNoise } from './capture-table-noise'

export interface CaptureCells extends GridRow {
  readonly line: LineName
  readonly name: string
  readonly path: string
  readonly type: string
  readonly rig: string
  readonly self: string
  readonly inclusive: string
  readonly selfP95: string
  readonly selfMax: string
  readonly count: string
  readonly share: string
  /** 0 to 1, for the bar behind the share; NaN is unknown. */
  readonly part: number
}

const notTold: Record<Exclude<Grouping, 'none'>, string> = {
  type: 'Type not told',
  rig: 'In no rig that is known',
  namespace: 'In no namespace that is known',
  component: 'No component told',
}

/** What a group is called. */
export function groupTitle({ capture }: NodeTable, line: LineName, grouping: Grouping): string {
  if (line.kind === 'unlisted') return 'Not timed in any frame'
  if (line.kind === 'node' || grouping === 'none') return ''
  return textOf(capture, line.text) ?? notTold[grouping]
}

export function captureCells(
  table: NodeTable,
  lines: Lines,
  grouping: Grouping,
  noise: LineNoise,
  opened: ReadonlySet<string>,
  first: number,
  last: number,
): CaptureCells[] {
  const cells: CaptureCells[] = []
  for (let index = first; index <= last; index++) {
    const line = lineAt(lines, index)
    if (line === null) break
    cells.push(
      line.kind === 'node'
        ? nodeCells(table, line, line.node, noise, grouping === 'none' ? 1 : 2)
        : groupCells(table, lines, line, grouping, noise, opened),
    )
  }
  return cells
}

function nodeCells(table: NodeTable, line: LineName, node: number, noise: LineNoise, level: number): CaptureCells {
  const { capture, figures } = table
  const { nodes } = capture
  const key = lineKey(line)
  // Whether it did not run, or the host does not time it apart from what holds it, nobody told.
  const isUnknown = figures.ran[node] === 0
  return {
    ...(isUnknown
      ? unknownFigures
      : figureCells(
          table,
          { self: figures.self, inclusive: figures.inclusive, calls: figures.calls, share: figures.share },
          node,
          key,
          [node],
          noise,
        )),
    key,
    line,
    className: level > 1 ? 'is-below' : '',
    tree: { level, isOpen: null },
    name: textOf(capture, nodes.name[node]) ?? `Node ${node}`,
    path: textOf(capture, nodes.path[node]) ?? '',
    type: textOf(capture, nodes.kind[node]) ?? unknownText,
    rig: textOf(capture, nodes.rig[node]) ?? unknownText,
  }
}

function groupCells(
  table: NodeTable,
  lines: Lines,
  line: LineName,
  grouping: Grouping,
  noise: LineNoise,
  opened: ReadonlySet<string>,
): CaptureCells {
  const key = lineKey(line)
  const members = nodesOfLine(lines, line)
  const nodes = `${counted(members.length)} ${members.length === 1 ? 'node' : 'nodes'}`
  const title = groupTitle(table, line, grouping)
  const group = lines.kind === 'tree' && line.kind === 'group' ? lines.groups.text.indexOf(line.text) : -1
  return {
    ...(lines.kind === 'tree' && group >= 0
      ? figureCells(table, lines.groups, group, key, members, noise)
      : unknownFigures),
    key,
    line,
    className: 'is-group',
    tree: { level: 1, isOpen: opened.has(key) },
    name: title,
    path: `${title}: ${nodes}`,
    type: nodes,
    rig: '',
  }
}

interface Figures {
  readonly self: SpreadColumns
  readonly inclusive: SpreadColumns
  readonly calls: Float64Array
  readonly share: Float64Array
}

const unknownFigures = {
  self: unknownText,
  inclusive: unknownText,
  selfP95: unknownText,
  selfMax: unknownText,
  count: unknownText,
  share: unknownText,
  part: NaN,
}

function figureCells(
  { figures }: NodeTable,
  { self, inclusive, calls, share }: Figures,
  row: number,
  key: string,
  nodes: Iterable<number>,
  noise: LineNoise,
) {
  const { ofOne, ofMean } = noise.of(key, nodes, 'self')
  const frames = figures.frames.count
  const count = (calls[row] as number) / frames
  const part = share[row] as number
  const inclusiveMean = inclusive.mean[row] as number
  return {
    self: reading(self.mean[row] as number, ofMean),
    inclusive: Number.isNaN(inclusiveMean)
      ? unknownText
      : reading(inclusiveMean, noise.of(key, nodes, 'inclusive').ofMean),
    selfP95: reading(self.p95[row] as number, ofOne),
    selfMax: reading(self.max[row] as number, ofOne),
    count: plain(count, Number.isInteger(count) ? 0 : count < 10 ? 2 : 1),
    share: percent(part, (ofMean * frames) / figures.whole.seconds),
    part,
  }
}
