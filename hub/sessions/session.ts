// One session of one host as the hub keeps it: its connection, its live data, what is asked of it and what of it is watched.
// Which sessions there are is sessions.ts's.
import type { Address } from '../../bridge/protocol/address'
import type { ColumnMessage } from '../../bridge/protocol/columns'
import type { CaptureProgress, FromBridge } from '../../bridge/protocol/messages'
import type { HubError, Outcome } from '../api'
import { type Connection, keepConnection } from '../connection/connection'
import type { Instant } from '../connection/machine'
import { SessionPast } from '../live/session-past'
import type { SessionState, SessionSummary } from './api'
import { HostAsks } from './host-asks'
import { ProblemLog } from './problem-log'
import { summarize } from './summarize'

export interface SessionOptions {
  readonly address: Address
  readonly memoryBytes: number
  readonly maxMessageBytes: number
  readonly sampleHz: number
  readonly isAlive: (address: Address) => Promise<boolean>
  readonly now: () => Instant
  /** The summary changed. */
  readonly onChange: () => void
  /** How a capture in this host goes; told again whenever the bridge is met anew. */
  readonly onCapture: (message: CaptureProgress) => void
}

/** Exactly one of `frames` and `seconds` is not null. */
export interface CapturePlan {
  readonly frames: number | null
  readonly seconds: number | null
  readonly passes: number
}

/** A roster that does not fit is asked for anew by meeting the bridge again, but not in a loop. */
const healMs = 10_000

export class Session {
  readonly past: SessionPast
  readonly foundMs: number
  private readonly connection: Connection
  private readonly asks: HostAsks
  private readonly problems: ProblemLog
  private address: Address
  private lastMessageMs: number | null = null
  private watchers = 0
  private healedMs = -Infinity
  private heldBackVersion: number | null = null

  constructor(private readonly options: SessionOptions) {
    const { address, now } = options
    this.address = address
    this.foundMs = now().wallMs
    this.past = new SessionPast(options.memoryBytes, () => now().monotonicMs / 1000)
    this.problems = new ProblemLog(
      now,
      (line) => this.past.admit({ type: 'log', lines: [line], dropped: this.past.state.linesDropped }),
      () => this.past.state.hello?.clock ?? null,
    )
    this.asks = new HostAsks((message) => this.connection.send(message), address.host.name)
    this.connection = keepConnection({
      address,
      maxMessageBytes: options.maxMessageBytes,
      isAlive: options.isAlive,
      now,
      onMessage: (message, meeting) => this.takeMessage(message, meeting),
      onColumns: (columns, bytes) => this.takeColumns(columns, bytes),
      onState: (state) => this.takeState(state),
      onProblem: (sentence) => this.problems.say(sentence),
    })
  }

  get state(): SessionState {
    return this.connection.state
  }

  /** The connection is over, and nothing but a retry or a new bridge revives it. */
  get isEnded(): boolean {
    return this.state.kind === 'crashed' || this.state.kind === 'closed'
  }

  get summary(): SessionSummary {
    return summarize(this.address, this.past.state, this.state, this.lastMessageMs)
  }

  /** Malformed messages since the session was found. */
  get malformed(): number {
    return this.problems.total
  }

  /** Keeps samples switched on in the host until the returned function is called. */
  watchSamples(): () => void {
    this.watchers += 1
    if (this.watchers === 1) this.sendWatch()
    let watching = true
    return () => {
      if (!watching) return
      watching = false
      this.watchers -= 1
      if (this.watchers === 0) this.sendWatch()
    }
  }

  async select(nodes: readonly number[], mode: 'replace' | 'add', signal: AbortSignal): Promise<Outcome<null>> {
    return withoutValue(await this.ask({ type: 'select', nodes: [...nodes], mode }, signal))
  }

  async frameInHost(nodes: readonly number[], signal: AbortSignal): Promise<Outcome<null>> {
    return withoutValue(await this.ask({ type: 'frameInHost', nodes: [...nodes] }, signal))
  }

