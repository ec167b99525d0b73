// Which node of one capture is which of another: by stable id, then path, then path without namespaces, then type and place among its
// siblings. What fits more than one stays unmatched: a wrong pair would show a change that nobody made.
import { none, textOf, type Capture } from '../capture'

/** How a node was matched; values of `NodeMatch.how`. */
export const matchedBy = { nothing: 0, stableId: 1, path: 2, pathWithoutNamespaces: 3, typeAndPlace: 4 } as const

export interface NodeMatch {
  /** For each node of `from` its row in `to`; `none` where there is none. */
  readonly row: Uint32Array
  readonly how: Uint8Array
}

export function matchNodes(from: Capture, to: Capture): NodeMatch {
  const row = new Uint32Array(from.nodes.count).fill(none)
  const how = new Uint8Array(from.nodes.count)
  const taken = new Uint8Array(to.nodes.count)
  const state = { from, to, row, how, taken }
  matchByText(state, (capture, node) => textOf(capture, capture.nodes.stableId[node]), matchedBy.stableId)
  matchByText(state, (capture, node) => textOf(capture, capture.nodes.path[node]), matchedBy.path)
  matchByText(state, barePath, matchedBy.pathWithoutNamespaces)
  // Each round can match children of those matched in the round before.
  while (matchByPlace(state));
  return { row, how }
}

interface Matching extends NodeMatch {
  readonly from: Capture
  readonly to: Capture
  readonly taken: Uint8Array
}

function barePath(capture: Capture, node: number): string | null {
  return textOf(capture, capture.nodes.path[node])?.replace(/[^|/:]*:/g, '') ?? null
}

type TextOfNode = (capture: Capture, node: number) => string | null

const ambiguous = -1
const unclaimed = -2

function matchByText({ from, to, row, how, taken }: Matching, text: TextOfNode, way: number): void {
  if (!row.includes(none)) return
  const byText = new Map<string, number>()
  for (let node = 0; node < to.nodes.count; node++) {
    const key = taken[node] === 1 ? null : text(to, node)
    if (key !== null) byText.set(key, byText.has(key) ? ambiguous : node)
  }
  if (byText.size === 0) return
  const claimedBy = new Int32Array(to.nodes.count).fill(unclaimed)
  for (let node = 0; node < from.nodes.count; node++) {
    if (row[node] !== none) continue
    const key = text(from, node)
    const found = key === null ? undefined : byText.get(key)
    if (found !== undefined && found !== ambiguous) claimedBy[found] = claimedBy[found] === unclaimed ? node : ambiguous
  }
  claimedBy.forEach((node, found) => {
    if (node >= 0) pair({ row, how, taken }, node, found, way)
  })
}

function pair({ row, how, taken }: Pick<Matching, 'row' | 'how' | 'taken'>, node: number, found: number, way: number) {
  row[node] = found
  how[node] = way
  taken[found] = 1
}

/** Pairs what is left under matched parents where both sides have as many of a type. Gives whether any were paired. */
function matchByPlace(state: Matching): boolean {
  const { from, to, row, taken } = state
  const left = siblings(
    from,
    (node) => row[node] === none,
    (parent) => row[parent] as number,
  )
  if (left.size === 0) return false
  const right = siblings(
    to,
    (node) => taken[node] === 0,
    (parent) => parent,
  )
  let paired = false
  for (const [place, nodes] of left) {
    const others = right.get(place)
    if (others?.length !== nodes.length) continue
    paired = true
    nodes.forEach((node, at) => pair(state, node, others[at] as number, matchedBy.typeAndPlace))
  }
  return paired
}

/** Nodes by their type and the row of their parent in `to`, in the order in which the capture lists them. */
function siblings(capture: Capture, isLeft: (node: number) => boolean, parentInTo: (parent: number) => number) {
  const found = new Map<string, number[]>()
  const { parent, kind, count } = capture.nodes
  for (let node = 0; node < count; node++) {
    const above = parent[node] as number
    if (above === none || !isLeft(node)) continue
    const place = parentInTo(above)
    const type = textOf(capture, kind[node])
    if (place === none || type === null) continue
    const key = `${place} ${type}`
    const list = found.get(key)
    if (list === undefined) found.set(key, [node])
    else list.push(node)
  }
  return found
}
