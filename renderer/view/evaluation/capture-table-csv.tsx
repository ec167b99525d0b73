// Saves the table as it is seen: its columns, its rows in their order, closed groups' too.
import { csvLines } from '../../../model/capture/table/csv'
import type { ColumnId } from '../../../model/capture/table/columns'
import { usePanel } from '../panel-context'
import { nodesInOrder } from './capture-table-lines'
import type { TableNow } from './capture-table-use'

const columns: readonly ColumnId[] = [
  'name',
  'path',
  'type',
  'rig',
  'namespace',
  'component',
  'self',
  'inclusive',
  'selfP95',
  'selfMax',
  'count',
  'share',
]

/** Of a title what every file system takes. */
export const fileNameOf = (title: string): string =>
  `${
    title
      .replace(/[^\p{L}\p{N} ._-]+/gu, '_')
      .trim()
      .slice(0, 80) || 'capture'
  }.csv`

export function CaptureCsv({ now: { table, lines } }: { readonly now: TableNow }) {
  const { captures } = usePanel().actions
  return (
    <button
      type="button"
      disabled={lines.count === 0}
      title="Saves the rows as they are filtered and sorted here, with all digits"
      onClick={() => {
        const parts = [...csvLines(table, nodesInOrder(lines), columns)]
        // Spreadsheets take a file without this mark for one of another encoding.
        captures.save(fileNameOf(table.capture.title), new Blob(['\uFEFF', ...parts], { type: 'text/csv' }))
      }}
    >
      CSV
    </button>
  )
}
