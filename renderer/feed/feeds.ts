// The feeds of all sessions that were looked at. One is open at a time; the others keep their data for the way back, until the hub
// forgets the session.
import type { HubClient } from '../../hub/api'
import { SessionFeed, type FeedChanges } from './session-feed'

const mostKept = 6

/** Opens the feed of the session that is shown, over whatever client there is. */
export class Feeds {
  private readonly feeds = new Map<string, SessionFeed>()
  private client: HubClient | null = null
  private shown: SessionFeed | null = null

  constructor(private readonly changes: FeedChanges) {}

  /** A new way to the hub; null while there is none. Data stays. */
  attach(client: HubClient | null) {
    this.client = client
    if (client === null) this.shown?.close()
    else this.shown?.open(client)
  }

  /** The feed of `session`, open as soon as there is a client. */
  show(session: string | null): SessionFeed | null {
    if (this.shown?.session === session) return this.shown
    this.shown?.close()
    if (session === null) return (this.shown = null)
    const feed = this.feeds.get(session) ?? new SessionFeed(session, this.changes)
    this.feeds.delete(session)
    this.feeds.set(session, feed)
    for (const old of this.feeds.keys()) {
      if (this.feeds.size <= mostKept) break
      this.feeds.delete(old)
    }
    this.shown = feed
    if (this.client !== null) feed.open(this.client)
    return feed
  }
}