  /** Has the host take a capture; gives its id. */
  async capture(plan: CapturePlan, signal: AbortSignal): Promise<Outcome<number>> {
    const outcome = await this.ask({ type: 'capture', ...plan }, signal)
    if (!outcome.ok) return outcome
    const id = (outcome.value as { readonly capture?: unknown } | null)?.capture
    if (typeof id === 'number') return { ok: true, value: id }
    const sentence = `${this.address.host.name} took the wish for a capture and did not say which it is.`
    return { ok: false, error: { kind: 'failed', sentence } }
  }

  async cancelCapture(capture: number): Promise<Outcome<unknown>> {
    return this.ask({ type: 'cancel', capture }, new AbortController().signal)
  }

  retry(): void {
    this.connection.retry()
  }

  moved(address: Address): void {
    this.address = address
    this.connection.moved(address)
    this.options.onChange()
  }

  withdrawn(): void {
    this.connection.withdrawn()
  }

  close(): void {
    this.connection.close()
    this.asks.lose()
  }

  private async ask(question: Parameters<HostAsks['ask']>[0], signal: AbortSignal): Promise<Outcome<unknown>> {
    const { kind } = this.state
    if (kind !== 'live' && kind !== 'busy') return { ok: false, error: notConnected(this.address.host.name) }
    return this.asks.ask(question, signal)
  }

  private takeMessage(message: FromBridge, meeting: boolean): void {
    const { wallMs, monotonicMs } = this.options.now()
    this.lastMessageMs = wallMs
    // What was asked by this hub is answered to who asked; panels see no replies.
    if (message.type === 'reply') {
      if (!this.asks.answer(message) && message.error !== null) this.problems.say(message.error.sentence)
      return
    }
    const { problem } = this.past.admit(message, meeting)
    if (message.type === 'capture') this.options.onCapture(message)
    if (meeting) this.sendWatch()
    if (['hello', 'scene', 'hostWindow'].includes(message.type)) this.options.onChange()
    if (problem === null) return
    this.problems.say(problem)
    if (monotonicMs - this.healedMs < healMs) return
    this.healedMs = monotonicMs
    queueMicrotask(() => this.connection.meetAgain('The roster did not fit; the bridge is asked for it anew.'))
  }

  private takeColumns(columns: ColumnMessage, bytes: Uint8Array): void {
    this.lastMessageMs = this.options.now().wallMs
    if (columns.kind === 'frames') return this.past.addFrames(bytes)
    const { roster } = this.past.state
    if (columns.rosterVersion === roster.version) {
      this.heldBackVersion = null
      return this.past.addSamples(bytes)
    }
    if (roster.isPending || this.heldBackVersion === columns.rosterVersion) return
    this.heldBackVersion = columns.rosterVersion
    this.problems.say(
      `Samples of version ${columns.rosterVersion} of the roster are held back: the hub holds ${roster.version === null ? 'none' : `version ${roster.version}`}.`,
    )
  }

  private takeState(state: SessionState): void {
    if (state.kind !== 'live' && state.kind !== 'busy' && state.kind !== 'notResponding') this.asks.lose()
    this.options.onChange()
  }

  private sendWatch(): void {
    const { sampleHz } = this.options
    const signal = new AbortController().signal
    if (this.past.state.hello === null) return
    void this.asks
      .ask({ type: 'watch', frames: true, samples: this.watchers > 0, sampleHz }, signal)
      .then((outcome) => {
        if (!outcome.ok && outcome.error.kind === 'refusedByHost') this.problems.say(outcome.error.sentence)
      })
  }
}

const withoutValue = (outcome: Outcome<unknown>): Outcome<null> => (outcome.ok ? { ok: true, value: null } : outcome)

function notConnected(host: string): HubError {
  return { kind: 'notConnected', sentence: `${host} is not connected, so nothing can be asked of it now.` }
}
