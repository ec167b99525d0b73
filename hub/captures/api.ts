// Captures as a panel sees them: every one that the hub keeps or is making, its state in words, and what may be asked of it. The bytes
// themselves go over HTTP.
import type { CaptureConditions, CaptureNotice, CaptureSource } from '../../model/capture/capture'
import type { RigCost } from '../../model/capture/rig-costs'

/** Where a capture stands. Only what is `ready` has bytes. */
export type CaptureState =
  /** The host was asked and has not begun. */
  | { readonly kind: 'waiting' }
  /** The first frames after a change are evaluated and thrown away. */
  | { readonly kind: 'warmingUp' }
  /** `wanted` in the same unit as `done`; null where it ends by itself. */
  | {
      readonly kind: 'recording'
      readonly unit: 'frames' | 'seconds'
      readonly done: number
      readonly wanted: number | null
    }
  /** The hub reads what the host or somebody else wrote; `total` is null where nobody said how much there is. */
  | { readonly kind: 'reading'; readonly bytes: number; readonly total: number | null }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'cancelled' }

export interface CaptureSummary {
  readonly capture: string
  readonly title: string
  /** Wall seconds since 1970 when the hub heard of it. */
  readonly addedAt: number
  /** Wall seconds since 1970 when it was made; null unknown. */
  readonly madeAt: number | null
  /** The session that it is being taken of; null where it came as a file, or from an earlier run of the hub. */
  readonly session: string | null
  readonly state: CaptureState
  /** Kept until it is removed, however many others come. */
  readonly isPinned: boolean
  /** What is known once it is ready. */
  readonly content: CaptureContent | null
}

export interface CaptureContent {
  readonly source: CaptureSource
  readonly conditions: CaptureConditions
  readonly notices: readonly CaptureNotice[]
  readonly frames: number
  readonly nodes: number
  /** Null where the source has no single events. */
  readonly events: number | null
  /** Mean seconds of a whole frame; null unknown. */
  readonly meanFrame: number | null
  readonly isTruncated: boolean
  /** What each rig cost in a frame, costliest first; null where it is not known. */
  readonly rigCosts: readonly RigCost[] | null
  /** Size of the encoded file. */
  readonly bytes: number
}

/** Exactly one of `frames` and `seconds` is not null. */
export interface CaptureWish {
  readonly session: string
  readonly frames: number | null
  readonly seconds: number | null
  /** How often the same frames are repeated, where the host is driven. */
  readonly passes: number
}

interface OfCapture {
  readonly capture: string
}

export interface CaptureAsks {
  /** Has the session's host take a capture; the list tells how it goes. */
  'captures.start': { readonly args: CaptureWish; readonly value: OfCapture }
  /** Ends one that is being taken or read; nothing of it is kept. */
  'captures.cancel': { readonly args: OfCapture; readonly value: null }
  'captures.rename': { readonly args: OfCapture & { readonly title: string }; readonly value: null }
  'captures.pin': { readonly args: OfCapture & { readonly isPinned: boolean }; readonly value: null }
  /** Takes one off the list; it can be restored until the hub ends or ten more were removed. */
  'captures.remove': { readonly args: OfCapture; readonly value: null }
  'captures.restore': { readonly args: OfCapture; readonly value: null }
}

export interface CaptureStreams {
  /** The whole list, newest first, at most ten times a second; skips states that nobody had credit for. */
  'captures.list': { readonly args: Record<string, never>; readonly item: readonly CaptureSummary[] }
}
