// Sessions as a panel sees them: every host on this machine, its state in words, and what may be asked of it.
import type { Origin, Rectangle } from '../../bridge/protocol/messages'

/** Where a session stands. Times are wall milliseconds of this machine. */
export type SessionState =
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'live' }
  /** Heartbeats come, the main thread is occupied. */
  | {
      readonly kind: 'busy'
      readonly what: string
      readonly owner: string | null
      readonly certain: boolean
      readonly sinceMs: number
    }
  /** The process lives, but no heartbeat came for three seconds. */
  | { readonly kind: 'notResponding'; readonly sinceMs: number }
  /** The socket is lost, the process lives. */
  | { readonly kind: 'reconnecting'; readonly sinceMs: number; readonly attempt: number; readonly why: string }
  /** The process is gone without a goodbye. */
  | { readonly kind: 'crashed'; readonly atMs: number }
  | { readonly kind: 'closed'; readonly atMs: number; readonly reason: string }
  /** Both halves cannot work together; the sentence says what to do. */
  | { readonly kind: 'refused'; readonly sentence: string }

/** Where the host's main window lies, in the host's own pixels. */
export interface HostWindow {
  readonly rectangle: Rectangle
  readonly screen: Rectangle | null
  /** Whether the host is the application that is worked in. */
  readonly active: boolean | null
}

export interface SessionSummary {
  readonly session: string
  readonly host: { readonly kind: string; readonly name: string; readonly version: string }
  readonly pid: number
  readonly scene: string | null
  /** The scene's rigs, as "asset version", at most three. */
  readonly rigs: readonly string[]
  readonly origin: Origin
  readonly state: SessionState
  /** Null where the host does not tell, and in a recording. */
  readonly window: HostWindow | null
  /** Wall milliseconds of the last message. */
  readonly lastMessageMs: number | null
}

export interface SessionAsks {
  /** Selects nodes in the host. */
  'sessions.select': {
    readonly args: { readonly session: string; readonly nodes: readonly number[]; readonly mode: 'replace' | 'add' }
    readonly value: null
  }
  /** Moves the host's view to the nodes. */
  'sessions.frameInHost': {
    readonly args: { readonly session: string; readonly nodes: readonly number[] }
    readonly value: null
  }
  /** Tries a lost or refused session again now. */
  'sessions.retry': { readonly args: { readonly session: string }; readonly value: null }
  /** Takes a crashed or closed session off the list. */
  'sessions.forget': { readonly args: { readonly session: string }; readonly value: null }
}

export interface SessionStreams {
  /** The whole list at each change, newest session first; skips states that nobody had credit for. */
  'sessions.list': { readonly args: Record<string, never>; readonly item: readonly SessionSummary[] }
}
