// The shown capture's table as it is set just now: figures, seen rows and lines, each worked out again only when what it depends on
// changes. While somebody is in the table, the host's selection does not move its rows.
import { useDeferredValue, useMemo, useState } from 'react'
import type { Capture } from '../../../model/capture/capture'
import type { NodeTable } from '../../../model/capture/table/columns'
import { nodeFigures } from '../../../model/capture/table/figures'
import { chooseFrames } from '../../../model/capture/table/frame-choice'
import { orderRows } from '../../../model/capture/table/order'
import { useEvaluation } from '../../store/evaluation'
import { linesOf, seenRows, type Lines, type SeenRows } from './capture-table-lines'
import { LineNoise } from './capture-table-noise'
import { useSelected } from './capture-table-selection'

export interface TableNow {
  readonly table: NodeTable
  readonly noise: LineNoise
  readonly seen: SeenRows
  readonly lines: Lines
}

export function useNodeTable(capture: Capture): NodeTable {
  return useMemo(() => ({ capture, figures: nodeFigures(capture, chooseFrames(capture, { kind: 'all' })) }), [capture])
}

/** `still` is true while somebody is in the table. */
export function useTableNow(table: NodeTable, isOfThisSession: boolean, still: boolean): TableNow {
  const terms = useDeferredValue(useEvaluation((evaluation) => evaluation.terms))
  const grouping = useEvaluation((evaluation) => evaluation.grouping)
  const limit = useDeferredValue(useEvaluation((evaluation) => evaluation.hideBelowMs)) / 1000
  const sort = useEvaluation((evaluation) => evaluation.sort)
  const opened = useEvaluation((evaluation) => evaluation.opened)
  const selectionOnly = useEvaluation((evaluation) => evaluation.selectionOnly)
  const selected = useHeld(useSelected(table.capture, isOfThisSession, selectionOnly), still, [
    table,
    selectionOnly,
    isOfThisSession,
  ])
  const noise = useMemo(() => new LineNoise(table), [table])
  const seen = useMemo(() => seenRows(table, terms, selected, limit), [table, terms, selected, limit])
  const ordered = useMemo(() => orderRows(table, seen.rows, sort), [table, seen, sort])
  const lines = useMemo(() => linesOf(table, ordered, grouping, sort, opened), [table, ordered, grouping, sort, opened])
  return { table, noise, seen, lines }
}

/** The value from when `isHeld` began, unless what it belongs to changed. */
function useHeld<T>(value: T, isHeld: boolean, of: readonly unknown[]): T {
  const [held, setHeld] = useState({ value, of })
  const isSame = held.of.length === of.length && held.of.every((one, at) => Object.is(one, of[at]))
  if (held.value === value && isSame) return value
  if (isHeld && isSame) return held.value
  setHeld({ value, of })
  return value
}
