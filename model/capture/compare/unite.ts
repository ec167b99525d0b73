// One list of nodes for all captures of a comparison: each node once, with its row in every capture that has it. Costs are left to
// unit-costs.ts.
import { none, textOf, type Capture } from '../capture'
import { matchNodes, matchedBy } from './match'

export interface UnitedNodes {
  readonly count: number
  /** Capture (in the order given) and row that a node is shown by. */
  readonly capture: Uint32Array
  readonly row: Uint32Array
  /** For each capture the row of each node; `none` where it does not have it. */
  readonly rowIn: readonly Uint32Array[]
  /** `matchedBy`: how the first capture's node was found in the first one that was asked about. */
  readonly how: Uint8Array
}

/** The first capture is what the others are matched to; `how` is told of `captures[asked]`. */
export function uniteNodes(captures: readonly Capture[], asked: number): UnitedNodes {
  const [reference, ...others] = captures
  if (reference === undefined) throw new Error('Uniting nodes takes at least one capture.')
  const capture: number[] = new Array<number>(reference.nodes.count).fill(0)
  const row: number[] = Array.from({ length: reference.nodes.count }, (_, node) => node)
  const added = new Map<string, number>()
  const places: Uint32Array[] = [Uint32Array.from(row)]
  const how: number[] = []
  others.forEach((other, before) => {
    const index = before + 1
    const match = matchNodes(other, reference)
    const rowIn = new Uint32Array(capture.length + other.nodes.count).fill(none)
    for (let node = 0; node < other.nodes.count; node++) {
      let united = match.row[node] as number
      if (united === none) {
        const key = textOf(other, other.nodes.stableId[node]) ?? textOf(other, other.nodes.path[node])
        const known = key === null ? undefined : added.get(key)
        // Two of a name in one capture are two nodes.
        if (known !== undefined && rowIn[known] === none) united = known
        else {
          united = capture.push(index) - 1
          row.push(node)
          if (key !== null && known === undefined) added.set(key, united)
        }
      }
      rowIn[united] = node
      if (index === asked) how[united] = match.how[node] as number
    }
    places.push(rowIn)
  })
  const count = capture.length
  return {
    count,
    capture: Uint32Array.from(capture),
    row: Uint32Array.from(row),
    rowIn: places.map((rows) => resized(rows, count)),
    how: Uint8Array.from({ length: count }, (_, node) => how[node] ?? matchedBy.nothing),
  }
}

function resized(rows: Uint32Array, count: number): Uint32Array {
  const found = new Uint32Array(count).fill(none)
  found.set(rows.subarray(0, count))
  return found
}
