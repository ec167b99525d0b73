// Whether the panel reaches its hub, and if not, why; a hub that is connected and says nothing is not reached either.
import { create } from 'zustand'

/** As the link tells it, without the client. Times are the page's monotonic milliseconds. */
export type LinkWords =
  | { readonly kind: 'signingIn' }
  | { readonly kind: 'connecting' }
  /** When the hub was last heard. */
  | { readonly kind: 'open'; readonly heardMs: number }
  | { readonly kind: 'unreachable'; readonly sinceMs: number }
  | { readonly kind: 'signedOut'; readonly why: 'noCode' | 'codeRefused' }

/** The hub's heart beats once a second. */
const silentAfterMs = 3000

/** How long a connected hub has been silent; null while it is heard, or where there is no connection. */
export function hubSilentMs(link: LinkWords, nowMs: number): number | null {
  const silence = link.kind === 'open' ? nowMs - link.heardMs : 0
  return silence > silentAfterMs ? silence : null
}

export const useLink = create<{ readonly state: LinkWords }>(() => ({ state: { kind: 'signingIn' } }))
