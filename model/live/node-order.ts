// Which nodes a table shows and in what order, over columns of up to some ten thousands of nodes: an order of slots, no row objects.
// The table's looks and its columns are left to the view.

/** Slots [0, count) whose lower-case text holds every word of the query; all where the query is blank. */
export function matchingSlots(
  haystack: readonly string[],
  count: number,
  query: string,
  keep: (slot: number) => boolean,
): Uint32Array {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const slots = new Uint32Array(count)
  let found = 0
  for (let slot = 0; slot < count; slot++) {
    const text = haystack[slot] as string
    if (keep(slot) && words.every((word) => text.includes(word))) slots[found++] = slot
  }
  return slots.subarray(0, found)
}

/** Sorts slots by a number each, unknown (NaN) last whichever way, equal ones by `tie`. In place. */
export function sortByNumber(
  slots: Uint32Array,
  key: Float64Array,
  descending: boolean,
  tie: Float64Array,
): Uint32Array {
  const sign = descending ? -1 : 1
  return slots.sort((a, b) => {
    const x = key[a] as number
    const y = key[b] as number
    if (x !== x || y !== y) return (x !== x ? 1 : 0) - (y !== y ? 1 : 0) || (tie[a] as number) - (tie[b] as number)
    return sign * (x - y) || (tie[a] as number) - (tie[b] as number)
  })
}

/** Each text's place in the order of all texts, equal texts sharing one: what makes sorting by name a sort by number. */
export function ranks(texts: readonly string[], count: number): Float64Array {
  const order = Uint32Array.from({ length: count }, (_, slot) => slot)
  order.sort((a, b) => {
    const x = texts[a] as string
    const y = texts[b] as string
    return x < y ? -1 : x > y ? 1 : 0
  })
  const rank = new Float64Array(count)
  for (let place = 1; place < count; place++) {
    const slot = order[place] as number
    const before = order[place - 1] as number
    rank[slot] = (rank[before] as number) + (texts[slot] === texts[before] ? 0 : 1)
  }
  return rank
}
