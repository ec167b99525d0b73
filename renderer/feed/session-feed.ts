// One session's data as the hub streams it: columns, roster, newest samples and the few cold messages. Kept while streams are closed,
// so that switching back or reconnecting loses nothing. What is drawn of it is decided elsewhere.
import { decodeColumns, sampleFlags, type Samples } from '../../bridge/protocol/columns'
import type { FromBridge, Heartbeat, Hello, Overload, Scene, Selection } from '../../bridge/protocol/messages'
import type { HubClient, HubError } from '../../hub/api'
import { sampledCost, type SampledCost } from '../../model/live/sampled-cost'
import { FrameRing, keptSeconds } from './frame-ring'
import { HostClock } from './host-clock'
import { fromHitch, fromLogLine, fromOverload, fromProbeDisabled, withNotice, type Notice } from './notices'
import { RosterTable } from './roster-table'

export interface HeldSamples {
  readonly samples: Samples
  /** Null while the roster that names these nodes is not here. */
  readonly cost: SampledCost | null
  readonly truncated: boolean
  readonly arrivedMs: number
}

export interface FeedChanges {
  /** Cold messages: at most some a second. */
  onMessage(feed: SessionFeed, type: FromBridge['type'] | 'current' | 'end'): void
  /** Hot columns. */
  onData(feed: SessionFeed): void
}

/** Holds a session's data and, while open, its three streams. */
export class SessionFeed {
  readonly frames = new FrameRing()
  readonly roster = new RosterTable()
  readonly clock = new HostClock()
  hello: Hello | null = null
  scene: Scene | null = null
  selection: Selection | null = null
  heartbeat: Heartbeat | null = null
  overload: Overload | null = null
  notices: readonly Notice[] = []
  /** Whole as of now: everything that the hub knew has come. */
  current = false
  droppedFrames = 0
  droppedSamples = 0
  droppedLines = 0
  /** Text messages that the hub skipped because this page was too slow. */
  skipped = 0
  /** Binary messages that could not be read, with the last reason. */
  unreadable: { readonly count: number; readonly sentence: string } | null = null
  framesArrivedMs = NaN
  ended: HubError | null = null
  private undo: (() => void)[] = []
  private newest: { readonly samples: Samples; readonly arrivedMs: number } | null = null
  private read: HeldSamples | null = null

  constructor(
    readonly session: string,
    private readonly changes: FeedChanges,
  ) {}

  get isOpen() {
    return this.undo.length > 0
  }

  /** Opens the streams; a feed that is open begins them again. */
  open(client: HubClient) {
    this.close()
    this.frames.reopen()
    this.current = false
    this.ended = null
    const { session } = this
    const onEnd = (error: HubError | null) => {
      this.ended = error
      this.changes.onMessage(this, 'end')
    }
    this.undo = [
      client.stream('live.messages', { session }, (message) => this.take(message), onEnd),
      client.stream('live.frames', { session, seconds: keptSeconds }, (bytes) => this.takeBytes(bytes), onEnd),
      client.stream('live.samples', { session }, (bytes) => this.takeBytes(bytes), onEnd),
    ]
  }

  /** Closes the streams and keeps the data. */
  close() {
    for (const undo of this.undo) undo()
    this.undo = []
  }

  private takeBytes(bytes: Uint8Array) {
    const message = decodeColumns(bytes)
    const nowMs = performance.now()
    if (message.kind === 'refused') {
      this.unreadable = { count: (this.unreadable?.count ?? 0) + 1, sentence: message.sentence }
      this.changes.onMessage(this, 'log')
      return
    }
    if (message.kind === 'frames') {
      this.frames.push(message)
      this.droppedFrames = message.dropped
      this.framesArrivedMs = nowMs
      if (message.rows > 0) this.clock.heard(message.time[message.rows - 1] as number, nowMs)
    } else {
      this.droppedSamples = message.dropped
      this.clock.heard(message.time, nowMs)
      this.newest = { samples: message, arrivedMs: nowMs }
    }
    this.changes.onData(this)
  }

  /** The newest samples, summed when first read: ten may come for each one that is shown. Samples of a roster that is not here yet are
   *  kept back; older ones are fine, since ids are never reused. */
  get held(): HeldSamples | null {
    if (this.newest === null) return null
    if (this.read?.samples === this.newest.samples && this.read.cost !== null) return this.read
    const { samples, arrivedMs } = this.newest
    const fits = this.roster.version !== null && samples.rosterVersion <= this.roster.version
    if (this.read?.samples === samples && !fits) return this.read
    return (this.read = {
      samples,
      cost: fits ? sampledCost(samples, this.roster) : null,
      truncated: (samples.flags & sampleFlags.truncated) !== 0,
      arrivedMs,
    })
  }

  private take(message: FromBridge | { type: 'current' } | { type: 'skipped'; messages: number }) {
    const type = message.type === 'skipped' ? 'log' : message.type
    const nowMs = performance.now()
    switch (message.type) {
      case 'hello':
        this.forget()
        // A hello that only tells of a wall clock that was set leaves the host's own time as it is known.
        if (this.hello?.session !== message.session || message.clock.monotonic < this.hello.clock.monotonic)
          this.clock.reset()
        this.hello = message
        // Both run on one machine: without this, what a host told long before it ended would seem to be of now.
        this.clock.suppose(message.clock.monotonic + Date.now() / 1000 - message.clock.wall, nowMs)
        break
      case 'scene':
        this.scene = message
        break
      case 'roster':
        this.roster.take(message)
        break
      case 'selection':
        this.selection = message
        break
      case 'heartbeat':
        this.heartbeat = message
        if (this.current) this.clock.heard(message.time, nowMs, true)
        break
      case 'overload':
        this.overload = message
        this.droppedFrames = Math.max(this.droppedFrames, message.droppedFrames)
        this.droppedSamples = Math.max(this.droppedSamples, message.droppedSamples)
        this.notices = withNotice(this.notices, fromOverload(message))
        break
      case 'log':
        for (const line of message.lines)
          if (line.level !== 'debug') this.notices = withNotice(this.notices, fromLogLine(line))
        this.droppedLines = message.dropped
        break
      case 'hitch':
        this.notices = withNotice(this.notices, fromHitch(message))
        break
      case 'probeDisabled':
        this.notices = withNotice(this.notices, fromProbeDisabled(message))
        break
      case 'skipped':
        this.skipped += message.messages
        break
      case 'current':
        this.current = true
        break
      // These are told by the hub's own lists.
      case 'hostWindow':
      case 'capture':
      case 'goodbye':
      case 'reply':
        break
    }
    this.changes.onMessage(this, type)
  }

  /** What a new hello makes untrue. Frames stay: their times tell old from new. */
  private forget() {
    this.scene = null
    this.selection = null
    this.heartbeat = null
    this.overload = null
    this.notices = []
    this.roster.clear()
  }
}
