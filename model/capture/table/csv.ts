// A table as seen, written as RFC 4180 CSV: its columns, rows and order, numbers with all their digits, units in the header. What a
// spreadsheet would run as a formula is written as text.
import { tri } from '../capture'
import {
  cellText,
  isSecondsColumn,
  isStateColumn,
  isTextColumn,
  numberColumn,
  type ColumnId,
  type NodeTable,
} from './columns'
import { wholeText } from './figures'

const headers: Record<ColumnId, string> = {
  name: 'Name',
  path: 'Path',
  type: 'Type',
  rig: 'Rig',
  namespace: 'Namespace',
  component: 'Component',
  gpuWhy: 'Why not on the GPU',
  reason: 'Why it evaluated',
  cycle: 'In a cycle',
  gpu: 'On the GPU',
  self: 'Self, mean (ms per frame)',
  selfP95: 'Self, p95 (ms per frame)',
  selfMax: 'Self, max (ms per frame)',
  selfTotal: 'Self, total (ms)',
  inclusive: 'Inclusive, mean (ms per frame)',
  inclusiveP95: 'Inclusive, p95 (ms per frame)',
  inclusiveMax: 'Inclusive, max (ms per frame)',
  inclusiveTotal: 'Inclusive, total (ms)',
  count: 'Count (per frame)',
  ran: 'Ran in (frames)',
  share: 'Share',
}

/** The header and one line for each row, each with its line break; join them, or write them one by one. */
export function* csvLines(table: NodeTable, rows: Uint32Array, columns: readonly ColumnId[]): Generator<string> {
  const header = (id: ColumnId) =>
    id === 'share' ? `${headers.share} (% ${wholeText[table.figures.whole.kind]})` : headers[id]
  yield lineOf(columns.map((id) => csvText(header(id))))
  const cells = columns.map((id) => cellsOf(table, id))
  for (const row of rows) yield lineOf(cells.map((cell) => cell(row)))
}

const lineOf = (cells: readonly string[]) => `${cells.join(',')}\r\n`

function cellsOf(table: NodeTable, id: ColumnId): (row: number) => string {
  const { capture } = table
  if (isTextColumn(id)) return (row) => csvText(cellText(capture, id, row) ?? '')
  if (isStateColumn(id)) return (row) => ({ [tri.yes]: 'yes', [tri.no]: 'no' })[capture.nodes[id][row] as number] ?? ''
  const column = numberColumn(table, id)
  const factor = isSecondsColumn(id) ? 1000 : id === 'share' ? 100 : 1
  return (row) => csvNumber((column[row] as number) * factor)
}

/** All digits; nothing where it is unknown. */
export const csvNumber = (value: number): string => (Number.isFinite(value) ? String(value) : '')

export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
