// Keeps the table's order of rows: taken anew when filter, sort or roster change and at most twice a second with new samples, and held
// still while the pointer or the keyboard is in the table, so that rows do not jump away.
import { useMemo, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
import type { HeldSamples, SessionFeed } from '../../feed/session-feed'
import { useLive } from '../../store/live'
import { useView } from '../../store/view'
import { NodeRows } from './node-rows'
import { rigWords } from './sampled-costs'

const betweenMs = 500

/** The newest sample, at most twice a second. */
function subscribeSlowly(onChange: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const undo = useLive.subscribe((live, before) => {
    if (live.held === before.held || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      slowHeld = useLive.getState().held
      onChange()
    }, betweenMs)
  })
  return () => {
    undo()
    if (timer !== null) clearTimeout(timer)
  }
}
let slowHeld = useLive.getState().held
const readSlowHeld = () => {
  const { held } = useLive.getState()
  // Another session's, or the first one: at once.
  if (held === null || slowHeld === null) slowHeld = held
  return slowHeld
}

export interface OrderedRows {
  readonly slots: Uint32Array
  readonly rows: NodeRows
  readonly total: number
  /** The sample that the values are from. */
  readonly held: HeldSamples | null
}

/** `still` is true while somebody is in the table. */
export function useNodeRows(feed: SessionFeed | null, still: RefObject<boolean>): OrderedRows {
  const held = useSyncExternalStore(subscribeSlowly, readSlowHeld)
  const filter = useView((view) => view.filter)
  const sampledOnly = useView((view) => view.sampledOnly)
  const sort = useView((view) => view.sort)
  const roster = useLive((live) => live.feed?.roster.revision ?? 0)
  const [rows] = useState(() => new NodeRows())
  const last = useRef<{ key: string; slots: Uint32Array } | null>(null)
  return useMemo(() => {
    if (feed === null) return { slots: new Uint32Array(0), rows, total: 0, held: null }
    const key = JSON.stringify([feed.session, roster, filter, sampledOnly, sort])
    rows.read(feed.roster, held)
    if (last.current === null || last.current.key !== key || !still.current) {
      const rigs = feed.scene?.rigs ?? []
      const rigName = (id: number) =>
        id < 0
          ? '\uffff'
          : rigWords(
              rigs.find((one) => one.id === id),
              id,
            ).name.toLowerCase()
      last.current = { key, slots: rows.order(feed.roster, filter, sampledOnly, sort, rigName) }
    }
    return { slots: last.current.slots, rows, total: feed.roster.size, held }
    // `roster` stands for the feed's columns, which change in place.
  }, [feed, held, filter, sampledOnly, sort, roster, rows, still])
}
