// Groups rows by an index column in one pass: the rows of each frame, the events of each thread. Rows keep their order.

export interface RowsBy {
  /** Rows of group g: `rows` from `first[g]` to `first[g + 1]`. */
  readonly first: Uint32Array
  readonly rows: Uint32Array
}

export function rowsBy(groupOf: Uint32Array, groups: number): RowsBy {
  const first = new Uint32Array(groups + 1)
  for (const group of groupOf) first[group + 1] = (first[group + 1] ?? 0) + 1
  for (let group = 0; group < groups; group += 1) first[group + 1] = (first[group + 1] ?? 0) + (first[group] ?? 0)
  const next = first.slice()
  const rows = new Uint32Array(groupOf.length)
  groupOf.forEach((group, row) => {
    rows[next[group] as number] = row
    next[group] = (next[group] as number) + 1
  })
  return { first, rows }
}
