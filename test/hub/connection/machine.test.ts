// The connection's machine: what each happening makes of a session's state, and what must hold whatever happens in any order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffMs } from '../../../hub/connection/backoff'
import {
  type Effect,
  greetingMs,
  type Input,
  type Machine,
  newMachine,
  silenceMs,
  step,
} from '../../../hub/connection/machine'
import { protocolRefusal } from '../../../hub/connection/protocol-overlap'

const wallBase = 1_800_000_000_000
const at = (ms: number) => ({ monotonicMs: ms, wallMs: wallBase + ms })
const beat = (change: Partial<Input & { kind: 'heartbeat' }> = {}): Input => ({
  kind: 'heartbeat',
  mainAgeMs: 5,
  busy: null,
  ...change,
})

/** Runs inputs, each at its time, and gives every machine and effect. */
function run(...steps: [ms: number, input: Input][]): { machine: Machine; effects: Effect[] } {
  let machine = newMachine
  const effects: Effect[] = []
  for (const [ms, input] of steps) {
    const next = step(machine, input, at(ms))
    machine = next.machine
    effects.push(...next.effects)
  }
  return { machine, effects }
}
const met: [number, Input][] = [
  [0, { kind: 'start' }],
  [10, { kind: 'opened' }],
  [20, { kind: 'hello', refusal: null }],
]
const ticks = (from: number, to: number): [number, Input][] =>
  Array.from({ length: Math.floor((to - from) / 500) }, (_, i) => [from + i * 500, { kind: 'tick' }])

describe('a session', () => {
  test('is connecting until it said hello, then live', () => {
    expect(run(met[0]!).machine.state).toEqual({ kind: 'connecting', attempt: 1 })
    expect(run(met[0]!, met[1]!).machine.state.kind).toBe('connecting')
    expect(run(...met).machine.state).toEqual({ kind: 'live' })
  })

  test('whose main thread is blocked for 30 seconds is busy all that time, since the same moment', () => {
    const beats: [number, Input][] = []
    for (let ms = 3000; ms <= 30_000; ms += 500)
      beats.push([ms, ms % 1000 === 0 ? beat({ mainAgeMs: ms + Math.sin(ms) * 5 }) : { kind: 'tick' }])
    let machine = run(...met).machine
    const since = new Set<number>()
    for (const [ms, input] of beats) {
      machine = step(machine, input, at(ms)).machine
      expect(machine.state.kind).toBe('busy')
      if (machine.state.kind === 'busy') since.add(Math.round(machine.state.sinceMs / 20))
    }
    expect(since.size).toBeLessThanOrEqual(2)
    expect(step(machine, beat(), at(31_000)).machine.state).toEqual({ kind: 'live' })
  })

  test('is not busy below two seconds, nor where the host has no idle ticks', () => {
    expect(run(...met, [100, beat({ mainAgeMs: 1999 })]).machine.state.kind).toBe('live')
    expect(run(...met, [100, beat({ mainAgeMs: null })]).machine.state.kind).toBe('live')
    expect(run(...met, [100, beat({ mainAgeMs: 2000 })]).machine.state.kind).toBe('busy')
  })

  test('is not responding after three seconds without a heartbeat while its process lives', () => {
    const { machine, effects } = run(...met, ...ticks(500, 4000))
    expect(machine.state).toEqual({ kind: 'notResponding', sinceMs: wallBase + 20 })
    expect(effects.at(-1)).toEqual({ kind: 'checkAlive' })
    expect(step(machine, { kind: 'alive', alive: true }, at(4000)).machine.state.kind).toBe('notResponding')
    expect(step(machine, beat(), at(4100)).machine.state).toEqual({ kind: 'live' })
  })

  test('crashed where the socket is lost or silent and the process is gone', () => {
    const lost = run(...met, [100, { kind: 'lost', why: 'x' }], [110, { kind: 'alive', alive: false }])
    expect(lost.machine.state).toEqual({ kind: 'crashed', atMs: wallBase + 110 })
    const silent = run(...met, ...ticks(500, 4000), [4010, { kind: 'alive', alive: false }])
    expect(silent.machine.state.kind).toBe('crashed')
    expect(silent.effects.at(-1)).toEqual({ kind: 'disconnect' })
  })

  test('is reconnecting while the process lives, with more and more time between tries', () => {
    let { machine } = run(...met)
    const attempts: number[] = []
    for (let i = 0; i < 5; i += 1) {
      machine = step(machine, { kind: 'lost', why: 'refused' }, at(100 + i)).machine
      machine = step(machine, { kind: 'alive', alive: true }, at(100 + i)).machine
      const next = step(machine, { kind: 'elapsed' }, at(100 + i))
      expect(next.effects).toEqual([{ kind: 'connect' }])
      machine = next.machine
      if (machine.state.kind === 'reconnecting') attempts.push(machine.state.attempt)
    }
    expect(attempts).toEqual([1, 2, 3, 4, 5])
    expect(machine.state).toMatchObject({ kind: 'reconnecting', sinceMs: wallBase + 100 })
    const waits = [1, 2, 3, 10, 1000].map((attempt) => backoffMs(attempt, 0.5))
    expect(waits).toEqual([100, 200, 400, 5000, 5000])
  })

  test('is closed after goodbye, whatever comes of the socket', () => {
    const { machine } = run(
      ...met,
      [50, { kind: 'goodbye', sentence: 'Bye.' }],
      [60, { kind: 'lost', why: 'x' }],
      [70, { kind: 'alive', alive: false }],
    )
    expect(machine.state).toEqual({ kind: 'closed', atMs: wallBase + 50, reason: 'Bye.' })
  })

  test('is closed where its address file went and its socket breaks', () => {
    const { machine } = run(
      ...met,
      [50, { kind: 'withdrawn' }],
      [60, { kind: 'lost', why: 'x' }],
      [70, { kind: 'alive', alive: true }],
    )
    expect(machine.state.kind).toBe('closed')
  })

  test('comes back when its bridge began anew or the user tries again', () => {
    const closed = run(...met, [50, { kind: 'goodbye', sentence: 'Bye.' }]).machine
    expect(step(closed, { kind: 'moved' }, at(60))).toMatchObject({
      machine: { state: { kind: 'connecting', attempt: 1 } },
      effects: [{ kind: 'connect' }],
    })
    expect(step(closed, { kind: 'retry' }, at(60)).effects).toEqual([{ kind: 'connect' }])
  })

  test('that says nothing after the connection is given up and tried again', () => {
    const { machine, effects } = run(met[0]!, met[1]!, ...ticks(500, greetingMs + 1000))
    expect(machine.state).toMatchObject({
      kind: 'reconnecting',
      why: expect.stringContaining('said nothing') as string,
    })
    expect(effects).toContainEqual({ kind: 'disconnect' })
  })

  test('is not blamed for a sleep of the hub itself', () => {
    const { machine } = run(...met, ...ticks(500, 1500), [60_000, { kind: 'tick' }])
    expect(machine.state.kind).toBe('live')
    expect(
      run(...met, ...ticks(500, 1500), [60_000, { kind: 'tick' }], ...ticks(60_500, 60_500 + silenceMs + 1000)).machine
        .state.kind,
    ).toBe('notResponding')
  })

  test('keeps its state when the wall clock jumps, since only the other clock is measured with', () => {
    let machine = run(...met).machine
    machine = step(machine, { kind: 'tick' }, { monotonicMs: 500, wallMs: wallBase + 1e9 }).machine
    expect(machine.state.kind).toBe('live')
  })
})

