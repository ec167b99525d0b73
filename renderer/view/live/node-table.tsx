// The table of the scene's nodes with what the newest sampled frame says of each. Rows come in order from use-node-rows.ts, and the grid
// draws those in sight. Clicking looks at a node here; the host is touched by the buttons alone.
import { useCallback, useMemo, useRef } from 'react'
import { counted } from '../../../model/live/digits'
import { useLive } from '../../store/live'
import { pickInPanel, useSelection } from '../../store/selection'
import { filterNodes, showSampledOnly, sortNodes, useView, type TableSort } from '../../store/view'
import { Grid } from '../grid/grid'
import type { GridColumn, GridExtend } from '../grid/grid-column'
import { HostButtons } from './host-buttons'
import { nodeCells, type NodeCells } from './node-cells'
import { useNodeRows } from './use-node-rows'

const columns: readonly GridColumn<NodeCells, TableSort['column']>[] = [
  { id: 'name', title: 'Node', cell: ({ name }) => name, tip: ({ path }) => path },
  { id: 'kind', title: 'Kind', cell: ({ kind }) => kind },
  { id: 'rig', title: 'Rig', cell: ({ rig }) => rig },
  {
    id: 'self',
    title: 'Self ms',
    numeric: true,
    meaning: 'Processor time of the node itself in the sampled frame',
    cell: ({ self }) => self,
  },
  {
    id: 'share',
    title: 'Share',
    numeric: true,
    meaning: 'Of the processor time of all sampled nodes',
    cell: ({ share }) => share,
  },
  {
    id: 'inclusive',
    title: 'Inclusive ms',
    numeric: true,
    meaning: 'With everything that it made others do; overlaps, never to be summed',
    cell: ({ inclusive }) => inclusive,
  },
  {
    id: 'count',
    title: 'Count',
    numeric: true,
    meaning: 'How often it was evaluated in the sampled frame',
    cell: ({ count }) => count,
  },
]

export function NodeTable() {
  const feed = useLive((live) => live.feed)
  const filter = useView((view) => view.filter)
  const sampledOnly = useView((view) => view.sampledOnly)
  const sort = useView((view) => view.sort)
  const lookedAt = useSelection((selecting) => selecting.lookedAt)
  const still = useRef(false)
  const anchor = useRef(-1)
  const noise = useLive((live) => live.noise)
  const ordered = useNodeRows(feed, still)
  const { slots, total, held } = ordered
  const rowsIn = useCallback(
    (first: number, last: number) => (feed === null ? [] : nodeCells(feed, ordered, noise, first, last)),
    [feed, ordered, noise],
  )

  const chosen = useMemo(() => new Set(lookedAt.nodes), [lookedAt])
  const idAt = (index: number): number => (feed === null ? -1 : (feed.roster.id[slots[index] as number] ?? -1))
  const activeIndex = useMemo(() => {
    const active = lookedAt.active
    const slot = active === null || feed === null ? -1 : feed.roster.slotOf(active)
    return slot < 0 ? -1 : slots.indexOf(slot)
  }, [lookedAt.active, feed, slots])

  const choose = (index: number, extend: GridExtend) => {
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
      <Grid
        id="node-table"
        label="Nodes of the scene"
        columns={columns}
        count={slots.length}
        rowsIn={rowsIn}
        sort={sort}
        onSort={sortNodes}
        activeIndex={activeIndex}
        isChosen={({ id }) => chosen.has(id)}
        onChoose={choose}
        onClear={() => pickInPanel([], null)}
        multiple
        onStill={(isStill) => (still.current = isStill)}
        nothing={
          total === 0
            ? 'The scene has no nodes that Rigscope follows.'
            : sampledOnly && filter === ''
              ? 'No node was sampled yet.'
              : 'No node matches. Press Esc in the filter to see all.'
        }
      />
      <HostButtons />
    </section>
  )
}
