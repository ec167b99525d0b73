// Whether the columns of a capture keep what every view relies on: indices within range, parents without a circle, rows in order,
// times that are numbers. Lengths are decode-capture.ts's.
import { none, tri, type Capture } from './capture'

/** A sentence on the first thing that is wrong, or null. */
export function objectionTo(capture: Capture): string | null {
  const { nodes, frames, costs, events, links, texts, threads } = capture
  const wrong = (what: string) => `This capture is damaged: ${what}.`
  for (const name of nodeTexts)
    if (!areWithin(nodes[name], texts.length)) return wrong(`the ${name} of a node is no text of it`)
  if (!areWithin(nodes.parent, nodes.count)) return wrong('the parent of a node is no node')
  if (hasCircle(nodes.parent)) return wrong('a node is its own ancestor')
  if (!nodes.cycle.every(isTri) || !nodes.gpu.every(isTri)) return wrong('a state of a node is none of three')
  for (const name of ['number', 'start', 'wall', 'evaluation', 'drawSubmit'] as const)
    if (!areNumbersOrUnknown(frames[name])) return wrong(`the ${name} of a frame is infinite`)
  const { first, frame } = costs
  if (first[0] !== 0 || first[nodes.count] !== frame.length || !isRising(first))
    return wrong('its costs are not in order of node')
  for (let row = 0; row < nodes.count; row += 1)
    if (!isRising(frame.subarray(first[row], first[row + 1])))
      return wrong('the costs of a node are not in order of frame')
  if (frame.some((index) => index >= frames.count)) return wrong('a cost belongs to no frame')
  if (!areTimes(costs.self) || !areTimes(costs.inclusive)) return wrong('a cost is negative or infinite')
  if (events !== null) {
    if (!areWithin(events.name, texts.length) || !areWithin(events.category, texts.length))
      return wrong('the name of an event is no text of it')
    if (!areWithin(events.node, nodes.count)) return wrong('an event belongs to no node')
    if (events.thread.some((index) => index >= threads.length)) return wrong('an event belongs to no thread')
    if (!areWithin(events.parent, events.count)) return wrong('the event around an event is none')
    if (hasCircle(events.parent)) return wrong('an event lies within itself')
    if (!isRisingInTime(events.start)) return wrong('its events are not in order of start')
    if (!areTimes(events.duration) || !areTimes(events.self))
      return wrong('the duration of an event is negative or infinite')
  }
  if (links !== null && (!areRows(links.from, nodes.count) || !areRows(links.to, nodes.count)))
    return wrong('a link leads to no node')
  return null
}

const nodeTexts = [
  ...(['name', 'path', 'kind', 'rig', 'namespace', 'component', 'stableId', 'gpuWhy', 'reason'] as const),
] as const

const isTri = (value: number): boolean => value <= tri.yes

function areWithin(indices: Uint32Array, count: number): boolean {
  for (let i = 0; i < indices.length; i += 1) {
    const index = indices[i] as number
    if (index >= count && index !== none) return false
  }
  return true
}

const areRows = (indices: Uint32Array, count: number): boolean => indices.every((index) => index < count)

function isRising(values: Uint32Array): boolean {
  for (let i = 1; i < values.length; i += 1) if ((values[i] as number) < (values[i - 1] as number)) return false
  return true
}

/** Unknown starts would break the order too. */
function isRisingInTime(starts: Float64Array): boolean {
  let last = -Infinity
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] as number
    if (!Number.isFinite(start) || start < last) return false
    last = start
  }
  return true
}

const areNumbersOrUnknown = (values: Float64Array): boolean =>
  values.every((value) => Number.isFinite(value) || Number.isNaN(value))

function areTimes(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number
    if (value < 0 || value === Infinity) return false
  }
  return true
}

/** Walks up from each row once; what was walked before is known to end. */
function hasCircle(parents: Uint32Array): boolean {
  if (parents.every((parent, row) => parent === none || parent < row)) return false
  const walkOf = new Uint32Array(parents.length)
  for (let row = 0; row < parents.length; row += 1) {
    for (let at = row; at !== none && walkOf[at] !== row + 1; at = parents[at] as number) {
      if (walkOf[at] !== 0) break
      walkOf[at] = row + 1
      const above = parents[at] as number
      if (above !== none && walkOf[above] === row + 1) return true
    }
  }
  return false
}
