// What a connection to one bridge makes of what happens to it, as a pure function: where the session stands, and what is to be
// done next. Sockets, clocks and processes are connection.ts's.
import type { SessionState } from '../sessions/api'

/** The same instant on two clocks, in milliseconds: one that never jumps, to measure with, and the wall's, to show. */
export interface Instant {
  readonly monotonicMs: number
  readonly wallMs: number
}

export interface Busy {
  readonly what: string
  readonly owner: string | null
  readonly certain: boolean
  /** Wall milliseconds. */
  readonly sinceMs: number
}

export type Input =
  | { readonly kind: 'start' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'hello'; readonly refusal: string | null }
  | { readonly kind: 'heartbeat'; readonly mainAgeMs: number | null; readonly busy: Busy | null }
  | { readonly kind: 'goodbye'; readonly sentence: string }
  /** The socket could not be opened, or is gone. */
  | { readonly kind: 'lost'; readonly why: string }
  /** Both halves cannot work together. */
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'alive'; readonly alive: boolean }
  /** The wait is over. */
  | { readonly kind: 'elapsed' }
  /** Twice a second. */
  | { readonly kind: 'tick' }
  | { readonly kind: 'retry' }
  /** The address file changed: the bridge began anew. */
  | { readonly kind: 'moved' }
  /** The address file is gone. */
  | { readonly kind: 'withdrawn' }

export type Effect =
  | { readonly kind: 'connect' }
  | { readonly kind: 'disconnect' }
  /** Ask whether the process lives; the answer is `alive`. */
  | { readonly kind: 'checkAlive' }
  /** Wait before the given try, then say `elapsed`. */
  | { readonly kind: 'wait'; readonly attempt: number }

export interface Machine {
  readonly phase: 'idle' | 'opening' | 'greeting' | 'open' | 'lost' | 'waiting' | 'ended'
  readonly state: SessionState
  /** Tries since the last hello. */
  readonly attempt: number
  readonly wasLive: boolean
  /** The address file is gone. */
  readonly withdrawn: boolean
  readonly heardMonotonicMs: number
  readonly heardWallMs: number
  readonly tickedMonotonicMs: number
}

export interface Step {
  readonly machine: Machine
  readonly effects: readonly Effect[]
}

export const silenceMs = 3000
export const greetingMs = 10_000
/** A main thread that is silent for this long is busy, though nobody says with what. Slow playback is not: it ticks each frame. */
export const busyFromMs = 2000
/** A hub that itself slept this long (laptop lid, debugger) grants its sessions a fresh start. */
const ownPauseMs = 2500

export const newMachine: Machine = {
  phase: 'idle',
  state: { kind: 'connecting', attempt: 1 },
  attempt: 0,
  wasLive: false,
  withdrawn: false,
  heardMonotonicMs: 0,
  heardWallMs: 0,
  tickedMonotonicMs: 0,
}

/** The next machine and what to do. Inputs that make no sense in a phase change nothing. */
export function step(machine: Machine, input: Input, at: Instant): Step {
  const stay: Step = { machine, effects: [] }
  const to = (change: Partial<Machine>, ...effects: Effect[]): Step => ({ machine: { ...machine, ...change }, effects })
  const { phase, state } = machine
  const hasSocket = phase === 'opening' || phase === 'greeting' || phase === 'open'

  switch (input.kind) {
    case 'start':
      return phase === 'idle' ? connectAfresh(machine) : stay
    case 'opened':
      return phase === 'opening' ? to({ phase: 'greeting', ...heard(at) }) : stay
    case 'hello':
      if (phase !== 'greeting' && phase !== 'open') return stay
      if (input.refusal !== null) return refuse(machine, input.refusal)
      return phase === 'open'
        ? to(heard(at))
        : to({ phase: 'open', state: { kind: 'live' }, attempt: 0, wasLive: true, ...heard(at) })
    case 'heartbeat':
      return phase === 'open' ? to({ ...heard(at), state: beating(state, input, at) }) : stay
    case 'goodbye':
      if (phase !== 'open' && phase !== 'greeting') return stay
      return to(
        { phase: 'ended', wasLive: false, state: { kind: 'closed', atMs: at.wallMs, reason: input.sentence } },
        { kind: 'disconnect' },
      )
    case 'lost':
      return hasSocket ? lose(machine, input.why, at) : stay
    case 'refused':
      return phase === 'ended' ? stay : refuse(machine, input.sentence)
    case 'alive':
      if (!input.alive) {
        if (phase !== 'lost' && state.kind !== 'notResponding') return stay
        return to({ phase: 'ended', state: gone(machine, at) }, ...(hasSocket ? [{ kind: 'disconnect' } as const] : []))
      }
      if (phase !== 'lost') return stay
      if (machine.withdrawn) return withdraw(machine, at)
      return to({ phase: 'waiting' }, { kind: 'wait', attempt: machine.attempt })
    case 'elapsed':
      return phase === 'waiting' ? connect(machine) : stay
    case 'tick':
      return tick(machine, at)
    case 'retry':
      return hasSocket ? stay : connectAfresh(machine)
    case 'moved':
      if (hasSocket) return to({ withdrawn: false })
      return connectAfresh({ ...machine, withdrawn: false })
    case 'withdrawn':
      // A host that died while nobody was connected crashed, though its address file is gone by now.
      if (phase === 'waiting') return to({ phase: 'lost', withdrawn: true }, { kind: 'checkAlive' })
      if (phase === 'ended') return machine.state.kind === 'refused' ? withdraw(machine, at) : stay
      return to({ withdrawn: true })
  }
}

