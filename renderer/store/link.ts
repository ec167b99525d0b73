// Whether the panel reaches its hub, and if not, why.
import { create } from 'zustand'

/** As the link tells it, without the client. Times are the page's monotonic milliseconds. */
export type LinkWords =
  | { readonly kind: 'signingIn' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'unreachable'; readonly sinceMs: number }
  | { readonly kind: 'signedOut'; readonly why: 'noCode' | 'codeRefused' }

export const useLink = create<{ readonly state: LinkWords }>(() => ({ state: { kind: 'signingIn' } }))
