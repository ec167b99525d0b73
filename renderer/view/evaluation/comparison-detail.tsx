// What is known of one row of a comparison: what changed in words, its frames on both sides, own and inclusive time, and in what else the
// two sides differ about it.
import { none, textOf, tri, type Capture } from '../../../model/capture/capture'
import { judgedNodes, type Comparison } from '../../../model/capture/compare/compare'
import type { Judged } from '../../../model/capture/compare/judge'
import { changeText, nodeName, verdictOf } from '../../../model/capture/compare/sentences'
import { counted, unknownText } from '../../../model/live/digits'
import { lookIntoRow, useComparison } from '../../store/comparison'
import { countChange, groupName, nodeChange, type ChangeCells } from './comparison-cells'
import { groupIn } from './comparison-lines'
import { groupsBy, matchedHow, textOfNode } from './comparison-nodes'
import { repeatsSentence, repeatsToSettle } from './comparison-repeats'
import { ComparisonSparkline } from './comparison-sparkline'
import { VerdictMark } from './comparison-verdict'

export function ComparisonDetail({ comparison }: { readonly comparison: Comparison }) {
  const active = useComparison((view) => view.active)
  const by = useComparison((view) => view.by)
  if (active === null)
    return (
      <aside className="box compared-detail is-empty" aria-label="Compared node">
        <p className="note">Choose a row to see its frames on both sides and what else differs.</p>
      </aside>
    )
  const isGroup = active < 0 && by !== 'none'
  const judged = isGroup ? groupsBy(comparison, by).judged : judgedNodes(comparison)
  const row = isGroup ? groupIn(active) : active
  const name = isGroup ? groupName(groupsBy(comparison, by).names[row] ?? null, by) : nodeName(comparison, row)
  return (
    <aside className="box compared-detail" aria-label="Compared node">
      <header className="box-head">
        <h2 title={name}>{name}</h2>
        <button type="button" className="plain" aria-label="Close" onClick={() => lookIntoRow(null)}>
          ✕
        </button>
      </header>
      <div className="compared-detail-body">
        <p className="compared-change">
          <VerdictMark verdict={verdictOf(judged, row)} />
          <span>{changeText(name, judged, row)}.</span>
        </p>
        <Inconclusive comparison={comparison} judged={judged} row={row} />
        {isGroup ? (
          <p className="note">
            {counted(groupsBy(comparison, by).nodes[row] ?? 0)} nodes; their own times are added up in each unit, then
            compared.
          </p>
        ) : (
          <NodeFacts comparison={comparison} node={row} />
        )}
      </div>
    </aside>
  )
}

interface RowOf {
  readonly comparison: Comparison
  readonly judged: Judged
  readonly row: number
}

function Inconclusive({ comparison: { units, sides }, judged, row }: RowOf) {
  if (verdictOf(judged, row) !== 'inconclusive') return null
  const captures = Math.min(sides.a.length, sides.b.length)
  return <p className="note">{repeatsSentence(repeatsToSettle(judged, row, units, captures), captures)}</p>
}

function NodeFacts({ comparison, node }: { readonly comparison: Comparison; readonly node: number }) {
  const { self, inclusive } = comparison
  const path = textOfNode(comparison, node, 'path')
  const facts: readonly (readonly [string, string | null])[] = [
    ['Type', textOfNode(comparison, node, 'kind')],
    ['Rig', textOfNode(comparison, node, 'rig')],
    ['Matched by', matchedHow(comparison, node)],
  ]
  return (
    <>
      <ComparisonSparkline comparison={comparison} node={node} />
      <table className="compared-figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="for-readers">Figure</span>
            </th>
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          <FigureRow title="Own ms" cells={nodeChange(comparison, self, node)} />
          <FigureRow title="Inclusive ms" cells={nodeChange(comparison, inclusive, node)} />
          <FigureRow title="Evaluations a frame" cells={countChange(comparison, node)} />
          <StateRow title="In a cycle" of="cycle" comparison={comparison} node={node} />
          <StateRow title="On the GPU" of="gpu" comparison={comparison} node={node} />
        </tbody>
      </table>
      <GpuWhy comparison={comparison} node={node} />
      <dl className="compared-facts-list">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value ?? unknownText}</dd>
          </div>
        ))}
        <div>
          <dt>Path</dt>
          <dd className="compared-path">{path ?? unknownText}</dd>
        </div>
      </dl>
    </>
  )
}

interface FigureOf {
  readonly title: string
  readonly cells: Pick<ChangeCells, 'a' | 'b' | 'delta' | 'apart'>
}

const FigureRow = ({ title, cells }: FigureOf) => (
  <tr>
    <th scope="row">{title}</th>
    <td>{cells.a}</td>
    <td>{cells.b}</td>
    <td>
      {cells.delta} <span className="quiet">{cells.apart}</span>
    </td>
  </tr>
)

interface OfNode {
  readonly comparison: Comparison
  readonly node: number
}

const triText = { [tri.unknown]: unknownText, [tri.no]: 'no', [tri.yes]: 'yes' } as const

/** A side's first capture that has the node. */
function rowOn({ sides, nodes }: Comparison, node: number, side: 'a' | 'b'): { capture: Capture; row: number } | null {
  const from = side === 'a' ? 0 : sides.a.length
  for (const [at, capture] of sides[side].entries()) {
    const row = nodes.rowIn[from + at]?.[node] ?? none
    if (row !== none) return { capture, row }
  }
  return null
}

function stateOn(comparison: Comparison, node: number, side: 'a' | 'b', of: 'cycle' | 'gpu'): string {
  const found = rowOn(comparison, node, side)
  return found === null ? unknownText : triText[(found.capture.nodes[of][found.row] ?? tri.unknown) as 0 | 1 | 2]
}

function StateRow({ title, of, comparison, node }: OfNode & { readonly title: string; readonly of: 'cycle' | 'gpu' }) {
  const [a, b] = [stateOn(comparison, node, 'a', of), stateOn(comparison, node, 'b', of)]
  const isChanged = a !== b && a !== unknownText && b !== unknownText
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{a}</td>
      <td>{b}</td>
      <td className={isChanged ? 'is-trouble' : ''}>{isChanged ? 'changed' : ''}</td>
    </tr>
  )
}

function GpuWhy({ comparison, node }: OfNode) {
  const found = rowOn(comparison, node, 'b')
  const why = found === null ? null : textOf(found.capture, found.capture.nodes.gpuWhy[found.row])
  return why === null ? null : <p className="note">Not on the GPU in B: {why}.</p>
}
