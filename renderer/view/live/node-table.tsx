// The table of the scene's nodes with what the newest sampled frame says of each. The only file that knows react-table; rows come in
// order from use-node-rows.ts, and only those in sight exist. Clicking looks at a node here; the host is touched by the buttons alone.
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { counted } from '../../../model/live/digits'
import { useLive } from '../../store/live'
import { pickInPanel, useSelection } from '../../store/selection'
import { filterNodes, showSampledOnly, sortNodes, useView, type TableSort } from '../../store/view'
import { SignMark } from '../signs'
import { HostButtons } from './host-buttons'
import { nodeCells, type NodeCells } from './node-cells'
import { useNodeRows } from './use-node-rows'

const rowHeight = 22
const features = tableFeatures({})
const helper = createColumnHelper<typeof features, NodeCells>()
const columns = helper.columns([
  helper.accessor('name', { header: 'Node' }),
  helper.accessor('kind', { header: 'Kind' }),
  helper.accessor('rig', { header: 'Rig' }),
  helper.accessor('self', { header: 'Self ms' }),
  helper.accessor('share', { header: 'Share' }),
  helper.accessor('inclusive', { header: 'Inclusive ms' }),
  helper.accessor('count', { header: 'Count' }),
])
const numeric = new Set(['self', 'share', 'inclusive', 'count'])
const titles: Record<string, string> = {
  self: 'Processor time of the node itself in the sampled frame',
  share: 'Of the processor time of all sampled nodes',
  inclusive: 'With everything that it made others do; overlaps, never to be summed',
  count: 'How often it was evaluated in the sampled frame',
}

