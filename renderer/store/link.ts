// Whether the panel reaches its hub.
import { create } from 'zustand'
import type { LinkState } from '../hub-client/hub-link'

export const useLink = create<{ readonly state: LinkState }>(() => ({ state: { kind: 'signingIn' } }))
