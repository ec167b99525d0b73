// The two sides of a comparison: what is on each, swapping them, taking a capture off, and ending it. More are picked in the list of
// captures.
import type { ComparedIds } from '../../store/captures'
import { summaryOf, useCaptures } from '../../store/captures'
import { usePanel } from '../panel-context'
import { captureFacts } from './capture-facts'

export function ComparisonSides({ ids }: { readonly ids: ComparedIds }) {
  const { captures } = usePanel().actions
  return (
    <header className="compared-sides">
      <Side of="a" title="A" ids={ids} />
      <button
        type="button"
        className="compared-swap"
        title="What was A becomes B"
        aria-label="Swap A and B"
        onClick={() => captures.compare(ids.b, ids.a)}
      >
        ⇄
      </button>
      <Side of="b" title="B" ids={ids} />
      <button
        type="button"
        className="compared-end"
        title="Back to the capture that was shown"
        onClick={captures.endCompare}
      >
        End comparison
      </button>
    </header>
  )
}

function Side({ of, title, ids }: { readonly of: 'a' | 'b'; readonly title: string; readonly ids: ComparedIds }) {
  const { captures } = usePanel().actions
  useCaptures((state) => state.list)
  const now = new Date()
  const without = (id: string): ComparedIds => ({ ...ids, [of]: ids[of].filter((one) => one !== id) })
  return (
    <section className={`compared-side compared-${of}`} aria-label={`Side ${title}`}>
      <span className="compared-letter" aria-hidden="true">
        {title}
      </span>
      <ul>
        {ids[of].map((id) => {
          const summary = summaryOf(useCaptures.getState(), id)
          const name = summary?.title ?? 'A capture that is not listed any more'
          const facts = summary === null ? '' : captureFacts(summary, now).join(' · ')
          return (
            <li key={id} title={facts}>
              <strong>{name}</strong>
              <span className="compared-facts">{facts}</span>
              {ids[of].length > 1 && (
                <button
                  type="button"
                  className="plain"
                  aria-label={`Take ${name} off side ${title}`}
                  onClick={() => captures.compare(without(id).a, without(id).b)}
                >
                  ✕
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
