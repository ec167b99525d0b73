// Sorting a table by any column: a new order of node rows, no row objects. Equal rows keep the order they had, unknown ones come last
// whichever way it sorts.
import { ranks } from '../../live/node-order'
import { none, tri, type Capture } from '../capture'
import { isStateColumn, isTextColumn, numberColumn, textColumn, type ColumnId, type NodeTable } from './columns'

export interface Order {
  readonly column: ColumnId
  readonly descending: boolean
}

export function orderRows(table: NodeTable, rows: Uint32Array, { column, descending }: Order): Uint32Array {
  return orderByKey(rows, sortKey(table, column), descending)
}

/** Sorts rows by a number each (NaN is unknown), leaving `rows` as they are. */
export function orderByKey(rows: Uint32Array, key: ArrayLike<number>, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1
  const known = new Uint32Array(rows.length)
  const unknown: number[] = []
  let count = 0
  for (const row of rows) {
    if (Number.isNaN(key[row])) unknown.push(row)
    else known[count++] = row
  }
  known.subarray(0, count).sort((a, b) => sign * ((key[a] as number) - (key[b] as number)))
  known.set(unknown, count)
  return known
}

function sortKey(table: NodeTable, id: ColumnId): ArrayLike<number> {
  const { capture } = table
  if (isTextColumn(id)) {
    const rank = textRanks(capture)
    return Float64Array.from(textColumn(capture, id), (text) => (text === none ? NaN : (rank[text] as number)))
  }
  if (isStateColumn(id)) return Float64Array.from(capture.nodes[id], (state) => (state === tri.unknown ? NaN : state))
  return numberColumn(table, id)
}

const ranksOfCaptures = new WeakMap<Capture, Float64Array>()

/** Each text's place in the alphabet, upper and lower case alike. Captures never change, so it is worked out once for each. */
function textRanks(capture: Capture): Float64Array {
  const known = ranksOfCaptures.get(capture)
  if (known !== undefined) return known
  const lower = capture.texts.map((text) => text.toLowerCase())
  const rank = ranks(lower, lower.length)
  ranksOfCaptures.set(capture, rank)
  return rank
}

/** All nodes of a capture in the order it lists them. */
export const allRows = (capture: Capture): Uint32Array =>
  Uint32Array.from({ length: capture.nodes.count }, (_, row) => row)
