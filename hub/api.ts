// Everything that a panel can ask of the hub or have streamed by it: types only, gathered from the nouns that own them.
// How it travels is carrier/'s business; who answers is each noun's.
import type { AboutAsks, AboutStreams } from './about/api'
import type { CaptureAsks, CaptureStreams } from './captures/api'
import type { LiveStreams } from './live/api'
import type { PanelStreams } from './panels/api'
import type { SessionAsks, SessionStreams } from './sessions/api'
import type { SettingsAsks } from './settings/api'

export type HubAsks = AboutAsks & SessionAsks & CaptureAsks & SettingsAsks
export type HubStreams = AboutStreams & PanelStreams & SessionStreams & LiveStreams & CaptureStreams

/** Why something asked for was not done: a word for code, a sentence for people. */
export interface HubError {
  readonly kind:
    | 'badRequest'
    | 'noSuchSession'
    | 'noSuchCapture'
    | 'refusedByHost'
    | 'notConnected'
    | 'cancelled'
    | 'gone'
    | 'failed'
  readonly sentence: string
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: HubError }

/** A panel's way to the hub, whatever carries it. */
export interface HubClient {
  /** Resolves to a value or a tagged error, never rejects; an abort cancels it in the hub too. */
  ask<K extends keyof HubAsks>(
    name: K,
    args: HubAsks[K]['args'],
    signal?: AbortSignal,
  ): Promise<Outcome<HubAsks[K]['value']>>
  /** Items in order. The next credit is given when `onItem` returns. Returns the undo. */
  stream<K extends keyof HubStreams>(
    name: K,
    args: HubStreams[K]['args'],
    onItem: (item: HubStreams[K]['item']) => void,
    onEnd: (error: HubError | null) => void,
  ): () => void
  close(): void
}
