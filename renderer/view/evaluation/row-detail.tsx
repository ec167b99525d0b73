// One row of the capture's table in full: a node, a group, or, where no row is chosen, the frames of the capture itself. The words are
// row-detail-facts.ts's.
import { useMemo } from 'react'
import type { CaptureSummary } from '../../../hub/captures/api'
import { none, textOf } from '../../../model/capture/capture'
import type { NodeTable } from '../../../model/capture/table/columns'
import { counted, reading } from '../../../model/live/digits'
import { goToLine, readLine, useEvaluation, type LineName } from '../../store/evaluation'
import { groupTitle } from './capture-table-cells'
import { nodesOfLine } from './capture-table-lines'
import { secondsByFrame } from './capture-table-noise'
import type { TableNow } from './capture-table-use'
import { Facts } from './row-detail-fact-list'
import { figureRows, frameName, nameOf, nodeFacts, secondsOfNode } from './row-detail-facts'
import { RowDetailHost } from './row-detail-host'
import { Neighbours, NodeLinks } from './row-detail-links'
import { RowDetailFrames } from './row-detail-frames'
import { Sparkline } from './sparkline'

export function RowDetail({ now, summary }: { readonly now: TableNow; readonly summary: CaptureSummary | null }) {
  const active = useEvaluation((evaluation) => evaluation.active)
  const { table } = now
  const isHere = active !== null && (active.kind !== 'node' || active.node < table.capture.nodes.count)
  return (
    <section className="box row-detail" aria-label={isHere ? 'The chosen row' : 'The capture'}>
      {!isHere ? (
        <RowDetailFrames table={table} />
      ) : active.kind === 'node' ? (
        <NodeDetail table={table} node={active.node} summary={summary} />
      ) : (
        <GroupDetail now={now} line={active} />
      )}
    </section>
  )
}

function Head({ title, note }: { readonly title: string; readonly note: string }) {
  return (
    <header className="box-head">
      <h2 title={title}>{title}</h2>
      <p>{note}</p>
      <button type="button" className="plain" aria-label="Close the row" onClick={() => readLine(null)}>
        ✕
      </button>
    </header>
  )
}

function NodeDetail({
  table,
  node,
  summary,
}: {
  readonly table: NodeTable
  readonly node: number
  readonly summary: CaptureSummary | null
}) {
  const { capture } = table
  const seconds = useMemo(() => secondsOfNode(table, node, 'self'), [table, node])
  const series = useMemo(() => [{ name: 'self', seconds, colour: '--series-evaluation' }], [seconds])
  const parent = capture.nodes.parent[node] ?? none
  const path = textOf(capture, capture.nodes.path[node])
  return (
    <>
      <Head title={nameOf(capture, node)} note={textOf(capture, capture.nodes.kind[node]) ?? ''} />
      <div className="row-body">
        <p className="row-path">{path ?? 'Its path is not told.'}</p>
        {parent !== none && (
          <p className="quiet">
            Part of{' '}
            <button type="button" className="as-link" onClick={() => goToLine({ kind: 'node', node: parent })}>
              {nameOf(capture, parent)}
            </button>
          </p>
        )}
        <RowDetailHost key={node} capture={capture} summary={summary} node={node} />
        <Sparkline
          series={series}
          label={`Own time of ${nameOf(capture, node)} in each frame`}
          frameName={(place) => frameName(capture, place)}
        />
        <table className="row-figures">
          <thead>
            <tr>
              <th scope="col">ms a frame</th>
              <th scope="col">Self</th>
              <th scope="col">Inclusive</th>
            </tr>
          </thead>
          <tbody>
            {figureRows(table, node, seconds).map(({ name, self, inclusive }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{self}</td>
                <td>{inclusive}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Facts facts={nodeFacts(table, node)} />
        <Neighbours table={table} node={node} side="upstream" />
        <Neighbours table={table} node={node} side="downstream" />
      </div>
    </>
  )
}

function GroupDetail({ now: { table, lines }, line }: { readonly now: TableNow; readonly line: LineName }) {
  const grouping = useEvaluation((evaluation) => evaluation.grouping)
  const nodes = useMemo(() => nodesOfLine(lines, line), [lines, line])
  const series = useMemo(
    () => [{ name: 'self', seconds: secondsByFrame(table, nodes, 'self'), colour: '--series-evaluation' }],
    [table, nodes],
  )
  const costliest = useMemo(() => {
    const { mean } = table.figures.self
    return nodes.slice().sort((a, b) => (mean[b] as number) - (mean[a] as number))
  }, [table, nodes])
  const { capture } = table
  const [first] = series
  const total = first === undefined ? NaN : first.seconds.reduce((sum, one) => sum + one, 0)
  const title = groupTitle(table, line, grouping)
  return (
    <>
      <Head title={title} note={`${counted(nodes.length)} ${nodes.length === 1 ? 'node' : 'nodes'}`} />
      <div className="row-body">
        {line.kind === 'unlisted' ? (
          <p className="quiet">
            {capture.isTruncated
              ? 'The host lists only its costliest nodes in each frame, and these were never among them: what they cost is not known.'
              : 'These nodes did not run, or the host does not time them apart from what holds them.'}
          </p>
        ) : (
          <>
            <Sparkline
              series={series}
              label={`Own time of ${title} in each frame`}
              frameName={(place) => frameName(capture, place)}
            />
            <p>{reading(total / table.figures.frames.count)} ms a frame together, of the nodes that are shown.</p>
          </>
        )}
        <section aria-label="Nodes in it">
          <h3>{line.kind === 'unlisted' ? 'Nodes' : 'Costliest nodes'}</h3>
          <NodeLinks table={table} nodes={costliest} />
        </section>
      </div>
    </>
  )
}
