// What chooses the rows of a comparison's table: which verdicts, which words, how grouped, and from which cost on.
import { counted } from '../../../model/live/digits'
import {
  comparisonFilters,
  filterComparison,
  groupComparison,
  hideCheaperThan,
  showOnly,
  useComparison,
  type ComparisonFilter,
  type ComparisonGrouping,
} from '../../store/comparison'

const filterTitles: Readonly<Record<ComparisonFilter, string>> = {
  changed: 'Changed',
  slower: 'Slower',
  faster: 'Faster',
  newAndGone: 'New and gone',
  inconclusive: 'Inconclusive',
  all: 'All nodes',
}

const groupings: readonly { readonly id: ComparisonGrouping; readonly title: string }[] = [
  { id: 'none', title: 'No groups' },
  { id: 'type', title: 'By type' },
  { id: 'rig', title: 'By rig' },
]

export function ComparisonTools({ counts }: { readonly counts: Readonly<Record<ComparisonFilter, number>> }) {
  const { only, by, words, hideBelowMs } = useComparison()
  return (
    <div className="compared-tools">
      <label>
        <span className="for-readers">Show</span>
        <select value={only} onChange={({ target }) => showOnly(target.value as ComparisonFilter)}>
          {comparisonFilters.map((id) => (
            <option key={id} value={id}>
              {filterTitles[id]} ({counted(counts[id])})
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="for-readers">Group</span>
        <select value={by} onChange={({ target }) => groupComparison(target.value as ComparisonGrouping)}>
          {groupings.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <input
        type="search"
        id="comparison-filter"
        value={words}
        placeholder="Filter by name, path, type or rig"
        aria-label="Filter the compared nodes by name, path, type or rig"
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => filterComparison(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (words === '') event.currentTarget.blur()
          filterComparison('')
        }}
      />
      <label className="check" title="Hides nodes that cost less than this on both sides">
        Hide below
        <input
          type="number"
          className="compared-limit"
          min={0}
          step={0.05}
          value={hideBelowMs}
          onChange={({ target }) => hideCheaperThan(Math.max(0, target.valueAsNumber || 0))}
        />
        ms
      </label>
    </div>
  )
}
