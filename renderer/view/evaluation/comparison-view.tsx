// The comparison of two sides, from fetching to verdict: who is compared, the verdict in a sentence, what to know, the whole frame, and
// the nodes with their details.
import { useEffect, useMemo } from 'react'
import { judgedNodes, type Comparison } from '../../../model/capture/compare/compare'
import type { GuardSentence } from '../../../model/capture/compare/guard'
import {
  comparisonNotices,
  leastEffectSentence,
  verdictCounts,
  verdictSentence,
} from '../../../model/capture/compare/sentences'
import { bytesText, counted } from '../../../model/live/digits'
import { useCaptures, type ComparedCaptures, type ComparedIds } from '../../store/captures'
import { forgetComparedRows } from '../../store/comparison'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'
import { ComparisonDetail } from './comparison-detail'
import { ComparisonFrame } from './comparison-frame'
import { ComparisonMarkdown } from './comparison-markdown'
import { ComparisonSides } from './comparison-sides'
import { ComparisonTable } from './comparison-table'
import '../style/comparison.css'
import '../style/comparison-nodes.css'

/** Draws nothing where nothing is compared. */
export function ComparisonView() {
  const ids = useCaptures((captures) => captures.compare)
  const compared = useCaptures((captures) => captures.compared)
  const comparison = compared.kind === 'ready' ? compared.comparison : null
  useEffect(() => forgetComparedRows(), [comparison])
  if (ids === null) return null
  return (
    <section className="comparison" aria-label="Comparison">
      <ComparisonSides ids={ids} />
      <Compared compared={compared} ids={ids} />
    </section>
  )
}

function Compared({ compared, ids }: { readonly compared: ComparedCaptures; readonly ids: ComparedIds }) {
  const { captures } = usePanel().actions
  switch (compared.kind) {
    case 'none':
      return null
    case 'loading': {
      const { received, total } = compared
      return (
        <div className="compared-wait" role="status">
          <p>
            Fetching the captures: {bytesText(received)}
            {total === null ? '' : ` of ${bytesText(total)}`}
          </p>
          <progress aria-label="Fetching" {...(total === null ? {} : { max: Math.max(1, total), value: received })} />
        </div>
      )
    }
    case 'comparing':
      return (
        <div className="compared-wait" role="status">
          <p>Comparing node by node…</p>
          <progress aria-label="Comparing" />
        </div>
      )
    case 'refused':
      return (
        <div className="compared-wait">
          <p className="compared-verdict">
            <SignMark sign="trouble" /> These captures cannot be compared.
          </p>
          <Notices guards={compared.guards} notices={[]} />
        </div>
      )
    case 'failed':
      return (
        <div className="compared-wait" role="alert">
          <p className="compared-verdict">
            <SignMark sign="trouble" /> {compared.sentence}
          </p>
          <button type="button" onClick={() => captures.compare(ids.a, ids.b)}>
            Try again
          </button>
        </div>
      )
    case 'ready':
      return <Verdict comparison={compared.comparison} guards={compared.guards} />
  }
}

interface Ready {
  readonly comparison: Comparison
  readonly guards: readonly GuardSentence[]
}

function Verdict({ comparison, guards }: Ready) {
  const { sentence, notices, counts } = useMemo(
    () => ({
      sentence: verdictSentence(comparison),
      notices: comparisonNotices(comparison),
      counts: verdictCounts(judgedNodes(comparison)),
    }),
    [comparison],
  )
  const told = Object.entries(counts).filter(
    ([verdict, count]) => count > 0 || verdict === 'slower' || verdict === 'faster',
  )
  return (
    <div className="compared">
      <div className="compared-head">
        <p className="compared-verdict" role="status">
          {sentence}
        </p>
        <p className="compared-counts" title={leastEffectSentence}>
          {told.map(([verdict, count]) => `${counted(count)} ${verdict}`).join(', ')}
        </p>
        <ComparisonMarkdown comparison={comparison} guards={guards} />
        <ComparisonFrame comparison={comparison} />
        <Notices guards={guards} notices={notices} />
      </div>
      <ComparisonTable comparison={comparison} />
      <ComparisonDetail comparison={comparison} />
    </div>
  )
}

/** What spoils the comparison or must be known to read it, each a calm line. */
function Notices({
  guards,
  notices,
}: {
  readonly guards: readonly GuardSentence[]
  readonly notices: readonly string[]
}) {
  if (guards.length + notices.length === 0) return null
  return (
    <ul className="compared-notices" aria-label="What to know">
      {guards.map(({ severity, sentence }) => (
        <li key={sentence} className={`is-${severity}`}>
          <SignMark sign="trouble" />
          <span>{sentence}</span>
        </li>
      ))}
      {notices.map((sentence) => (
        <li key={sentence}>
          <SignMark sign="info" />
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  )
}
