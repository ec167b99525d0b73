// Puts events in order of start, the longer first where two start together: the order in which they nest. A natural merge
// sort, because files are written nearly in order: one that is in order costs one look.
import type { EventColumns } from './event-columns'

/** Rows of the events in order; null when they are in order already. */
export function eventOrder({ count, start, duration }: EventColumns): Uint32Array | null {
  const isBefore = (a: number, b: number) => {
    const apart = (start[a] as number) - (start[b] as number)
    return apart < 0 || (apart === 0 && (duration[a] as number) > (duration[b] as number))
  }
  let runs: number[] = [0]
  for (let row = 1; row < count; row++) if (isBefore(row, row - 1)) runs.push(row)
  if (runs.length === 1) return null
  runs.push(count)
  let from = Uint32Array.from({ length: count }, (_, row) => row)
  let to = new Uint32Array(count)
  while (runs.length > 2) {
    const merged: number[] = []
    for (let run = 0; run + 1 < runs.length; run += 2) {
      const first = runs[run] as number
      const middle = runs[run + 1] as number
      const last = runs[run + 2] ?? middle
      merged.push(first)
      let left = first
      let right = middle
      let out = first
      while (left < middle && right < last)
        to[out++] = isBefore(from[right] as number, from[left] as number)
          ? (from[right++] as number)
          : (from[left++] as number)
      if (left < middle) to.set(from.subarray(left, middle), out)
      else to.set(from.subarray(right, last), out)
    }
    merged.push(count)
    runs = merged
    ;[from, to] = [to, from]
  }
  return from
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
