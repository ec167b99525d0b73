// Which sessions there are and which one is looked at. A session that leaves the list stays chosen until another one is.
import { create } from 'zustand'
import type { SessionSummary } from '../../hub/sessions/api'

interface Sessions {
  /** Null until the hub told its list for the first time. */
  readonly list: readonly SessionSummary[] | null
  readonly chosen: string | null
}

export const useSessions = create<Sessions>(() => ({ list: null, chosen: null }))

const liveFirst = (list: readonly SessionSummary[]): SessionSummary | undefined =>
  list.find((one) => one.origin.kind === 'live' && one.state.kind !== 'crashed' && one.state.kind !== 'closed') ??
  list[0]

/** The hub's list. Without a choice yet, a live session is chosen before a recording. */
export const listSessions = (list: readonly SessionSummary[]) =>
  useSessions.setState(({ chosen }) => ({
    list,
    chosen: chosen !== null && list.some((one) => one.session === chosen) ? chosen : (liveFirst(list)?.session ?? null),
  }))

export const chooseSession = (session: string) => useSessions.setState({ chosen: session })

/** The next (1) or previous (-1) session of the list, around its ends. */
export const stepSession = (step: 1 | -1) =>
  useSessions.setState(({ list, chosen }) => {
    if (list === null || list.length === 0) return {}
    const at = list.findIndex((one) => one.session === chosen)
    return { chosen: list[(at + step + list.length) % list.length]?.session ?? null }
  })

export const chosenSummary = ({ list, chosen }: Sessions): SessionSummary | null =>
  list?.find((one) => one.session === chosen) ?? null
