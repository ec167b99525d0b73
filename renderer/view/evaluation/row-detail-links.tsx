// Nodes as a short list that leads to their rows: who feeds a node, what it feeds, what a group holds.
import type { NodeTable } from '../../../model/capture/table/columns'
import { counted, reading } from '../../../model/live/digits'
import { goToLine } from '../../store/evaluation'
import { spreadOf } from './capture-table-noise'
import { nameOf, neighbours, secondsOfNode } from './row-detail-facts'

const mostListed = 12

export function NodeLinks({ table, nodes }: { readonly table: NodeTable; readonly nodes: ArrayLike<number> }) {
  const { capture, figures } = table
  const listed = Array.from({ length: Math.min(mostListed, nodes.length) }, (_, at) => nodes[at] as number)
  const isUntimed = (node: number) => figures.ran[node] === 0
  return (
    <>
      <ul className="node-links">
        {listed.map((node) => (
          <li key={node}>
            <button type="button" onClick={() => goToLine({ kind: 'node', node })}>
              <span>{nameOf(capture, node)}</span>
              <span>
                {isUntimed(node)
                  ? 'not timed'
                  : `${reading(figures.self.mean[node] as number, spreadOf(secondsOfNode(table, node, 'self')).ofMean)} ms`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {nodes.length > mostListed && (
        <p className="quiet">{counted(nodes.length - mostListed)} more, none of them costlier.</p>
      )}
    </>
  )
}

const words = {
  upstream: { title: 'Upstream', none: 'Nothing feeds it.', noneKnown: 'No node is known to feed it.' },
  downstream: { title: 'Downstream', none: 'It feeds nothing.', noneKnown: 'It is not known to feed a node.' },
} as const

export function Neighbours({
  table,
  node,
  side,
}: {
  readonly table: NodeTable
  readonly node: number
  readonly side: 'upstream' | 'downstream'
}) {
  const found = neighbours(table, node, side)
  const { title, none, noneKnown } = words[side]
  return (
    <section aria-label={title}>
      <h3>
        {title}
        {found !== null && found.nodes.length > 0 && (
          <span className="quiet">
            {' '}
            {counted(found.nodes.length)}
            {!found.isWhole && ', of those that are known'}
          </span>
        )}
      </h3>
      {found === null ? (
        <p className="quiet">The capture does not tell who feeds whom.</p>
      ) : found.nodes.length === 0 ? (
        <p className="quiet">{found.isWhole ? none : noneKnown}</p>
      ) : (
        <NodeLinks table={table} nodes={found.nodes} />
      )}
    </section>
  )
}
