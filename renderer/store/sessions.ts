// Which sessions there are and which one is looked at. A session that leaves the list stays chosen until another one is.
import { create } from 'zustand'
import type { SessionSummary } from '../../hub/sessions/api'

interface Sessions {
  /** Null until the hub told its list for the first time. */
  readonly list: readonly SessionSummary[] | null
  readonly chosen: string | null
}

export const useSessions = create<Sessions>(() => ({ list: null, chosen: null }))

const hasEnded = ({ state }: SessionSummary) => state.kind === 'crashed' || state.kind === 'closed'

const liveFirst = (list: readonly SessionSummary[]): SessionSummary | undefined =>
  list.find((one) => one.origin.kind === 'live' && !hasEnded(one)) ?? list[0]

/** A session that is new in the list and of the same host as one that has ended: the host was started again. */
const startedAgain = (
  ended: SessionSummary,
  list: readonly SessionSummary[],
  before: readonly SessionSummary[],
): SessionSummary | undefined =>
  list.find(
    (one) =>
      !hasEnded(one) &&
      one.host.kind === ended.host.kind &&
      one.origin.kind === ended.origin.kind &&
      !before.some(({ session }) => session === one.session),
  )

/** The hub's list. Without a choice yet, a live session is chosen before a recording; where the chosen one has ended, the
 *  same host's next session is followed. */
export const listSessions = (list: readonly SessionSummary[]) =>
  useSessions.setState(({ chosen, list: before }) => {
    const looked = list.find((one) => one.session === chosen)
    // A hub that has just begun knows none yet: the one that was looked at comes back.
    if (looked === undefined) return list.length === 0 ? { list } : { list, chosen: liveFirst(list)?.session ?? null }
    const next = hasEnded(looked) ? startedAgain(looked, list, before ?? list) : undefined
    return { list, chosen: (next ?? looked).session }
  })

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
