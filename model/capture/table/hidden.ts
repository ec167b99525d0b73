// Leaving cheap nodes out of a table: those whose own time stays below a limit, with how many they are and what they cost together.
// Nodes whose time is unknown are never hidden: they may be the costly ones.
import type { NodeTable } from './columns'

export interface Shown {
  readonly rows: Uint32Array
  readonly hidden: {
    readonly nodes: number
    /** Own seconds per frame of all hidden nodes together. */
    readonly self: number
  }
}

/** Keeps the rows with at least `limit` own seconds in the mean frame, in their order. */
export function hideBelow({ figures }: NodeTable, rows: Uint32Array, limit: number): Shown {
  const kept = new Uint32Array(rows.length)
  let count = 0
  let self = 0
  for (const row of rows) {
    const mean = figures.self.mean[row] as number
    if (mean < limit) self += mean
    else kept[count++] = row
  }
  return { rows: kept.subarray(0, count), hidden: { nodes: rows.length - count, self } }
}
