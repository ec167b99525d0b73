// The limit below which nodes are left out of the table, and what that leaves out: said at all times, so that no cost gets lost unseen.
import { useState } from 'react'
import { counted, reading } from '../../../model/live/digits'
import { hideBelow, useEvaluation } from '../../store/evaluation'
import type { SeenRows } from './capture-table-lines'

export function HiddenLine({ hidden }: { readonly hidden: SeenRows['hidden'] }) {
  const limit = useEvaluation((evaluation) => evaluation.hideBelowMs)
  // As typed, so that "0." and an empty field stay what they are while somebody types on.
  const [typed, setTyped] = useState(String(limit))
  return (
    <p className="hidden-line">
      <label>
        Hide below
        <input
          type="number"
          min={0}
          step={0.01}
          value={Number(typed) === limit ? typed : String(limit)}
          onChange={({ target: { value } }) => {
            setTyped(value)
            if (Number(value) >= 0) hideBelow(Number(value))
          }}
        />
        ms
      </label>
      <span>{hiddenWords(hidden)}</span>
      {hidden.nodes > 0 && (
        <button type="button" className="as-link" onClick={() => hideBelow(0)}>
          Show them
        </button>
      )}
    </p>
  )
}

export function hiddenWords({ nodes, unlisted, self }: SeenRows['hidden']): string {
  if (nodes === 0) return 'No node is hidden.'
  const some = (count: number) => `${counted(count)} ${count === 1 ? 'node' : 'nodes'}`
  const words = `${some(nodes)} hidden, ${reading(self)} ms a frame together`
  if (unlisted === 0) return `${words}.`
  return unlisted === nodes
    ? `${some(nodes)} hidden, not timed in any of these frames.`
    : `${words}; ${counted(unlisted)} of them not timed in any of these frames.`
}
