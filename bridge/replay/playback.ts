// Plays a recording over and over on a clock that it is given: what is due, restamped, and what holds now.
// No timers and no sockets; those are replay.ts's.
import type { FromBridge, Heartbeat, Selection } from '../protocol/messages'
import type { Recording } from './recording'
import { restampBinary, restampHeartbeat, restampText, type Shift } from './restamp'
import type { SceneState } from './scene-state'

export type Played =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'frames' | 'samples'; readonly bytes: Uint8Array }

export class Playback {
  private pass = 0
  private next = 0
  private sequences = { frames: 0, samples: 0 }
  private heartbeatNow: Heartbeat | null
  private chosen = false
  /** What a client that connects now is told. */
  readonly state: SceneState

  /** Begins at `start`, in seconds of the clock that every later time is of. */
  constructor(
    private readonly recording: Recording,
    private readonly start: number,
    private readonly speed: number,
  ) {
    this.state = recording.opening.copy()
    this.heartbeatNow = recording.openingHeartbeat
    for (const key of ['scene', 'selection'] as const) {
      const message = this.state[key]
      if (message !== null) this.state.apply(restampText(message, this.shift(), 0))
    }
    this.state.moveLines(this.shift())
  }

  /** When the next message is due. */
  dueAt(): number {
    const entry = this.recording.loop[this.next]
    return this.passStart() + (entry?.time ?? this.recording.loopSeconds) / this.speed
  }

  /** Everything due at `now`, in order. After a pause (a laptop asleep) whole passes are skipped rather than poured out. */
  take(now: number): Played[] {
    const played: Played[] = []
    this.skipMissedPasses(now)
    while (this.dueAt() <= now) {
      const entry = this.recording.loop[this.next]
      if (entry === undefined) {
        played.push(...this.wrap())
        continue
      }
      const isFirst = this.next === 0
      this.next += 1
      if (entry.kind === 'text') played.push(...this.playText(entry.message))
      else {
        const wrap =
          isFirst && entry.kind === 'frames' && this.pass > 0 ? { interval: this.recording.wrapInterval } : null
        const sequence = this.sequences[entry.kind]++
        const stamp = { shift: this.shift(), rosterOffset: this.rosterOffset(), sequence, wrap }
        played.push({ kind: entry.kind, bytes: restampBinary(entry.bytes, stamp) })
      }
    }
    return played
  }

  /** The recorded heartbeat of this moment, told `now`; null where the recording has none. */
  heartbeat(now: number): Heartbeat | null {
    return this.heartbeatNow === null ? null : restampHeartbeat(this.heartbeatNow, this.shift(), now)
  }

  /** Selects for the person who watches. Holds until the recording begins again. */
  select(nodes: readonly number[], mode: 'replace' | 'add', now: number): Selection {
    const before = mode === 'add' ? (this.state.selection?.nodes ?? []) : []
    const all = [...new Set([...before, ...nodes])]
    const selection: Selection = {
      type: 'selection',
      time: now,
      nodes: all.slice(0, 1000),
      active: nodes.at(-1) ?? (mode === 'add' ? (this.state.selection?.active ?? null) : null),
      total: all.length,
    }
    this.chosen = true
    this.state.apply(selection)
    return selection
  }

  private playText(message: FromBridge): Played[] {
    if (message.type === 'heartbeat') this.heartbeatNow = message
    if (message.type === 'selection' && this.chosen) return []
    // These tell of the recorded connection, not of the scene; the replay speaks its own. A capture's file is long gone.
    if (['heartbeat', 'hello', 'goodbye', 'reply', 'capture'].includes(message.type)) return []
    const restamped = restampText(message, this.shift(), this.rosterOffset())
    this.state.apply(restamped)
    return [{ kind: 'text', text: JSON.stringify(restamped) }]
  }

  /** Begins the next pass: what the last one changed is told as it was at the beginning. */
  private wrap(): Played[] {
    this.pass += 1
    this.next = 0
    this.chosen = false
    const { opening } = this.recording
    const texts: string[] = []
    if (JSON.stringify(this.state.scene) !== JSON.stringify(opening.scene) && opening.scene !== null) {
      this.state.apply(opening.scene)
      texts.push(JSON.stringify(opening.scene))
    }
    if (this.recording.rosterSpan > 0) {
      this.state.restoreRoster(opening, (opening.rosterVersion ?? 0) + this.rosterOffset())
      texts.push(...this.state.rosterParts())
    }
    const selection = this.openingSelection()
    if (!sameSelection(this.state.selection, selection)) {
      this.state.apply(selection)
      texts.push(JSON.stringify(selection))
    }
    return texts.map((text) => ({ kind: 'text', text }))
  }

  private openingSelection(): Selection {
    const time = this.passStart()
    return { ...(this.recording.opening.selection ?? { type: 'selection', nodes: [], active: null, total: 0 }), time }
  }

  private skipMissedPasses(now: number): void {
    const missed = Math.floor((now - this.passStart()) / (this.recording.loopSeconds / this.speed)) - 1
    if (missed > 0) this.pass += missed
  }

  private passStart(): number {
    return this.start + (this.pass * this.recording.loopSeconds) / this.speed
  }

  private rosterOffset(): number {
    return this.pass * this.recording.rosterSpan
  }

  private shift(): Shift {
    const start = this.passStart()
    const { hostTime } = this.recording
    return (time) => start + (time - hostTime) / this.speed
  }
}

function sameSelection(a: Selection | null, b: Selection): boolean {
  return a === null ? b.total === 0 : a.total === b.total && a.active === b.active && a.nodes.join() === b.nodes.join()
}
