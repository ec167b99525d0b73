// A table of any length: draws the rows in sight, reads the keyboard, tells which row is chosen. The only file that knows react-table;
// the order of rows, their texts and what choosing means are the caller's.
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { SignMark } from '../signs'
import type { GridColumn, GridExtend, GridRow, GridSort } from './grid-column'

export const rowHeight = 22

const features = tableFeatures({})
const atMostFewerRows = 2

export interface GridProps<Row extends GridRow, Id extends string> {
  /** The element's; rows are `${id}-${row.key}`. */
  readonly id: string
  readonly label: string
  readonly columns: readonly GridColumn<Row, Id>[]
  readonly count: number
  /** The rows from `first` to `last`; a new function means new rows. */
  readonly rowsIn: (first: number, last: number) => readonly Row[]
  readonly sort: GridSort<Id>
  readonly onSort: (sort: GridSort<Id>) => void
  /** -1 where no row is. */
  readonly activeIndex: number
  readonly isChosen: (row: Row) => boolean
  readonly onChoose: (index: number, extend: GridExtend) => void
  /** Esc. */
  readonly onClear: () => void
  /** Left and Right; for tables whose rows open. */
  readonly onSide?: (side: 'left' | 'right') => void
  /** Several rows can be chosen. */
  readonly multiple?: boolean
  /** Told when somebody comes into the table with pointer or keyboard, and leaves. */
  readonly onStill?: (still: boolean) => void
  /** Rises when the active row is to be scrolled to. */
  readonly reveal?: number
  /** What stands where there is no row. */
  readonly nothing: string
}

export function Grid<Row extends GridRow, Id extends string>(props: GridProps<Row, Id>) {
  const { id, columns, count, rowsIn, sort, activeIndex, isChosen, multiple = false, reveal = 0 } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items[items.length - 1]?.index ?? -1
  const data = useMemo(() => rowsIn(first, last), [rowsIn, first, last])
  const defined = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>()
    return columns.map((column) =>
      helper.display({ id: column.id, header: column.title, cell: ({ row }) => column.cell(row.original) }),
    )
  }, [columns])
  const table = useTable({ features, columns: defined, data, getRowId: ({ key }) => key })
  const byId = useMemo(() => new Map(columns.map((column) => [column.id as string, column])), [columns])

  const scrollToActive = useEffectEvent(() => {
    if (activeIndex >= 0) virtual.scrollToIndex(activeIndex)
  })
  useEffect(() => {
    if (reveal > 0) scrollToActive()
  }, [reveal])

  const onKey = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || event.ctrlKey || event.altKey || event.metaKey || count === 0) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 220) / rowHeight) - atMostFewerRows)
    const moves: Record<string, number> = {
      ArrowUp: activeIndex < 0 ? 0 : activeIndex - 1,
      ArrowDown: activeIndex + 1,
      PageUp: activeIndex - page,
      PageDown: activeIndex + page,
      Home: 0,
      End: count - 1,
    }
    const wanted = moves[event.key]
    const side = { ArrowLeft: 'left', ArrowRight: 'right' }[event.key] as 'left' | 'right' | undefined
    if (event.key === 'Escape') props.onClear()
    else if (side !== undefined && props.onSide !== undefined) props.onSide(side)
    else if (wanted === undefined) return
    else {
      const index = Math.max(0, Math.min(count - 1, wanted))
      props.onChoose(index, event.shiftKey ? 'range' : 'no')
      virtual.scrollToIndex(index)
    }
    event.preventDefault()
  }
  const onRow = (event: MouseEvent, index: number) =>
    props.onChoose(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'no')
  const flip = ({ id: column, numeric = false }: GridColumn<Row, Id>) =>
    props.onSort({ column, descending: sort.column === column ? !sort.descending : numeric })

  const tableRows = table.getRowModel().rows
  const active = activeIndex >= first && activeIndex <= last ? data[activeIndex - first] : undefined
  const isTree = props.onSide !== undefined
  return (
    <div
      className="grid"
      role={isTree ? 'treegrid' : 'grid'}
      id={id}
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable={multiple}
      aria-activedescendant={active === undefined ? undefined : `${id}-${active.key}`}
      ref={scroller}
      onKeyDown={onKey}
      onPointerEnter={() => props.onStill?.(true)}
      onPointerLeave={() => props.onStill?.(false)}
      onFocus={() => props.onStill?.(true)}
      onBlur={() => props.onStill?.(false)}
    >
      <div role="rowgroup" className="grid-head">
        {table.getHeaderGroups().map((group) => (
          <div role="row" aria-rowindex={1} className="grid-row" key={group.id}>
            {group.headers.map((header) => {
              const column = byId.get(header.column.id)
              if (column === undefined) return null
              const sorted = sort.column === column.id
              return (
                <div
                  role="columnheader"
                  key={header.id}
                  className={cellClass(column)}
                  aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
                  title={column.meaning}
                >
                  <button type="button" onClick={() => flip(column)}>
                    <table.FlexRender header={header} />
                    {sorted && <SignMark sign="down" className={sort.descending ? '' : 'is-up'} />}
                  </button>
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {items.map((item, i) => {
          const row = tableRows[i]
          if (row === undefined) return null
          const { key, className = '', tree } = row.original
          const chosen = isChosen(row.original)
          return (
            <div
              role="row"
              id={`${id}-${key}`}
              key={row.id}
              className={`grid-row ${className} ${chosen ? 'is-chosen' : ''} ${item.index === activeIndex ? 'is-active' : ''}`}
              aria-rowindex={item.index + 2}
              aria-selected={chosen}
              aria-level={isTree ? tree?.level : undefined}
              aria-expanded={isTree ? (tree?.isOpen ?? undefined) : undefined}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={(event) => onRow(event, item.index)}
            >
              {row.getAllCells().map((cell) => {
                const column = byId.get(cell.column.id)
                if (column === undefined) return null
                return (
                  <div role="gridcell" key={cell.id} className={cellClass(column)} title={column.tip?.(row.original)}>
                    <table.FlexRender cell={cell} />
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
      {count === 0 && (
        <p className="nothing" role="row">
          <span role="gridcell">{props.nothing}</span>
        </p>
      )}
    </div>
  )
}

const cellClass = ({ id, numeric = false }: { readonly id: string; readonly numeric?: boolean }) =>
  `cell cell-${id} ${numeric ? 'is-number' : ''}`
