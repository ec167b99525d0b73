// What captures.start needs of whoever speaks with hosts: to have one taken, and to tell how it goes. Files that a host has written
// are read by the hub.
import type { Outcome } from '../api'
import type { BridgeFile } from './bridge-file'
import type { CaptureState, CaptureWish } from './api'

/** How a capture that is being taken goes. After `file`, `failed` or `cancelled` nothing more is told. */
export interface CaptureProgress {
  state(state: Exclude<CaptureState, { readonly kind: 'reading' | 'ready' }>): void
  /** The host has written it: the hub reads it from here on. */
  file(file: BridgeFile): void
}

export interface CaptureStarter {
  /** Resolves once the host took the wish or refused it. `cancel` has the host stop; the state tells when it did. */
  start(wish: CaptureWish, progress: CaptureProgress): Promise<Outcome<{ readonly cancel: () => void }>>
}
