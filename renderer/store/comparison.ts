// How a comparison is looked at: what is picked for its sides, which rows are seen in which order, and which one is looked into. What was
// found is store/captures.ts's.
import { create } from 'zustand'

export const comparisonColumns = ['name', 'type', 'a', 'b', 'delta', 'share', 'count', 'verdict', 'how'] as const
export type ComparisonColumn = (typeof comparisonColumns)[number]

/** Which rows are seen; `changed` are slower, faster, new and gone ones. */
export const comparisonFilters = ['changed', 'slower', 'faster', 'newAndGone', 'inconclusive', 'all'] as const
export type ComparisonFilter = (typeof comparisonFilters)[number]
export type ComparisonGrouping = 'none' | 'type' | 'rig'

export interface ComparisonSort {
  readonly column: ComparisonColumn
  readonly descending: boolean
}

export interface ComparisonSettings {
  readonly only: ComparisonFilter
  readonly by: ComparisonGrouping
  /** Words that must all be in a node's name, path, type or rig. */
  readonly words: string
  /** Nodes that cost less on both sides are hidden: milliseconds, as typed. */
  readonly hideBelowMs: number
  readonly sort: ComparisonSort
  /** Groups whose nodes are seen. */
  readonly opened: ReadonlySet<number>
}

interface ComparisonView extends ComparisonSettings {
  readonly picked: { readonly a: readonly string[]; readonly b: readonly string[] }
  /** A node (from 0), or a group (below 0, as its complement); null where none is looked into. */
  readonly active: number | null
}

const fresh = { opened: new Set<number>(), active: null } as const

export const useComparison = create<ComparisonView>(() => ({
  picked: { a: [], b: [] },
  only: 'changed',
  by: 'none',
  words: '',
  hideBelowMs: 0,
  sort: { column: 'delta', descending: true },
  ...fresh,
}))

export const showOnly = (only: ComparisonFilter) => useComparison.setState({ only })
export const groupComparison = (by: ComparisonGrouping) => useComparison.setState({ by, ...fresh })
export const filterComparison = (words: string) => useComparison.setState({ words })
export const hideCheaperThan = (hideBelowMs: number) => useComparison.setState({ hideBelowMs })
export const sortComparison = (sort: ComparisonSort) => useComparison.setState({ sort })
export const lookIntoRow = (active: number | null) => useComparison.setState({ active })
/** Another comparison: its nodes are others. */
export const forgetComparedRows = () => useComparison.setState(fresh)

export const openGroup = (group: number, isOpen: boolean) =>
  useComparison.setState(({ opened }) => {
    const next = new Set(opened)
    if (isOpen) next.add(group)
    else next.delete(group)
    return { opened: next }
  })

export const pickSides = (a: readonly string[], b: readonly string[]) => useComparison.setState({ picked: { a, b } })

/** Puts a capture on a side or takes it off; it is never on both. */
export const togglePick = (side: 'a' | 'b', capture: string) =>
  useComparison.setState(({ picked }) => {
    const isOn = picked[side].includes(capture)
    const without = (ids: readonly string[]) => ids.filter((id) => id !== capture)
    const [a, b] = [without(picked.a), without(picked.b)]
    if (isOn) return { picked: { a, b } }
    return { picked: side === 'a' ? { a: [...a, capture], b } : { a, b: [...b, capture] } }
  })