function connect(machine: Machine): Step {
  const attempt = machine.attempt + 1
  const { state } = machine
  const shown = state.kind === 'reconnecting' ? { ...state, attempt } : ({ kind: 'connecting', attempt } as const)
  return { machine: { ...machine, phase: 'opening', attempt, state: shown }, effects: [{ kind: 'connect' }] }
}

function connectAfresh(machine: Machine): Step {
  return connect({ ...machine, attempt: 0, state: { kind: 'connecting', attempt: 1 } })
}

function heard(at: Instant): Pick<Machine, 'heardMonotonicMs' | 'heardWallMs'> {
  return { heardMonotonicMs: at.monotonicMs, heardWallMs: at.wallMs }
}

function beating(before: SessionState, beat: Input & { kind: 'heartbeat' }, at: Instant): SessionState {
  const stalledMs = beat.mainAgeMs !== null && beat.mainAgeMs >= busyFromMs ? beat.mainAgeMs : null
  if (beat.busy === null && stalledMs === null) return { kind: 'live' }
  const found: Busy = beat.busy ?? {
    what: 'its main thread does not answer',
    owner: null,
    certain: true,
    sinceMs: at.wallMs - (stalledMs ?? 0),
  }
  // The start is computed anew with each heartbeat; shown is the first, so that it does not tremble.
  const sinceMs = before.kind === 'busy' ? Math.min(before.sinceMs, found.sinceMs) : found.sinceMs
  return { kind: 'busy', what: found.what, owner: found.owner, certain: found.certain, sinceMs }
}

function lose(machine: Machine, why: string, at: Instant): Step {
  const before = machine.state
  const sinceMs = before.kind === 'reconnecting' ? before.sinceMs : at.wallMs
  const attempt = machine.phase === 'open' ? 1 : machine.attempt
  const state: SessionState = { kind: 'reconnecting', sinceMs, attempt: Math.max(1, attempt), why }
  return {
    machine: { ...machine, phase: 'lost', attempt: machine.phase === 'open' ? 0 : machine.attempt, state },
    effects: [{ kind: 'checkAlive' }],
  }
}

function refuse(machine: Machine, sentence: string): Step {
  return {
    machine: { ...machine, phase: 'ended', state: { kind: 'refused', sentence } },
    effects: [{ kind: 'disconnect' }],
  }
}

function gone(machine: Machine, at: Instant): SessionState {
  return machine.wasLive
    ? { kind: 'crashed', atMs: at.wallMs }
    : { kind: 'closed', atMs: at.wallMs, reason: 'The host has ended.' }
}

function withdraw(machine: Machine, at: Instant): Step {
  const state: SessionState = { kind: 'closed', atMs: at.wallMs, reason: 'The bridge was stopped in the host.' }
  return { machine: { ...machine, phase: 'ended', state }, effects: [] }
}

function tick(machine: Machine, at: Instant): Step {
  const paused = at.monotonicMs - machine.tickedMonotonicMs > ownPauseMs
  const next: Machine = { ...machine, tickedMonotonicMs: at.monotonicMs, ...(paused ? heard(at) : {}) }
  const silentMs = at.monotonicMs - next.heardMonotonicMs
  if (next.phase === 'greeting' && silentMs >= greetingMs) {
    const lost = lose(next, `It took the connection but said nothing for ${greetingMs / 1000} seconds.`, at)
    return { machine: lost.machine, effects: [{ kind: 'disconnect' }, ...lost.effects] }
  }
  if (next.phase !== 'open' || silentMs < silenceMs) return { machine: next, effects: [] }
  const state: SessionState =
    next.state.kind === 'notResponding' ? next.state : { kind: 'notResponding', sinceMs: next.heardWallMs }
  return { machine: { ...next, state }, effects: [{ kind: 'checkAlive' }] }
}
