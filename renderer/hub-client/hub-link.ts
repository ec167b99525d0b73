// The page's way to the hub: signs in once, opens the WebSocket, tells apart "not there" and "not signed in", and tries again by
// itself. Hears the hub's heartbeat; what else is asked over it is everyone else's business.
import type { HubClient } from '../../hub/api'

export type LinkState =
  | { readonly kind: 'signingIn' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  /** The page's monotonic milliseconds of the hub's last heartbeat; Infinity for a hub that has none. */
  | { readonly kind: 'open'; readonly client: HubClient; readonly heardMs: number }
  /** Nothing answers. Times are the page's monotonic milliseconds. */
  | { readonly kind: 'unreachable'; readonly sinceMs: number; readonly attempt: number }
  /** The hub answers, but this page has no right to its data. */
  | { readonly kind: 'signedOut'; readonly why: 'noCode' | 'codeRefused' }

/** What came of one try to reach the hub. */
export type Attempt =
  | { readonly kind: 'open'; readonly client: HubClient; readonly closed: Promise<void> }
  | { readonly kind: 'unreachable' }
  /** The hub is there and not ready yet. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'unauthorized' }

/** What the link needs of the world; the browser's is in browser-door.ts. */
export interface Door {
  /** Hands the single-use code of the address over, if there is one. */
  signIn(): Promise<'done' | 'noCode' | 'refused' | 'unreachable'>
  connect(): Promise<Attempt>
  /** Resolves after `ms`, or at once when the page is shown or back on the network. */
  wait(ms: number): Promise<void>
  now(): number
}

const firstWaitMs = 250
const longestWaitMs = 4_000

/** How long to wait before try number `attempt` (from 1): doubling, at most four seconds. */
export const backOffMs = (attempt: number): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, attempt - 1))

/** Keeps the link until the returned undo. */
export function keepLink(door: Door, onState: (state: LinkState) => void): () => void {
  let stopped = false
  let client: HubClient | null = null
  const tell = (state: LinkState) => {
    if (!stopped) onState(state)
  }
  const hear = (from: HubClient) => {
    const heard = (heardMs: number) => tell({ kind: 'open', client: from, heardMs })
    heard(door.now())
    const onBeat = () => heard(door.now())
    // A hub of another version may have no heartbeat: then its silence says nothing.
    from.stream('about.heartbeat', {}, onBeat, (error) => {
      if (error?.kind !== 'gone') heard(Infinity)
    })
  }
  const run = async () => {
    let attempt = 0
    let sinceMs = door.now()
    let codeRefused = false
    let signedIn = false
    let fresh = true
    tell({ kind: 'signingIn' })
    while (!stopped) {
      if (!signedIn) {
        const outcome = await door.signIn()
        codeRefused ||= outcome === 'refused'
        signedIn = outcome !== 'unreachable'
      }
      if (fresh) tell({ kind: 'connecting', attempt })
      fresh = false
      const outcome: Attempt = signedIn ? await door.connect() : { kind: 'unreachable' }
      if (stopped) {
        if (outcome.kind === 'open') outcome.client.close()
        return
      }
      if (outcome.kind === 'open') {
        client = outcome.client
        hear(client)
        await outcome.closed
        client = null
        attempt = 0
        sinceMs = door.now()
        codeRefused = false
      } else if (outcome.kind === 'unauthorized') {
        tell({ kind: 'signedOut', why: codeRefused ? 'codeRefused' : 'noCode' })
        await door.wait(longestWaitMs)
        signedIn = false
        continue
      }
      attempt = outcome.kind === 'starting' ? 1 : attempt + 1
      tell({ kind: 'unreachable', sinceMs, attempt })
      await door.wait(backOffMs(attempt))
    }
  }
  void run()
  return () => {
    stopped = true
    client?.close()
  }
}
