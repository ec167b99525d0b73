// The table of a capture's nodes, or of groups of them that open: its columns, what choosing and opening a row does, and the line of totals.
// Filter, grouping and what is hidden are drawn by their own files; one row in full is row-detail.tsx's.
import { useCallback, useEffect, useEffectEvent, useMemo } from 'react'
import type { NodeTable } from '../../../model/capture/table/columns'
import { wholeText } from '../../../model/capture/table/figures'
import { counted, percent, reading } from '../../../model/live/digits'
import {
  goToLine,
  lineKey,
  openGroup,
  readLine,
  sortCapture,
  useEvaluation,
  type CaptureColumn,
} from '../../store/evaluation'
import { useLive } from '../../store/live'
import { pickInPanel } from '../../store/selection'
import { Grid } from '../grid/grid'
import type { GridColumn } from '../grid/grid-column'
import { SignMark } from '../signs'
import { captureCells, type CaptureCells } from './capture-table-cells'
import { groupAt, groupHolding, indexOfLine, lineAt, mostShare } from './capture-table-lines'
import { secondsByFrame, spreadOf } from './capture-table-noise'
import type { TableNow } from './capture-table-use'

/** Of the cell's width; the rest is the number's. */
const shareBarPart = 48

/** Opens and closes a group without choosing it twice. */
function Name({ row }: { readonly row: CaptureCells }) {
  if (row.tree?.isOpen == null) return row.name
  const isOpen = row.tree.isOpen
  return (
    <span className="group-name" onClick={() => openGroup(row.key, !isOpen)}>
      <SignMark sign="down" className={isOpen ? '' : 'is-closed'} />
      {row.name}
    </span>
  )
}

/** `most` is the largest share of a line. */
const columnsFor = (
  { capture, figures }: NodeTable,
  most: number,
): readonly GridColumn<CaptureCells, CaptureColumn>[] => {
  const time = capture.time === 'wall' ? 'Wall-clock time' : 'Processor time'
  const number = (
    id: Exclude<CaptureColumn, 'name' | 'type' | 'rig'>,
    title: string,
    meaning: string,
  ): GridColumn<CaptureCells, CaptureColumn> => ({ id, title, meaning, numeric: true, cell: (row) => row[id] })
  return [
    { id: 'name', title: 'Node', cell: (row) => <Name row={row} />, tip: ({ path }) => path },
    { id: 'type', title: 'Type', cell: ({ type }) => type, tip: ({ type }) => type },
    { id: 'rig', title: 'Rig', cell: ({ rig }) => rig, tip: ({ rig }) => rig },
    number('self', 'Self ms', `${time} of the node itself in the mean frame`),
    number('inclusive', 'Inclusive ms', `${time} with everything inside it; overlaps, never to be summed`),
    number('selfP95', 'p95 ms', 'Its own time in the frame that only one in twenty exceeds'),
    number('selfMax', 'Max ms', 'Its own time in its worst frame'),
    number('count', 'Count', 'How often it was evaluated in the mean frame'),
    {
      ...number('share', 'Share', `Own time, in per cent ${wholeText[figures.whole.kind]}`),
      cell: ({ share, part }) => (
        <>
          {part > 0 && <span className="share-bar" style={{ width: `${(part / most) * shareBarPart}%` }} />}
          {share}
        </>
      ),
    },
  ]
}

interface TableProps {
  readonly now: TableNow
  /** What stands where nothing is seen. */
  readonly nothing: string
  /** Then what is read here is looked at in the whole panel. */
  readonly isOfThisSession: boolean
  readonly onStill: (still: boolean) => void
}

export function CaptureTable({ now, nothing, isOfThisSession, onStill }: TableProps) {
  const { table, lines, noise } = now
  const sort = useEvaluation((evaluation) => evaluation.sort)
  const grouping = useEvaluation((evaluation) => evaluation.grouping)
  const opened = useEvaluation((evaluation) => evaluation.opened)
  const active = useEvaluation((evaluation) => evaluation.active)
  const reveal = useEvaluation((evaluation) => evaluation.reveal)
  const most = useMemo(() => mostShare(table, lines), [table, lines])
  const columns = useMemo(() => columnsFor(table, most), [table, most])
  const rowsIn = useCallback(
    (first: number, last: number) => captureCells(table, lines, grouping, noise, opened, first, last),
    [table, lines, grouping, noise, opened],
  )
  const activeIndex = indexOfLine(lines, active)
  const key = active === null ? '' : lineKey(active)

  const openAround = useEffectEvent(() => {
    const around = active?.kind === 'node' && activeIndex < 0 ? groupHolding(lines, active.node) : null
    if (active === null || around === null) return
    openGroup(lineKey(around), true)
    goToLine(active)
  })
  useEffect(() => {
    if (reveal > 0) openAround()
  }, [reveal])

  const choose = (index: number) => {
    const line = lineAt(lines, index)
    readLine(line)
    const id = line?.kind === 'node' ? table.capture.nodes.sessionId[line.node] : undefined
    const isKnown = id !== undefined && (useLive.getState().feed?.roster.slotOf(id) ?? -1) >= 0
    if (isOfThisSession && isKnown) pickInPanel([id], id)
  }
  const toSide = (side: 'left' | 'right') => {
    if (active === null || lines.kind === 'flat') return
    const around = groupAt(lines, activeIndex)
    if (active.kind !== 'node') openGroup(key, side === 'right')
    else if (side === 'left' && around !== null) goToLine(around)
  }
  return (
    <>
      <Grid
        id="capture-table"
        label="Nodes of the capture"
        columns={columns}
        count={lines.count}
        rowsIn={rowsIn}
        sort={sort}
        onSort={sortCapture}
        activeIndex={activeIndex}
        isChosen={(row) => row.key === key}
        onChoose={choose}
        onClear={() => readLine(null)}
        onStill={onStill}
        reveal={reveal}
        nothing={nothing}
        {...(lines.kind === 'tree' ? { onSide: toSide } : {})}
      />
      <Totals now={now} />
    </>
  )
}

function Totals({ now: { table, seen } }: { readonly now: TableNow }) {
  const { whole, frames } = table.figures
  const { self, noise } = useMemo(() => {
    const seconds = secondsByFrame(table, seen.rows, 'self')
    return { self: seconds.reduce((sum, one) => sum + one, 0) / seconds.length, noise: spreadOf(seconds).ofMean }
  }, [table, seen])
  const inFrame = whole.seconds / frames.count
  return (
    <p className="grid-totals">
      <span>
        {counted(seen.rows.length)} {seen.rows.length === 1 ? 'node' : 'nodes'} shown
      </span>
      <span>
        <b>{reading(self, noise)} ms</b> a frame
      </span>
      <span>
        <b>{percent(self / inFrame, noise / inFrame)}</b> {wholeText[whole.kind]}
        {self > inFrame && ', on several threads'}
      </span>
    </p>
  )
}
