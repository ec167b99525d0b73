// Which captures have to go so that what is kept stays within bounds: the oldest ones that nobody pinned.

export interface Budget {
  readonly bytes: number
  readonly captures: number
}

/** What a workstation spares without anybody noticing, and a list can still be read. */
export const defaultBudget: Budget = { bytes: 2 * 1024 ** 3, captures: 200 }

export interface Kept {
  readonly capture: string
  readonly bytes: number
  readonly addedAt: number
  readonly isPinned: boolean
}

/** In the order in which they go. Where pinned ones alone take more, the budget is exceeded: nobody loses what was pinned. */
export function beyondBudget(kept: readonly Kept[], newest: string, { bytes, captures }: Budget): string[] {
  let total = kept.reduce((sum, one) => sum + one.bytes, 0)
  let count = kept.length
  const gone: string[] = []
  const oldestFirst = [...kept].sort((a, b) => a.addedAt - b.addedAt)
  for (const one of oldestFirst) {
    if (total <= bytes && count <= captures) break
    if (one.isPinned || one.capture === newest) continue
    total -= one.bytes
    count -= 1
    gone.push(one.capture)
  }
  return gone
}
