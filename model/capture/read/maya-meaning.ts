// What is common to all files that come from Maya's profiler: events that evaluate a node are that node's, and so is what happens
// inside them and evaluates no other; all else stands for itself. Where the host's nodes are known, whatever is recorded as evaluation
// of one of them is that node's too: without the evaluation manager, Maya calls these events by many names. Times are taken as microseconds. Maya's "Thread Duration" has no documented unit and stays out of every figure.
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
  const evaluation = evaluationCategories(draft)
  const isKnown = knownNodes(draft)
  const rowOfPath = new Map<number, number>()
  const nodeOf = (path: number) => {
    let row = rowOfPath.get(path)
    if (row === undefined) rowOfPath.set(path, (row = nodes.atPath(path, texts)))
    return row
  }
  for (let row = 0; row < events.count; row++) {
    const path = events.node[row] as number
    const name = events.name[row] as number
    const category = events.category[row] as number
    const isNamed = path !== none && path !== missing && path !== empty
    const isNode = isNamed && (name === evaluates || (evaluation.has(category) && isKnown(path)))
    events.node[row] = isNode ? nodeOf(path) : nodes.event(name, category)
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

/** The texts of categories in which nodes are evaluated, whatever the version of Maya calls them. */
function evaluationCategories({ events, texts }: RecordingDraft): ReadonlySet<number> {
  const categories = new Set<number>()
  for (let row = 0; row < events.count; row++) categories.add(events.category[row] as number)
  return new Set([...categories].filter((text) => text !== none && /evaluation/i.test(texts.textOf(text))))
}

function knownNodes({ texts, isNode }: RecordingDraft): (text: number) => boolean {
  const known = new Map<number, boolean>()
  return (text) => {
    let is = known.get(text)
    if (is === undefined) known.set(text, (is = isNode(texts.textOf(text))))
    return is
  }
}
