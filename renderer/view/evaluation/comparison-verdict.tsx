// A verdict as people see it: a sign of its own shape and a word, so that colour is never the only difference.
import type { Verdict } from '../../../model/capture/compare/judge'

const signs: Readonly<Record<Verdict, string>> = {
  slower: '▲',
  faster: '▼',
  new: '+',
  gone: '×',
  same: '=',
  inconclusive: '?',
  untimed: '–',
}

export const VerdictMark = ({ verdict }: { readonly verdict: Verdict }) => (
  <span className={`verdict verdict-${verdict}`}>
    <span className="verdict-sign" aria-hidden="true">
      {signs[verdict]}
    </span>
    {verdict}
  </span>
)
