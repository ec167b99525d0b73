// The states of the Evaluation section by name: with a capture, grouped, filtered, being taken, failed, and with none yet. Those of the rest
// of the panel are scripts.ts's, those of a comparison its own.
import type { CaptureState, CaptureSummary } from '../../hub/captures/api'
import type { Capture } from '../../model/capture/capture'
import { useCaptures } from '../../renderer/store/captures'
import { filterCapture, goToLine, openGroup, useEvaluation } from '../../renderer/store/evaluation'
import { showSection } from '../../renderer/store/view'
import { captureOf } from '../model/capture/table/capture-of'
import { allSummaries, scriptedCapture, summaryFor } from './scripted-captures'
import { allCapabilities, session } from './scripted-data'
import { calm, type Script } from './scripted-hub'

const evaluation = (change: Partial<Script>, then: () => void = () => undefined): Script => ({
  ...calm,
  sessions: 1,
  captures: allSummaries(),
  ...change,
  then: () => {
    useEvaluation.setState({ grouping: 'none', hideBelowMs: 0.01 })
    then()
    showSection('evaluation')
  },
})

/** Runs once the shown capture is read, as somebody would go on. */
const onceShown = (run: () => void) => {
  const undo = useEvaluation.subscribe(({ of }) => {
    if (of === null) return
    undo()
    run()
  })
}

const nodeNamed = (id: string, name: string): number => {
  const { nodes, texts } = scriptedCapture(id)
  return nodes.name.findIndex((text) => texts[text] === name)
}

const taking = (state: CaptureState): CaptureSummary => ({
  capture: 'taking',
  title: 'Hero v026',
  addedAt: Date.now() / 1000 - 3,
  madeAt: null,
  session,
  state,
  isPinned: false,
  content: null,
})

const shown = (id: string) => useCaptures.setState({ shown: id, loaded: { kind: 'none' } })

/** A scene of 50,000 nodes in eight frames. */
const manyNodes = (): Capture =>
  captureOf({
    title: 'City, 50,000 nodes',
    wall: Array.from({ length: 8 }, () => 310),
    nodes: Array.from({ length: 50_000 }, (_, at) => ({
      name: `node_${at}`,
      path: `|set${at % 40}|node_${at}`,
      kind: ['joint', 'skinCluster', 'parentConstraint', 'mesh'][at % 4] ?? 'mesh',
      rig: `set${at % 40}`,
      self: Array.from({ length: 8 }, (_, frame) => ((at * 7919 + frame * 13) % 1000) / 4000),
    })),
  })

export const evaluationScripts: Readonly<Record<string, () => Script>> = {
  evaluation: () =>
    evaluation({}, () => onceShown(() => goToLine({ kind: 'node', node: nodeNamed('after3', 'hero:body_deltaMush') }))),
  evaluationWhole: () => evaluation({}),
  evaluationGroups: () =>
    evaluation({}, () => {
      useEvaluation.setState({ grouping: 'type' })
      onceShown(() => {
        const { nodes } = scriptedCapture('after3')
        const text = nodes.kind[0] ?? 0
        openGroup(`g${text}`, true)
        goToLine({ kind: 'group', text })
      })
    }),
  evaluationMisread: () => evaluation({}, () => filterCapture('type:joint self>much')),
  evaluationNothing: () => evaluation({}, () => filterCapture('self>90')),
  evaluationSelection: () => evaluation({}, () => useEvaluation.setState({ selectionOnly: true })),
  evaluationProcessor: () =>
    evaluation({ captures: [summaryFor('blender')] }, () =>
      onceShown(() => goToLine({ kind: 'node', node: nodeNamed('blender', 'hero:body_skinCluster') })),
    ),
  evaluationNone: () => evaluation({ captures: [] }),
  evaluationNoSession: () => evaluation({ captures: [], sessions: 0 }),
  evaluationCannot: () =>
    evaluation({ captures: [], capabilities: allCapabilities.filter((one) => one !== 'capture') }),
  evaluationWarmingUp: () => evaluation({ captures: [taking({ kind: 'warmingUp' })] }, () => shown('taking')),
  evaluationRecording: () =>
    evaluation({
      captures: [taking({ kind: 'recording', unit: 'frames', done: 21, wanted: 60 }), ...allSummaries()],
    }),
  evaluationReading: () =>
    evaluation({ captures: [taking({ kind: 'reading', bytes: 31e6, total: 84e6 })] }, () => shown('taking')),
  evaluationFailed: () => {
    const sentence = 'Blender was closed while it was recording: start it again and capture anew.'
    return evaluation({ captures: [taking({ kind: 'failed', sentence })] }, () =>
      useCaptures.setState({ shown: 'taking', loaded: { kind: 'failed', sentence } }),
    )
  },
  evaluationLoading: () =>
    evaluation({}, () =>
      useCaptures.setState({ shown: 'after2', loaded: { kind: 'loading', received: 12e6, total: 45e6 } }),
    ),
  evaluationMany: () =>
    evaluation({}, () =>
      useCaptures.setState({ shown: 'after2', loaded: { kind: 'ready', id: 'after2', capture: manyNodes() } }),
    ),
  evaluationHubGone: () => evaluation({ link: { kind: 'unreachable', sinceMs: performance.now() - 8000, attempt: 4 } }),
}
