// One capture: what must be known of it, its table, and the chosen row beside or below it.
import { useEffect, useState } from 'react'
import type { Capture } from '../../../model/capture/capture'
import { figuresMeaning } from '../../../model/capture/table/figures'
import { counted } from '../../../model/live/digits'
import { shownSummary, useCaptures } from '../../store/captures'
import { readCapture, showSelectionOnly, useEvaluation } from '../../store/evaluation'
import { useSelection } from '../../store/selection'
import { useSessions } from '../../store/sessions'
import { CaptureCsv } from './capture-table-csv'
import { CaptureTable } from './capture-table'
import { useNodeTable, useTableNow } from './capture-table-use'
import { FilterBox } from './filter-box'
import { GroupSelect } from './group-select'
import { HiddenLine } from './hidden-line'
import { RowDetail } from './row-detail'
import { SignMark } from '../signs'

export function CaptureView({ id, capture }: { readonly id: string; readonly capture: Capture }) {
  const summary = useCaptures(shownSummary)
  const isOfThisSession = useSessions(({ chosen }) => chosen !== null && chosen === summary?.session)
  const [still, setStill] = useState(false)
  const table = useNodeTable(capture)
  const now = useTableNow(table, isOfThisSession, still)
  const selectionOnly = useEvaluation((evaluation) => evaluation.selectionOnly)
  const hasFilter = useEvaluation((evaluation) => evaluation.terms.length > 0)
  const hasSelection = useSelection(({ host }) => host.nodes.length > 0)
  useEffect(() => {
    readCapture(id)
  }, [id])
  const nothing =
    capture.nodes.count === 0
      ? 'The capture names no node.'
      : selectionOnly && !hasSelection
        ? 'Nothing is selected in the host: select a node there, or switch “Selection only” off.'
        : now.seen.hidden.nodes > 0
          ? `All nodes that match cost less than the limit below.`
          : hasFilter
            ? 'No node matches. Press Esc in the filter to see all.'
            : 'None of the selected nodes is in this capture.'
  return (
    <div className="capture-view">
      <section className="box capture-box" aria-label="Nodes of the capture">
        <header className="box-head">
          <h2 title={capture.title}>{summary?.title ?? capture.title}</h2>
          <p>
            {counted(capture.nodes.count)} {capture.nodes.count === 1 ? 'node' : 'nodes'},{' '}
            {counted(capture.frames.count)} {capture.frames.count === 1 ? 'frame' : 'frames'},{' '}
            {capture.time === 'wall' ? 'wall-clock time' : 'processor time'}
          </p>
        </header>
        <CaptureNotices capture={capture} />
        <div className="capture-tools">
          <FilterBox />
          <GroupSelect />
          <label className="check">
            <input
              type="checkbox"
              checked={selectionOnly}
              onChange={(event) => showSelectionOnly(event.target.checked)}
            />
            Selection only
          </label>
          <CaptureCsv now={now} />
        </div>
        <CaptureTable now={now} nothing={nothing} isOfThisSession={isOfThisSession} onStill={setStill} />
        <HiddenLine hidden={now.seen.hidden} />
      </section>
      <RowDetail now={now} summary={summary} />
    </div>
  )
}

const signs = { incomplete: 'trouble', damage: 'trouble', meaning: 'info' } as const

/** What must be known to read the numbers, as calm lines. */
function CaptureNotices({ capture }: { readonly capture: Capture }) {
  // Hosts that measure processor time say so themselves, in words of their own.
  const isSaid = capture.notices.some(({ sentence }) => sentence.includes('processor time'))
  const meaning = figuresMeaning(capture).filter((sentence) => !isSaid || !sentence.includes('processor time'))
  const notices = [...capture.notices, ...meaning.map((sentence) => ({ kind: 'meaning' as const, sentence }))]
  return (
    <ul className="capture-notices" aria-label="How to read this capture">
      {notices.map(({ kind, sentence }) => (
        <li key={sentence}>
          <SignMark sign={signs[kind]} />
          {sentence}
        </li>
      ))}
    </ul>
  )
}
