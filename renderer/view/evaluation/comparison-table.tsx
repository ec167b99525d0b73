// The table of a comparison: a row for each node or group with what it cost on both sides, what changed, how sure that is, and how it was
// matched. Which rows there are in which order is comparison-lines.ts's.
import { useCallback, useDeferredValue, useMemo } from 'react'
import { judgedNodes, type Comparison } from '../../../model/capture/compare/compare'
import { verdictCounts } from '../../../model/capture/compare/sentences'
import { counted, reading } from '../../../model/live/digits'
import { lookIntoRow, openGroup, sortComparison, useComparison, type ComparisonColumn } from '../../store/comparison'
import { Grid } from '../grid/grid'
import type { GridColumn } from '../grid/grid-column'
import { comparisonCells, type ComparisonCells } from './comparison-cells'
import { comparisonLines, countsByFilter, groupIn } from './comparison-lines'
import { ComparisonTools } from './comparison-tools'
import { VerdictMark } from './comparison-verdict'

const columns: readonly GridColumn<ComparisonCells, ComparisonColumn>[] = [
  {
    id: 'name',
    title: 'Node',
    cell: ({ name, tree, line }) =>
      tree !== undefined && tree.isOpen !== null ? (
        <>
          <span
            className={`opener ${tree.isOpen ? 'is-open' : ''}`}
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation()
              openGroup(groupIn(line), tree.isOpen !== true)
            }}
          >
            ▸
          </span>
          {name}
        </>
      ) : (
        name
      ),
    tip: ({ path, name }) => path || name,
  },
  { id: 'type', title: 'Type', cell: ({ type }) => type },
  { id: 'a', title: 'A ms', meaning: 'Mean time a frame in A', numeric: true, cell: ({ a }) => a },
  { id: 'b', title: 'B ms', meaning: 'Mean time a frame in B', numeric: true, cell: ({ b }) => b },
  {
    id: 'delta',
    title: 'Change ms',
    meaning: 'B without A, with half the width of its 95 % interval. Sorted by size, whichever way it goes',
    numeric: true,
    cell: ({ delta, apart }) => (
      <>
        {delta} <span className="apart">{apart}</span>
      </>
    ),
  },
  { id: 'share', title: 'Change %', meaning: 'Of its cost in A', numeric: true, cell: ({ share }) => share },
  {
    id: 'count',
    title: 'Count',
    meaning: 'Evaluations a frame, B without A',
    numeric: true,
    cell: ({ count }) => count,
  },
  {
    id: 'verdict',
    title: 'Verdict',
    meaning: 'Slower and faster only where chance is ruled out for all nodes together',
    cell: ({ verdict }) => <VerdictMark verdict={verdict} />,
  },
  { id: 'how', title: 'Matched by', meaning: 'How the node of A was found in B', cell: ({ how }) => how },
]

export function ComparisonTable({ comparison }: { readonly comparison: Comparison }) {
  const { only, by, words, hideBelowMs, sort, opened, active } = useComparison()
  // Typing is never held up by filtering many thousands of nodes.
  const searched = useDeferredValue(words)
  const { lines, nodes, hidden } = useMemo(
    () => comparisonLines(comparison, { only, by, words: searched, hideBelowMs, sort, opened }),
    [comparison, only, by, searched, hideBelowMs, sort, opened],
  )
  const counts = useMemo(() => countsByFilter(verdictCounts(judgedNodes(comparison))), [comparison])
  const rowsIn = useCallback(
    (first: number, last: number) => comparisonCells(comparison, lines.subarray(first, last + 1), by, opened),
    [comparison, lines, by, opened],
  )
  const activeIndex = useMemo(() => (active === null ? -1 : lines.indexOf(active)), [lines, active])
  const choose = (index: number) => lookIntoRow(lines[index] ?? null)
  const onSide = (side: 'left' | 'right') => {
    if (active === null || by === 'none') return
    if (active < 0) return openGroup(groupIn(active), side === 'right')
    // From a node Left goes up to its group.
    if (side === 'left') {
      const above = lines.subarray(0, activeIndex + 1).findLastIndex((line) => line < 0)
      if (above >= 0) choose(above)
    }
  }
  const total = comparison.nodes.count
  const measure = comparison.measure === 'self' ? 'own' : 'inclusive'
  return (
    <section className="box compared-box" aria-label="Compared nodes">
      <header className="box-head">
        <h2>Nodes</h2>
        <p>
          {nodes === total ? counted(total) : `${counted(nodes)} of ${counted(total)}`}, {measure}{' '}
          {comparison.sides.a[0]?.time === 'processor' ? 'processor time' : 'wall-clock time'} a frame
        </p>
      </header>
      <ComparisonTools counts={counts} />
      <Grid
        id="comparison-table"
        label="Compared nodes"
        columns={columns}
        count={lines.length}
        rowsIn={rowsIn}
        sort={sort}
        onSort={sortComparison}
        activeIndex={activeIndex}
        isChosen={({ line }) => line === active}
        onChoose={choose}
        onClear={() => lookIntoRow(null)}
        {...(by === 'none' ? {} : { onSide })}
        nothing={nothingText(only, words !== '', hidden.nodes > 0)}
      />
      <p className="compared-hidden" role="status">
        {hidden.nodes === 0
          ? 'No node is hidden by cost.'
          : `${counted(hidden.nodes)} node${hidden.nodes === 1 ? '' : 's'} hidden: ${reading(hidden.a)} ms in A, ${reading(hidden.b)} ms in B.`}
      </p>
    </section>
  )
}

function nothingText(only: string, isFiltered: boolean, isHidden: boolean): string {
  if (isFiltered) return 'No node matches. Press Esc in the filter to see all.'
  if (isHidden) return 'All of these nodes cost less than the limit.'
  return only === 'changed' ? 'No node changed. Choose “All nodes” to see every one.' : 'No node is of this kind.'
}