export function NodeTable() {
  const feed = useLive((live) => live.feed)
  const filter = useView((view) => view.filter)
  const sampledOnly = useView((view) => view.sampledOnly)
  const sort = useView((view) => view.sort)
  const lookedAt = useSelection((selecting) => selecting.lookedAt)
  const still = useRef(false)
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef(-1)
  const noise = useLive((live) => live.noise)
  const ordered = useNodeRows(feed, still)
  const { slots, total, held } = ordered
  const virtual = useVirtualizer({
    count: slots.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items[items.length - 1]?.index ?? -1

  const data = useMemo(
    () => (feed === null ? [] : nodeCells(feed, ordered, noise, first, last)),
    [feed, ordered, noise, first, last],
  )
  const table = useTable({ features, columns, data, getRowId: (row) => String(row.id) })

  const chosen = useMemo(() => new Set(lookedAt.nodes), [lookedAt])
  const idAt = (index: number): number => (feed === null ? -1 : (feed.roster.id[slots[index] as number] ?? -1))
  const activeIndex = useMemo(() => {
    const active = lookedAt.active
    const slot = active === null || feed === null ? -1 : feed.roster.slotOf(active)
    return slot < 0 ? -1 : slots.indexOf(slot)
  }, [lookedAt.active, feed, slots])

  const choose = (index: number, extend: 'no' | 'toggle' | 'range') => {
    const id = idAt(index)
    if (id < 0) return
    if (extend === 'toggle') {
      const next = chosen.has(id) ? lookedAt.nodes.filter((one) => one !== id) : [...lookedAt.nodes, id]
      anchor.current = index
      pickInPanel(next, next.includes(id) ? id : (next[next.length - 1] ?? null))
    } else if (extend === 'range' && anchor.current >= 0) {
      const from = Math.min(anchor.current, index)
      const to = Math.min(Math.max(anchor.current, index), from + 999)
      pickInPanel(
        Array.from({ length: to - from + 1 }, (_, i) => idAt(from + i)),
        id,
      )
    } else {
      anchor.current = index
      pickInPanel([id], id)
    }
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || event.ctrlKey || event.altKey || event.metaKey || slots.length === 0)
      return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 220) / rowHeight) - 2)
    const moves: Record<string, number> = {
      ArrowUp: activeIndex < 0 ? 0 : activeIndex - 1,
      ArrowDown: activeIndex + 1,
      PageUp: activeIndex - page,
      PageDown: activeIndex + page,
      Home: 0,
      End: slots.length - 1,
    }
    const wanted = moves[event.key]
    if (event.key === 'Escape') pickInPanel([], null)
    else if (wanted === undefined) return
    else {
      const index = Math.max(0, Math.min(slots.length - 1, wanted))
      choose(index, event.shiftKey ? 'range' : 'no')
      virtual.scrollToIndex(index)
    }
    event.preventDefault()
  }
  const onRow = (event: MouseEvent, index: number) =>
    choose(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'no')
  const flip = (column: TableSort['column']) =>
    sortNodes({ column, descending: sort.column === column ? !sort.descending : numeric.has(column) })

  const tableRows = table.getRowModel().rows
  return (
    <section className="box nodes-box" aria-label="Nodes">
      <header className="box-head">
        <h2>Nodes</h2>
        <p>
          {slots.length === total ? counted(total) : `${counted(slots.length)} of ${counted(total)}`}
          {held?.cost != null && `, ${counted(held.cost.nodes)} sampled`}
        </p>
      </header>
      <div className="nodes-tools">
        <input
          id="node-filter"
          type="search"
          value={filter}
          placeholder="Filter by name, path or kind  ( / )"
          aria-label="Filter nodes by name, path or kind"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => filterNodes(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            if (filter === '') event.currentTarget.blur()
            filterNodes('')
          }}
        />
        <label className="check">
          <input type="checkbox" checked={sampledOnly} onChange={(event) => showSampledOnly(event.target.checked)} />
          Sampled only
        </label>
      </div>
      <div
        className="grid"
        role="grid"
        id="node-table"
        tabIndex={0}
        aria-label="Nodes of the scene"
        aria-rowcount={slots.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={activeIndex >= first && activeIndex <= last ? `node-${idAt(activeIndex)}` : undefined}
        ref={scroller}
        onKeyDown={onKey}
        onPointerEnter={() => (still.current = true)}
        onPointerLeave={() => (still.current = false)}
        onFocus={() => (still.current = true)}
        onBlur={() => (still.current = false)}
      >
        <div role="rowgroup" className="grid-head">
          {table.getHeaderGroups().map((group) => (
            <div role="row" aria-rowindex={1} className="grid-row" key={group.id}>
              {group.headers.map((header) => {
                const id = header.column.id as TableSort['column']
                const sorted = sort.column === id
                return (
                  <div
                    role="columnheader"
                    key={header.id}
                    className={`cell cell-${id}`}
                    aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
                    title={titles[id]}
                  >
                    <button type="button" onClick={() => flip(id)}>
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
            const { id, path } = row.original
            return (
              <div
                role="row"
                id={`node-${id}`}
                key={row.id}
                className={`grid-row ${chosen.has(id) ? 'is-chosen' : ''} ${id === lookedAt.active ? 'is-active' : ''}`}
                aria-rowindex={item.index + 2}
                aria-selected={chosen.has(id)}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={(event) => onRow(event, item.index)}
              >
                {row.getAllCells().map((cell) => (
                  <div
                    role="gridcell"
                    key={cell.id}
                    className={`cell cell-${cell.column.id}`}
                    title={cell.column.id === 'name' ? path : undefined}
                  >
                    <table.FlexRender cell={cell} />
                  </div>
                ))}
              </div>
            )
          })}
        </div>
        {slots.length === 0 && (
          <p className="nothing" role="row">
            <span role="gridcell">
              {total === 0
                ? 'The scene has no nodes that Rigscope follows.'
                : sampledOnly && filter === ''
                  ? 'No node was sampled yet.'
                  : 'No node matches. Press Esc in the filter to see all.'}
            </span>
          </p>
        )}
      </div>
      <HostButtons />
    </section>
  )
}
