// The states of a comparison and of the list of captures by name: before and after a change, once and repeated, without a change, refused,
// under way and failed.
import { useCaptures, type ComparedCaptures } from '../../renderer/store/captures'
import { groupComparison, lookIntoRow, openGroup, showOnly, sortComparison } from '../../renderer/store/comparison'
import { showSection } from '../../renderer/store/view'
import type { Panel } from '../../renderer/view/panel-context'
import { allSummaries, scriptedCapture } from './scripted-captures'
import { calm, type Script } from './scripted-hub'

const comparison = (then: (panel: Panel) => void): Script => ({
  ...calm,
  sessions: 1,
  captures: allSummaries(),
  then: (panel) => {
    showOnly('changed')
    groupComparison('none')
    sortComparison({ column: 'delta', descending: true })
    showSection('evaluation')
    then(panel)
  },
})

const compared =
  (a: readonly string[], b: readonly string[], run: () => void = () => undefined) =>
  ({ actions }: Panel) => {
    const undo = useCaptures.subscribe((captures) => {
      if (captures.compared.kind !== 'ready') return
      undo()
      // After what the view does for each new comparison.
      setTimeout(run, 100)
    })
    actions.captures.compare(a, b)
  }

const standing = (state: ComparedCaptures) => () =>
  useCaptures.setState({ compare: { a: ['before1'], b: ['after1'] }, compared: state })

/** Nodes are those of A's first capture, then those that B alone has. */
const nodeNamed = (name: string): number => {
  const { nodes, texts } = scriptedCapture('before1')
  return nodes.name.findIndex((text) => texts[text] === name)
}

const befores = ['before1', 'before2', 'before3']
const afters = ['after1', 'after2', 'after3']

export const comparisonScripts: Readonly<Record<string, () => Script>> = {
  comparison: () => comparison(compared(['before1'], ['after1'], () => lookIntoRow(5))),
  comparisonChanged: () => comparison(compared(befores, afters, () => lookIntoRow(0))),
  comparisonGroups: () =>
    comparison(
      compared(befores, afters, () => {
        showOnly('all')
        groupComparison('type')
        openGroup(0, true)
        lookIntoRow(-1)
      }),
    ),
  comparisonInconclusive: () =>
    comparison(
      compared(['before1'], ['after1'], () => {
        showOnly('inconclusive')
        lookIntoRow(nodeNamed('dragon:body_skinCluster'))
      }),
    ),
  comparisonSame: () => comparison(compared(['before1'], ['before2'])),
  comparisonRefused: () => comparison(compared(['before1'], ['blender'])),
  comparisonLoading: () => comparison(standing({ kind: 'loading', received: 31e6, total: 122e6 })),
  comparisonComparing: () => comparison(standing({ kind: 'comparing' })),
  comparisonFailed: () =>
    comparison(standing({ kind: 'failed', sentence: 'The hub does not answer: try again once it is connected.' })),
  capturesRemoved: () =>
    comparison(() =>
      useCaptures.setState({
        word: { tone: 'done', sentence: '“Hero v023” was removed.', undo: 'before1', reveal: null },
      }),
    ),
  capturesOpening: () =>
    comparison(() => useCaptures.setState({ opening: { name: 'walk_cycle.profile.txt', sent: 81e6, total: 240e6 } })),
  capturesRefused: () =>
    comparison(() =>
      useCaptures.setState({
        word: {
          ...{ tone: 'refused', undo: null, reveal: null },
          sentence: 'notes.txt is no recording that Rigscope reads: its first line is not that of any format.',
        },
      }),
    ),
}