test('which half to update is said', () => {
  expect(protocolRefusal({ min: 1, max: 3 }, 'Blender 3.4', { min: 2, max: 2 })).toBeNull()
  expect(protocolRefusal({ min: 3, max: 4 }, 'Blender 3.4', { min: 1, max: 2 })).toContain(
    'Update Rigscope on this workstation',
  )
  expect(protocolRefusal({ min: 1, max: 1 }, 'Blender 3.4', { min: 2, max: 3 })).toContain(
    'Update the bridge in Blender 3.4',
  )
})

test('in any order of happenings, sockets, states and effects agree', () => {
  const input: fc.Arbitrary<Input> = fc.oneof(
    fc.constantFrom<Input>(
      { kind: 'start' },
      { kind: 'opened' },
      { kind: 'hello', refusal: null },
      { kind: 'hello', refusal: 'Update.' },
      { kind: 'goodbye', sentence: 'Bye.' },
      { kind: 'lost', why: 'x' },
      { kind: 'refused', sentence: 'Update.' },
      { kind: 'alive', alive: true },
      { kind: 'alive', alive: false },
      { kind: 'elapsed' },
      { kind: 'tick' },
      { kind: 'retry' },
      { kind: 'moved' },
      { kind: 'withdrawn' },
    ),
    fc.record({
      kind: fc.constant('heartbeat' as const),
      mainAgeMs: fc.option(fc.double({ min: 0, max: 60_000, noNaN: true })),
      busy: fc.option(fc.constant({ what: 'opening', owner: null, certain: true, sinceMs: wallBase })),
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 6000 }), input), { maxLength: 200 }), (happenings) => {
      let machine = newMachine
      let hasSocket = false
      let mayWait = false
      let now = 0
      let wasLive = false
      for (const [later, one] of happenings) {
        // A shell tells of a socket only while there is one, and of a wait only while it waits.
        if (['opened', 'hello', 'heartbeat', 'goodbye', 'lost'].includes(one.kind) && !hasSocket) continue
        if (one.kind === 'elapsed' && !mayWait) continue
        if (one.kind === 'lost') hasSocket = false
        if (one.kind === 'elapsed') mayWait = false
        now += later
        const before = machine
        const next = step(machine, one, at(now))
        machine = next.machine
        for (const effect of next.effects) {
          if (effect.kind === 'connect') {
            expect(hasSocket, 'connects only without a socket').toBe(false)
            hasSocket = true
            mayWait = false
          } else if (effect.kind === 'disconnect') hasSocket = false
          else if (effect.kind === 'wait') mayWait = true
        }
        wasLive ||= machine.state.kind === 'live'
        const { kind } = machine.state
        expect(['opening', 'greeting', 'open'].includes(machine.phase), `a socket exactly in ${machine.phase}`).toBe(
          hasSocket,
        )
        if (kind === 'live' || kind === 'busy' || kind === 'notResponding') expect(machine.phase).toBe('open')
        if (kind === 'crashed') expect(wasLive && before.state.kind !== 'closed').toBe(true)
        if (kind === 'closed' || kind === 'crashed' || kind === 'refused') expect(machine.phase).toBe('ended')
        if (machine.phase === 'waiting') expect(mayWait).toBe(true)
        expect(JSON.stringify(machine.state)).not.toContain('NaN')
      }
    }),
    { numRuns: 500 },
  )
})
