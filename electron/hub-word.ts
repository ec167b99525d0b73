// What the hub's process tells the application's: types only.
import type { HostWindow } from '../hub/sessions/api'

/** How programs of ours reach the hub over HTTP. */
export interface HubDoor {
  readonly port: number
  readonly controlToken: string
}

export interface HostPlace {
  readonly session: string
  readonly window: HostWindow
}

export type HubWord =
  | { readonly kind: 'serving'; readonly door: HubDoor; readonly stayAboveHost: boolean }
  /** The live hosts that tell where their windows are, the newest session first. */
  | { readonly kind: 'hosts'; readonly hosts: readonly HostPlace[] }
  /** No hub can be had; the sentence says what to do. */
  | { readonly kind: 'refused'; readonly sentence: string }
