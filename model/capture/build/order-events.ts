// Puts events in order of start, the longer first where two start together: the order in which they nest. A natural merge
// sort, because files are written nearly in order: one that is in order costs one look.
import type { EventColumns } from './event-columns'

/** Rows of the events in order; null when they are in order already. */
export function eventOrder(columns: EventColumns): Uint32Array | null {
  const { count, start, duration } = columns
  const isBefore = (a: number, b: number) => {
    const apart = (start[a] as number) - (start[b] as number)
    return apart < 0 || (apart === 0 && (duration[a] as number) > (duration[b] as number))
  }
  let runs: number[] = [0]
  for (let row = 1; row < count; row++) if (isBefore(row, row - 1)) runs.push(row)
  if (runs.length === 1) return null
  runs.push(count)
  let from = new Uint32Array(count)
  for (let row = 0; row < count; row++) from[row] = row
  let to = new Uint32Array(count)
  while (runs.length > 2) {
    const merged: number[] = []
    for (let run = 0; run + 1 < runs.length; run += 2) {
      const first = runs[run] as number
      const middle = runs[run + 1] as number
      const last = runs[run + 2] ?? middle
      merged.push(first)
      // What is in order as it is, as frames are that follow one another, is only moved.
      if (middle === last || !isBefore(from[middle] as number, from[middle - 1] as number))
        to.set(from.subarray(first, last), first)
      else merge(columns, from, to, first, middle, last)
    }
    merged.push(count)
    runs = merged
    ;[from, to] = [to, from]
  }
  return from
}

/** Merges two runs of rows; the left one goes first where both are equal. */
function merge(
  { start, duration }: EventColumns,
  from: Uint32Array,
  to: Uint32Array,
  first: number,
  middle: number,
  last: number,
): void {
  let left = first
  let right = middle
  let out = first
  let leftRow = from[left] as number
  let rightRow = from[right] as number
  let leftStart = start[leftRow] as number
  let rightStart = start[rightRow] as number
  for (;;) {
    const rightFirst =
      rightStart < leftStart ||
      (rightStart === leftStart && (duration[rightRow] as number) > (duration[leftRow] as number))
    if (rightFirst) {
      to[out++] = rightRow
      if (++right === last) return to.set(from.subarray(left, middle), out)
      rightRow = from[right] as number
      rightStart = start[rightRow] as number
    } else {
      to[out++] = leftRow
      if (++left === middle) return to.set(from.subarray(right, last), out)
      leftRow = from[left] as number
      leftStart = start[leftRow] as number
    }
  }
}

/** Orders the events and cuts the columns to their length. The old columns are let go one by one: only one is there twice. */
export function orderEvents(columns: EventColumns): void {
  const order = eventOrder(columns)
  const doubles = (column: Float64Array) => {
    if (order === null) return column.slice(0, columns.count)
    const ordered = new Float64Array(order.length)
    for (let row = 0; row < order.length; row++) ordered[row] = column[order[row] as number] as number
    return ordered
  }
  const indices = (column: Uint32Array) => {
    if (order === null) return column.slice(0, columns.count)
    const ordered = new Uint32Array(order.length)
    for (let row = 0; row < order.length; row++) ordered[row] = column[order[row] as number] as number
    return ordered
  }
  columns.start = doubles(columns.start)
  columns.duration = doubles(columns.duration)
  columns.name = indices(columns.name)
  columns.category = indices(columns.category)
  columns.node = indices(columns.node)
  columns.thread = indices(columns.thread)
}
