// The comparison as Markdown for a ticket: copied, or saved as a file. What is in it is the model's.
import type { Comparison } from '../../../model/capture/compare/compare'
import type { GuardSentence } from '../../../model/capture/compare/guard'
import { comparisonMarkdown } from '../../../model/capture/compare/markdown'
import { sayOfCaptures } from '../../store/captures'
import { usePanel } from '../panel-context'

interface Compared {
  readonly comparison: Comparison
  readonly guards: readonly GuardSentence[]
}

export function ComparisonMarkdown({ comparison, guards }: Compared) {
  const { captures, copyText } = usePanel().actions
  const text = () => comparisonMarkdown(comparison, guards)
  const copy = async () => {
    if (await copyText(text())) sayOfCaptures('done', 'The comparison was copied as Markdown.')
    else sayOfCaptures('refused', 'The browser did not let the page copy: save the Markdown as a file instead.')
  }
  const save = () => captures.save('comparison.md', new Blob([text()], { type: 'text/markdown' }))
  return (
    <span className="compared-markdown">
      <button type="button" title="For a ticket: verdict, notices and the nodes that changed" onClick={copy}>
        Copy as Markdown
      </button>
      <button type="button" aria-label="Save as Markdown" title="Saves the same as comparison.md" onClick={save}>
        Save
      </button>
    </span>
  )
}
