// What holds now in one session, kept from its messages so that a panel that comes later sees it at once and a lost ring loses
// nothing of it. The past is the rings' business.
import type {
  FromBridge,
  Heartbeat,
  Hello,
  Hitch,
  HostWindow,
  Log,
  LogLine,
  Overload,
  ProbeDisabled,
  Scene,
  Selection,
} from '../../bridge/protocol/messages'
import { RosterAssembly } from './assemble-roster'

const recentLines = 500
const recentHitches = 200

/** What became of a message: what panels are to see of it, and what was wrong with it. */
export interface Admitted {
  readonly forward: FromBridge | null
  readonly problem: string | null
}

export class LiveState {
  readonly roster = new RosterAssembly()
  hello: Hello | null = null
  scene: Scene | null = null
  hostWindow: HostWindow | null = null
  private selection: Selection | null = null
  private heartbeat: Heartbeat | null = null
  private overload: Overload | null = null
  private readonly probes = new Map<string, ProbeDisabled>()
  private hitches: Hitch[] = []
  private lines: LogLine[] = []
  /** Lines that the bridge lost since the session began. */
  linesDropped = 0
  /** What came before this connection, in host seconds: a bridge tells it again when it is met again. */
  private knownLines = new Set<string>()
  private knownUntil = -Infinity

  /** Scene and roster are there. */
  get isWhole(): boolean {
    return this.hello !== null && this.scene !== null && this.roster.version !== null
  }

  /** Takes a message. `meeting` says that a hello opens a connection, rather than telling that a clock jumped. */
  admit(message: FromBridge, meeting = false): Admitted {
    const through = { forward: message, problem: null }
    switch (message.type) {
      case 'hello':
        if (this.hello !== null && this.hello.session !== message.session) this.clear()
        if (meeting) this.remember()
        this.hello = message
        return through
      case 'scene':
        this.scene = message
        return through
      case 'roster': {
        const problem = this.roster.accept(message)
        return problem === null ? through : { forward: null, problem }
      }
      case 'selection':
        this.selection = message
        return through
      case 'hostWindow':
        this.hostWindow = message
        // The list of sessions tells it: no chart shows it.
        return { forward: null, problem: null }
      case 'heartbeat':
        this.heartbeat = message
        return through
      case 'overload':
        this.overload = message
        return through
      case 'probeDisabled': {
        const known = this.probes.get(message.probe)?.time === message.time
        this.probes.set(message.probe, message)
        return known ? { forward: null, problem: null } : through
      }
      case 'hitch':
        if (this.hitches.some(({ time }) => time === message.time)) return { forward: null, problem: null }
        this.hitches = [...this.hitches, message].slice(-recentHitches)
        return through
      case 'log':
        return { forward: this.admitLines(message), problem: null }
      case 'capture':
        // The list of captures tells it, of all sessions.
        return { forward: null, problem: null }
      case 'goodbye':
      case 'reply':
        return through
    }
  }

  /** Everything that holds now, as messages in the order in which a bridge would tell them. */
  toMessages(): FromBridge[] {
    const log: Log | null =
      this.lines.length > 0 ? { type: 'log', lines: this.lines, dropped: this.linesDropped } : null
    const single = [this.selection, log, ...this.hitches, ...this.probes.values(), this.overload, this.heartbeat]
    return [this.hello, this.scene, ...this.roster.toParts(), ...single].filter((message) => message !== null)
  }

  private admitLines(message: Log): Log | null {
    this.linesDropped = message.dropped
    const fresh = message.lines.filter((line) => line.time > this.knownUntil || !this.knownLines.has(keyOf(line)))
    if (fresh.length === 0) return null
    this.lines = [...this.lines, ...fresh].slice(-recentLines)
    return { ...message, lines: fresh }
  }

  private remember(): void {
    this.knownLines = new Set(this.lines.map(keyOf))
    this.knownUntil = this.lines.reduce((latest, { time }) => Math.max(latest, time), -Infinity)
  }

  private clear(): void {
    this.roster.clear()
    this.scene = this.selection = this.hostWindow = this.heartbeat = this.overload = null
    this.probes.clear()
    this.hitches = []
    this.lines = []
    this.linesDropped = 0
    this.knownLines.clear()
    this.knownUntil = -Infinity
  }
}

function keyOf(line: LogLine): string {
  return `${line.time}|${line.source}|${line.text}`
}
