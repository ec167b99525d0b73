// What is looked at: the host's selection, or nodes picked in the panel until the host selects something else. A lock holds it.
import { create } from 'zustand'

export interface LookedAt {
  /** Where it was selected; a lock does not change that. */
  readonly from: 'host' | 'panel'
  readonly nodes: readonly number[]
  readonly active: number | null
  /** How many the host has selected; may be more than `nodes`. */
  readonly total: number
}

interface Selecting {
  readonly lookedAt: LookedAt
  readonly locked: boolean
  /** The host's newest selection, kept while another is looked at. */
  readonly host: LookedAt
}

const nothing: LookedAt = { from: 'host', nodes: [], active: null, total: 0 }

export const useSelection = create<Selecting>(() => ({ lookedAt: nothing, locked: false, host: nothing }))

export const hostSelected = (nodes: readonly number[], active: number | null, total: number) =>
  useSelection.setState(({ locked, lookedAt }) => {
    const host: LookedAt = { from: 'host', nodes, active, total }
    return { host, lookedAt: locked ? lookedAt : host }
  })

/** Looks at nodes without touching the host. None goes back to what the host has selected. */
export const pickInPanel = (nodes: readonly number[], active: number | null) =>
  useSelection.setState(({ host }) => ({
    lookedAt: nodes.length === 0 ? host : { from: 'panel', nodes, active, total: nodes.length },
  }))

/** Unlocking goes back to the host's selection, unless nodes are picked in the panel. */
export const toggleLock = () =>
  useSelection.setState(({ locked, lookedAt, host }) => ({
    locked: !locked,
    lookedAt: locked && lookedAt.from === 'host' ? host : lookedAt,
  }))

/** Another session: nothing of the last one is selected. */
export const forgetSelection = () => useSelection.setState({ lookedAt: nothing, locked: false, host: nothing })
