// How the Evaluation section is set: what a capture is asked for, how its table is filtered, grouped, sorted and cut, which row is read.
// Captures themselves are store/captures.ts's. What people would set again is kept in the browser.
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { parseFilter, type Filter, type Term } from '../../model/capture/table/filter'
import type { GroupBy } from '../../model/capture/table/group'

export type CaptureColumn = 'name' | 'type' | 'rig' | 'self' | 'inclusive' | 'selfP95' | 'selfMax' | 'count' | 'share'

export interface CaptureSort {
  readonly column: CaptureColumn
  readonly descending: boolean
}

export type Grouping = 'none' | GroupBy

/** A row of the table that stays itself however rows are sorted; texts and nodes are the capture's rows. */
export type LineName =
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'group'; readonly text: number }
  /** Holds the nodes that were not listed in any frame. */
  | { readonly kind: 'unlisted' }

/** The numbers of both units are kept, so that switching loses none. */
export interface PlanWish {
  readonly unit: 'frames' | 'seconds'
  readonly frames: number
  readonly seconds: number
  readonly passes: number
}

interface Evaluation {
  readonly plan: PlanWish
  /** As typed. */
  readonly filter: string
  /** What of it is not understood; the terms before it stay in force. */
  readonly misread: Extract<Filter, { kind: 'misread' }> | null
  readonly terms: readonly Term[]
  readonly grouping: Grouping
  /** Milliseconds a frame. */
  readonly hideBelowMs: number
  readonly selectionOnly: boolean
  readonly sort: CaptureSort
  /** Keys of the groups that are open: `lineKey` of each. */
  readonly opened: ReadonlySet<string>
  /** The capture whose rows `opened` and `active` name. */
  readonly of: string | null
  readonly active: LineName | null
  /** Rises when the table is to scroll to the active row. */
  readonly reveal: number
}

export const mostFrames = 10_000
export const mostSeconds = 600
export const mostPasses = 20

export const useEvaluation = create<Evaluation>()(
  persist(
    (): Evaluation => ({
      plan: { unit: 'frames', frames: 60, seconds: 5, passes: 1 },
      filter: '',
      misread: null,
      terms: [],
      grouping: 'none',
      hideBelowMs: 0.01,
      selectionOnly: false,
      sort: { column: 'self', descending: true },
      opened: new Set(),
      of: null,
      active: null,
      reveal: 0,
    }),
    {
      name: 'rigscope.evaluation',
      version: 1,
      partialize: ({ plan, grouping, hideBelowMs }) => ({ plan, grouping, hideBelowMs }),
    },
  ),
)

export const planCapture = (change: Partial<PlanWish>) =>
  useEvaluation.setState(({ plan }) => ({ plan: { ...plan, ...change } }))
export const filterCapture = (filter: string) => {
  const read = parseFilter(filter)
  if (read.kind === 'filter') useEvaluation.setState({ filter, misread: null, terms: read.terms })
  else useEvaluation.setState({ filter, misread: read })
}
export const groupCapture = (grouping: Grouping) => useEvaluation.setState({ grouping })
export const hideBelow = (hideBelowMs: number) => useEvaluation.setState({ hideBelowMs })
export const showSelectionOnly = (selectionOnly: boolean) => useEvaluation.setState({ selectionOnly })
export const sortCapture = (sort: CaptureSort) => useEvaluation.setState({ sort })
export const readLine = (active: LineName | null) => useEvaluation.setState({ active })

/** Reads a line and has the table scroll to it. */
export const goToLine = (active: LineName) => useEvaluation.setState(({ reveal }) => ({ active, reveal: reveal + 1 }))

export const lineKey = (line: LineName): string =>
  line.kind === 'node' ? `n${line.node}` : line.kind === 'group' ? `g${line.text}` : 'unlisted'

export const openGroup = (key: string, isOpen: boolean) =>
  useEvaluation.setState(({ opened }) => {
    const next = new Set(opened)
    if (isOpen) next.add(key)
    else next.delete(key)
    return { opened: next }
  })

/** Rows are a capture's own: with another one they mean nothing. */
export const readCapture = (capture: string) =>
  useEvaluation.setState(({ of }) => (of === capture ? {} : { of: capture, active: null, opened: new Set() }))

/** What is asked of the hub. */
export const planOf = ({ unit, frames, seconds, passes }: PlanWish) =>
  unit === 'frames' ? { frames, seconds: null, passes } : { frames: null, seconds, passes }

export const planWords = ({ unit, frames, seconds, passes }: PlanWish): string => {
  const length = unit === 'frames' ? counted(frames, 'frame') : counted(seconds, 'second')
  return passes === 1 ? length : `${length}, ${passes} times`
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
