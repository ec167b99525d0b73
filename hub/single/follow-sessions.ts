// Follows the list of sessions of another process's hub, over a connection that is made again where it is lost.
import type { HubClient } from '../api'
import type { SessionSummary } from '../sessions/api'

const againMs = 1000

/** @param connect null where no connection can be had now. Returns the undo. */
export function followSessions(
  connect: () => Promise<HubClient | null>,
  onList: (sessions: readonly SessionSummary[]) => void,
): () => void {
  let stopped = false
  let client: HubClient | null = null
  let timer: NodeJS.Timeout | undefined
  const again = () => {
    if (!stopped) timer = setTimeout(() => void begin(), againMs)
  }
  const begin = async () => {
    client = await connect()
    if (stopped) client?.close()
    else if (client === null) again()
    else client.stream('sessions.list', {}, onList, again)
  }
  void begin()
  return () => {
    stopped = true
    clearTimeout(timer)
    client?.close()
  }
}
