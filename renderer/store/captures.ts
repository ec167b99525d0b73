// Which captures there are, which one is looked at, and which two sides are compared. Bytes come from the feed and columns are never
// copied; how a comparison is sorted and filtered is store/comparison.ts's.
import { create } from 'zustand'
import type { CaptureSummary } from '../../hub/captures/api'
import type { Capture } from '../../model/capture/capture'
import type { Comparison } from '../../model/capture/compare/compare'
import type { GuardSentence } from '../../model/capture/compare/guard'

/** How far the capture that is shown has come to the page. While the hub still makes it, it is `none` and the list tells its state. */
export type LoadedCapture =
  | { readonly kind: 'none' }
  /** Bytes; `total` is null where the hub did not say. */
  | { readonly kind: 'loading'; readonly received: number; readonly total: number | null }
  | { readonly kind: 'ready'; readonly id: string; readonly capture: Capture }
  | { readonly kind: 'failed'; readonly sentence: string }

/** Ids of captures: each side is one capture or several of the same thing. */
export interface ComparedIds {
  readonly a: readonly string[]
  readonly b: readonly string[]
}

export type ComparedCaptures =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly received: number; readonly total: number | null }
  | { readonly kind: 'comparing' }
  /** They mean different things: the guards say which. */
  | { readonly kind: 'refused'; readonly guards: readonly GuardSentence[] }
  | { readonly kind: 'ready'; readonly comparison: Comparison; readonly guards: readonly GuardSentence[] }
  | { readonly kind: 'failed'; readonly sentence: string }

/** A file on its way to the hub. Bytes. */
export interface OpeningFile {
  readonly name: string
  readonly sent: number
  readonly total: number
}

/** What came of the last thing asked; `undo` names a capture that was just removed and can come back, `reveal` shows a file that was
 *  just saved in its folder. */
export interface CaptureWord {
  readonly tone: 'done' | 'refused'
  readonly sentence: string
  readonly undo: string | null
  readonly reveal: (() => void) | null
}

/** A capture that is taken again, to be compared with the one before it. */
export interface TakenAgain {
  readonly before: readonly string[]
  /** Null until the hub has named it. */
  readonly after: string | null
}

export interface Captures {
  /** Null until the hub told its list for the first time; newest first. */
  readonly list: readonly CaptureSummary[] | null
  readonly shown: string | null
  readonly loaded: LoadedCapture
  readonly compare: ComparedIds | null
  readonly compared: ComparedCaptures
  readonly opening: OpeningFile | null
  readonly again: TakenAgain | null
  readonly word: CaptureWord | null
}

export const ofNoCaptures: Captures = {
  list: null,
  shown: null,
  loaded: { kind: 'none' },
  compare: null,
  compared: { kind: 'none' },
  opening: null,
  again: null,
  word: null,
}

export const useCaptures = create<Captures>(() => ofNoCaptures)

/** The newest capture of a session's open scene that tells what its rigs cost. */
export const latestOfRigs = (
  list: readonly CaptureSummary[] | null,
  session: string,
  scene: string | null,
): CaptureSummary | null =>
  list?.find((one) => {
    const { state, content } = one
    return (
      one.session === session &&
      state.kind === 'ready' &&
      (content?.rigCosts?.length ?? 0) > 0 &&
      content?.conditions.scene === scene
    )
  }) ?? null

export const sayOfCaptures = (
  tone: CaptureWord['tone'],
  sentence: string,
  { undo = null, reveal = null }: Partial<Pick<CaptureWord, 'undo' | 'reveal'>> = {},
) => useCaptures.setState({ word: { tone, sentence, undo, reveal } })

export const summaryOf = ({ list }: Captures, capture: string | null): CaptureSummary | null =>
  list?.find((one) => one.capture === capture) ?? null

/** The list's word on what is shown. */
export const shownSummary = (captures: Captures): CaptureSummary | null => summaryOf(captures, captures.shown)

/** The capture that is being taken or read just now, if any. */
export const captureUnderWay = ({ list }: Captures): CaptureSummary | null =>
  list?.find(({ state }) => isUnderWay(state)) ?? null

export const isUnderWay = ({ kind }: CaptureSummary['state']): boolean =>
  kind === 'waiting' || kind === 'warmingUp' || kind === 'recording' || kind === 'reading'
