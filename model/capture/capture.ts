// A capture: what each node cost in a few frames, as immutable columns. Every source makes one, every view reads one; reading files
// into it is read/'s, writing it out write/'s, figures of it table/'s, two of it compare/'s.

/** Where the numbers come from. */
export type CaptureSource =
  | { readonly kind: 'host'; readonly host: string; readonly hostVersion: string }
  /** `format` for people: "Maya profiler recording, version 2". */
  | { readonly kind: 'file'; readonly format: string; readonly fileName: string }

/** What two captures must share to be comparable. Null is unknown. */
export interface CaptureConditions {
  readonly host: string | null
  readonly hostVersion: string | null
  readonly machine: string | null
  readonly hardwareClass: string | null
  readonly evaluationMode: string | null
  readonly scene: string | null
  readonly rigs: readonly { readonly name: string; readonly asset: string | null; readonly version: string | null }[]
  readonly frameRange: { readonly start: number; readonly end: number } | null
  readonly targetFps: number | null
  /** How frames came about: the host played by itself, Rigscope stepped it, or nothing is animated and all was evaluated again. */
  readonly motion: 'observed' | 'driven' | 'reevaluated' | null
}

/** A sentence that must be shown with the capture. */
export interface CaptureNotice {
  /** `incomplete`: some of what was asked for is missing (truncated, cancelled). */
  readonly kind: 'incomplete' | 'meaning' | 'damage'
  readonly sentence: string
}

/** How node times are to be read: parts of wall-clock time on threads, or processor time that may add up to more than the frame. */
export type TimeKind = 'wall' | 'processor'

export const unknownCount = 0xffffffff
/** In columns of indices. */
export const none = 0xffffffff
/** In columns of three states. */
export const tri = { unknown: 0, no: 1, yes: 2 } as const

/** Nodes; index = row. Texts are indices into `Capture.texts`; `none` is unknown. */
export interface CaptureNodes {
  readonly count: number
  readonly name: Uint32Array
  /** Full name in the host. */
  readonly path: Uint32Array
  /** The host's own word for its type: skinCluster, MESH. */
  readonly kind: Uint32Array
  /** The rig's name. */
  readonly rig: Uint32Array
  readonly namespace: Uint32Array
  /** Component tag of the rig's builder, as in arm_L. */
  readonly component: Uint32Array
  /** Stays the same from capture to capture: a UUID with its reference node, a name path. */
  readonly stableId: Uint32Array
  /** Row of the node above it. */
  readonly parent: Uint32Array
  /** Id in the session that was captured, for Select in host. */
  readonly sessionId: Uint32Array
  /** In an evaluation cycle: `tri`. */
  readonly cycle: Uint8Array
  /** Evaluated on the GPU: `tri`. */
  readonly gpu: Uint8Array
  /** Why not, in the host's words. */
  readonly gpuWhy: Uint32Array
  /** Why it evaluated. */
  readonly reason: Uint32Array
}

/** Frames in order of time. Seconds; NaN is unknown. */
export interface CaptureFrames {
  readonly count: number
  /** Frame number in the scene. */
  readonly number: Float64Array
  /** Seconds since the capture began. */
  readonly start: Float64Array
  /** Whole frame, wall clock. */
  readonly wall: Float64Array
  readonly evaluation: Float64Array
  readonly drawSubmit: Float64Array
  /** Which repetition of the frame range this frame belongs to, from 0. */
  readonly pass: Uint16Array
}

/** What nodes cost in frames: rows of node n are `first[n]` to `first[n + 1]`, in order of frame. Seconds; NaN is unknown. */
export interface CaptureCosts {
  readonly first: Uint32Array
  readonly frame: Uint32Array
  readonly self: Float64Array
  readonly inclusive: Float64Array
  /** `unknownCount` is unknown. */
  readonly calls: Uint32Array
}

/** Single events, where the source has them, in order of start. Times are seconds since the capture began. */
export interface CaptureEvents {
  readonly count: number
  readonly start: Float64Array
  readonly duration: Float64Array
  /** Texts. */
  readonly name: Uint32Array
  readonly category: Uint32Array
  /** Row of the node, or `none`. */
  readonly node: Uint32Array
  /** Index in `Capture.threads`. */
  readonly thread: Uint32Array
  /** Row of the event around it on its thread, or `none`. */
  readonly parent: Uint32Array
  /** Duration without the events inside it on its thread. */
  readonly self: Float64Array
}

/** Who feeds whom, as far as the host tells: row `from` is upstream of row `to`. */
export interface CaptureLinks {
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** False: only some links are known, so "no upstream" is unknown. */
  readonly isWhole: boolean
}

export interface Capture {
  readonly title: string
  /** Wall seconds since 1970 when it was made; null unknown. */
  readonly madeAt: number | null
  readonly source: CaptureSource
  readonly conditions: CaptureConditions
  readonly notices: readonly CaptureNotice[]
  readonly time: TimeKind
  /** Whether nodes that are not listed may have cost something: the host lists only its costliest. */
  readonly isTruncated: boolean
  readonly texts: readonly string[]
  readonly threads: readonly string[]
  readonly nodes: CaptureNodes
  readonly frames: CaptureFrames
  readonly costs: CaptureCosts
  readonly events: CaptureEvents | null
  readonly links: CaptureLinks | null
}

/** The text at a row of a text column; null where it is unknown. */
export function textOf(capture: Capture, index: number | undefined): string | null {
  return index === undefined || index === none ? null : (capture.texts[index] ?? null)
}
