// What is common to all files that come from Maya's profiler: events that evaluate a node are that node's, and so is what happens
// inside them and evaluates no other; all else stands for itself. Times are taken as microseconds. Maya's "Thread Duration" has no documented unit and stays out of every figure.
import { none } from '../capture'
import type { FileRecording } from '../build/build-capture'
import type { RecordingDraft } from './recording-draft'
import { titleOf } from './title-of'

const evaluateNode = 'EvaluateNode'
const unitsPerSecond = 1e6
/** How Maya writes a text that is not there. */
const absent = '(null)'

/** Takes a draft in whose `node` column the texts of descriptions are, `none` where there is none. */
export function mayaRecording(draft: RecordingDraft, format: string): FileRecording | string {
  const { events, nodes, texts } = draft
  if (events.count === 0)
    return 'This recording holds no events, so there is nothing to show. Record while the scene plays, then save it again.'
  const evaluates = texts.internText(evaluateNode)
  const missing = texts.internText(absent)
  const empty = texts.internText('')
  const rowOfPath = new Map<number, number>()
  const nodeOf = (path: number) => {
    let row = rowOfPath.get(path)
    if (row === undefined) rowOfPath.set(path, (row = nodes.atPath(path, texts)))
    return row
  }
  for (let row = 0; row < events.count; row++) {
    const path = events.node[row] as number
    const name = events.name[row] as number
    const isNode = name === evaluates && path !== none && path !== missing && path !== empty
    events.node[row] = isNode ? nodeOf(path) : nodes.event(name, events.category[row] as number)
  }
  draft.note(
    'meaning',
    'Maya does not say which unit its profiler counts in; times are read as microseconds, as its programming interface has them.',
  )
  return {
    format,
    title: titleOf(draft.fileName),
    fileName: draft.fileName,
    conditions: { host: 'Maya' },
    notices: draft.notices,
    events,
    nodes,
    texts,
    threads: draft.threads,
    unitsPerSecond,
    marks: draft.marks,
    framesByPauses: true,
    isTimeline: true,
  }
}
