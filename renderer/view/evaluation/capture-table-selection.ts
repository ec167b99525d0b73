// Which nodes of a capture are what the host has selected, or lie below it. Nodes are known by their session's id where the capture is of
// the session that is looked at, else by their path.
import { useMemo } from 'react'
import { none, textOf, type Capture } from '../../../model/capture/capture'
import type { SessionFeed } from '../../feed/session-feed'
import { useLive } from '../../store/live'
import { useSelection } from '../../store/selection'

/** The host's selection; what a row of this table picks does not change it, so that the table stays as it is. */
const useHostSelection = () =>
  useSelection(({ locked, lookedAt, host }) => (locked && lookedAt.from === 'host' ? lookedAt.nodes : host.nodes))

/** 1 for each node that is selected; null where all are to be seen. */
export function useSelected(capture: Capture, isOfThisSession: boolean, isWanted: boolean): Uint8Array | null {
  const ids = useHostSelection()
  const feed = useLive((live) => live.feed)
  return useMemo(
    () => (isWanted ? selectedRows(capture, ids, isOfThisSession ? null : feed) : null),
    [capture, ids, feed, isOfThisSession, isWanted],
  )
}

/** Without a feed nodes are known by their session's id. */
export function selectedRows(
  { nodes, texts }: Capture,
  ids: readonly number[],
  feed: Pick<SessionFeed, 'roster'> | null,
): Uint8Array {
  const selected = new Uint8Array(nodes.count)
  const wanted = new Set(ids)
  const paths = new Set(feed === null ? [] : ids.map((id) => feed.roster.path[feed.roster.slotOf(id)] ?? ''))
  for (let row = 0; row < nodes.count; row++) {
    const is =
      feed === null
        ? nodes.sessionId[row] !== none && wanted.has(nodes.sessionId[row] as number)
        : paths.has(textOf({ texts } as Capture, nodes.path[row]) ?? '\n')
    if (is) selected[row] = 1
  }
  // Nodes may come before those above them; a chain is as long as there are nodes at most.
  for (let row = 0; row < nodes.count; row++) {
    let above = row
    for (let steps = 0; steps < nodes.count && selected[row] === 0; steps++) {
      above = nodes.parent[above] as number
      if (above === none) break
      if (selected[above] === 1) selected[row] = 1
    }
  }
  return selected
}
