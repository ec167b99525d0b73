// A live session from a bridge's socket to a panel's client, through a whole hub: what comes through, what is kept, and what
// every kind of bad bridge does to it.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeColumns } from '../../bridge/protocol/columns'
import type { HubClient } from '../../hub/api'
import type { SessionState, SessionSummary } from '../../hub/sessions/api'
import type { Hub } from '../../hub/hub'
import { type FakeBridge, fakeBridge, frames, heartbeat, hello, nodes, roster, samples, scene } from './fake-bridge'
import { asked, collect, until, type Workbench, workbench } from './workbench'

let bench: Workbench
let hub: Hub
let panel: HubClient
const bridges: FakeBridge[] = []

async function bridge(options: Omit<Parameters<typeof fakeBridge>[0], 'runtime'> = {}): Promise<FakeBridge> {
  const made = await fakeBridge({ runtime: bench.runtime, ...options })
  bridges.push(made)
  return made
}
const summary = (session: string): SessionSummary | undefined => hub.sessions().find((one) => one.session === session)
const stateOf = (session: string): SessionState | undefined => summary(session)?.state
const live = (made: FakeBridge, ms?: number) => until('live', () => stateOf(made.address.session)?.kind === 'live', ms)
const sequences = (items: Uint8Array[]) =>
  items.map((bytes) => {
    const columns = decodeColumns(bytes)
    return columns.kind === 'refused' ? -1 : columns.sequence
  })

beforeEach(async () => {
  bench = await workbench()
  hub = await bench.hub()
  panel = bench.panel(hub)
})
afterEach(async () => {
  for (const made of bridges.splice(0)) await made.close()
  await bench.end()
})

describe('a session', () => {
  test('is found by its address file, greeted with the token and without an Origin, and watched', async () => {
    const made = await bridge()
    await live(made)
    expect(made.requests[0]?.headers).toMatchObject({ authorization: `Bearer ${made.address.token}` })
    expect(made.requests[0]?.headers).not.toHaveProperty('origin')
    expect(made.requests[0]?.headers).not.toHaveProperty('sec-websocket-extensions')
    expect(await until('watch', () => made.asked[0])).toMatchObject({ type: 'watch', frames: true, samples: false })
    expect(summary(made.address.session)).toMatchObject({
      host: { name: 'Fake', version: '1.0' },
      scene: 'walk.fake',
      rigs: ['hero v12', 'prop_rig'],
      origin: { kind: 'live' },
    })
  })

  test('is listed beside others, the newest first, each with its own data', async () => {
    const first = await bridge()
    await live(first)
    const second = await bridge({
      greeting: [hello('second-one'), scene('run.fake'), roster(1, nodes(1))],
      session: 'second-one',
    })
    await live(second)
    const list = collect(panel, 'sessions.list', {})
    const items = await until('list', () => list.items.at(-1))
    expect(items.map(({ scene: name }) => name)).toEqual(['run.fake', 'walk.fake'])
  })

  test('tells a newcomer the state first, then current, then what comes', async () => {
    const made = await bridge({
      greeting: [hello('whole-state'), scene(), roster(1, nodes(600).slice(0, 250), { parts: 3 } as never)],
      session: 'whole-state',
    })
    await live(made)
    made.send(roster(1, nodes(600).slice(250, 500), { part: 1, parts: 3 } as never))
    const early = collect(panel, 'live.messages', { session: 'whole-state' })
    await until('the state', () => early.items.length >= 4)
    expect(early.items.map(({ type }) => type)).toEqual(['hello', 'scene', 'roster', 'roster'])
    made.send(roster(1, nodes(600).slice(500), { part: 2, parts: 3 } as never))
    await until('current', () => early.items.at(-1)?.type === 'current')
    made.send({ type: 'selection', time: 101, nodes: [2], active: 2, total: 1 })
    await until('selection', () => early.items.at(-1)?.type === 'selection')

    const late = collect(panel, 'live.messages', { session: 'whole-state' })
    await until('current', () => late.items.at(-1)?.type === 'current')
    expect(late.items.map(({ type }) => type)).toEqual([
      'hello',
      'scene',
      'roster',
      'roster',
      'roster',
      'selection',
      'current',
    ])
    const ids = late.items.flatMap((item) => (item.type === 'roster' ? item.nodes.map(({ id }) => id) : []))
    expect(ids).toEqual(nodes(600).map(({ id }) => id))
  })

  test('gives frames from some seconds back and then each one in order', async () => {
    const made = await bridge()
    await live(made)
    for (let i = 0; i < 50; i += 1) made.sendRaw(frames(i))
    await until('all kept', () => (summary(made.address.session)?.lastMessageMs ?? 0) > 0)
    const stream = collect(panel, 'live.frames', { session: made.address.session, seconds: 60 })
    for (let i = 50; i < 100; i += 1) made.sendRaw(frames(i))
    await until('100 frames', () => stream.items.length === 100)
    expect(sequences(stream.items)).toEqual(Array.from({ length: 100 }, (_, i) => i))
    const fromNow = collect(panel, 'live.frames', { session: made.address.session, seconds: 0 })
    made.sendRaw(frames(100))
    await until('the newest', () => fromNow.items.length > 0)
    expect(sequences(fromNow.items)).toEqual([100])
  })

  test('is asked for samples while somebody streams them, and no longer', async () => {
    const made = await bridge()
    await live(made)
    const watches = () => made.asked.flatMap((one) => (one.type === 'watch' ? [one.samples] : []))
    const one = collect(panel, 'live.samples', { session: made.address.session })
    const two = collect(panel, 'live.samples', { session: made.address.session })
    await until('watch with samples', () => watches().at(-1) === true)
    made.sendRaw(samples(1))
    await until('samples', () => one.items.length === 1 && two.items.length === 1)
    one.stop()
    two.stop()
    await until('watch without samples', () => watches().at(-1) === false)
    expect(watches()).toEqual([false, true, false])
  })

  test('is asked for samples again after its socket broke, and by a panel that is gone no longer', async () => {
    const made = await bridge()
    await live(made)
    collect(panel, 'live.samples', { session: made.address.session })
    await until('first watch', () => made.asked.some((one) => one.type === 'watch' && one.samples))
    made.asked.length = 0
    made.cut()
    await until('watch again', () => made.asked.some((one) => one.type === 'watch' && one.samples))
    panel.close()
    await until('no watch', () => made.asked.some((one) => one.type === 'watch' && !one.samples))
  })

  test('keeps its past when the same session is met again, and shows no line twice', async () => {
    const line = { time: 90, level: 'info', source: 'stdout', text: 'hello', owner: null, repeats: 1 } as const
    const session = 'met-again-1'
    const made = await bridge({
      session,
      greeting: [hello(session), scene(), roster(1, nodes(2)), { type: 'log', lines: [line], dropped: 0 }],
    })
    await live(made)
    made.sendRaw(frames(1))
    const stream = collect(panel, 'live.messages', { session })
    await until('current', () => stream.items.some(({ type }) => type === 'current'))
    made.cut()
    await until('second hello', () => stream.items.filter(({ type }) => type === 'hello').length === 2)
    await live(made)
    const past = collect(panel, 'live.frames', { session, seconds: 60 })
    await until('the old frame', () => past.items.length === 1)
    const late = collect(panel, 'live.messages', { session })
    await until('current', () => late.items.at(-1)?.type === 'current')
    expect(late.items.flatMap((item) => (item.type === 'log' ? item.lines : []))).toEqual([line])
  })

  test('starts afresh when another session answers at its address', async () => {
    const made = await bridge({ session: 'one-session', greeting: [] })
    await until('client', () => made.clients === 1)
    made.send(hello('one-session'))
    made.send(scene())
    made.send(roster(1, nodes(5)))
    made.sendRaw(frames(1))
    await live(made)
    made.cut()
    await until('a second client', () => made.requests.length === 2 && made.clients === 1)
    made.send(hello('another-session'))
    await live(made)
    const past = collect(panel, 'live.frames', { session: 'one-session', seconds: 60 })
    const stream = collect(panel, 'live.messages', { session: 'one-session' })
    await until('hello', () => stream.items.length > 0)
    expect(stream.items.map(({ type }) => type)).toEqual(['hello'])
    expect(past.items).toEqual([])
  })

  test('tells the whole state again when the clock of its host jumps', async () => {
    const made = await bridge()
    await live(made)
    const { session } = made.address
    const stream = collect(panel, 'live.messages', { session })
    await until('current', () => stream.items.at(-1)?.type === 'current')
    stream.items.length = 0
    made.send(hello(session, { clock: { monotonic: 100, wall: 5000 } }))
    await until('current', () => stream.items.at(-1)?.type === 'current')
    expect(stream.items.map(({ type }) => type)).toEqual(['hello', 'scene', 'roster', 'current'])
    expect(stream.items[0]).toMatchObject({ clock: { wall: 5000 } })
    expect(stateOf(session)?.kind).toBe('live')
  })
})

describe('asking a host', () => {
  test('selects and frames nodes in it', async () => {
    const made = await bridge()
    await live(made)
    const { session } = made.address
    await asked(panel, 'sessions.select', { session, nodes: [1, 2], mode: 'replace' })
    await asked(panel, 'sessions.frameInHost', { session, nodes: [2] })
    expect(made.asked.slice(1)).toMatchObject([
      { type: 'select', nodes: [1, 2], mode: 'replace' },
      { type: 'frameInHost', nodes: [2] },
    ])
  })

  test('says why the host refused', async () => {
    const made = await bridge({
      answer: ({ id }) => ({
        type: 'reply',
        to: id,
        error: { kind: 'playing', sentence: 'Stop playback first.' },
        value: null,
      }),
    })
    await live(made)
    const outcome = await panel.ask('sessions.select', { session: made.address.session, nodes: [1], mode: 'replace' })
    expect(outcome).toEqual({ ok: false, error: { kind: 'refusedByHost', sentence: 'Stop playback first.' } })
  })

  test('ends when the socket is lost, is cancelled, or names no session', async () => {
    const made = await bridge({ answer: () => null })
    await live(made)
    const args = { session: made.address.session, nodes: [1], mode: 'replace' } as const
    const abort = new AbortController()
    const cancelled = panel.ask('sessions.select', args, abort.signal)
    const lost = panel.ask('sessions.select', args)
    await until('both asked', () => made.asked.filter(({ type }) => type === 'select').length === 2)
    abort.abort()
    made.cut()
    expect(await cancelled).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
    expect(await lost).toMatchObject({ ok: false, error: { kind: 'notConnected' } })
    expect(await panel.ask('sessions.select', { ...args, session: 'nobody' })).toMatchObject({
      ok: false,
      error: { kind: 'noSuchSession' },
    })
  })
})

describe('a bridge that does wrong', () => {
  test.each([
    ['text that is not JSON', '{"type":', 'is not JSON'],
    ['a message without a type', '{}', 'no type'],
    ['a malformed message', '{"type":"scene","name":3}', 'scene message is malformed'],
    ['a message nobody knows', '{"type":"telepathy"}', 'does not know'],
    ['truncated columns', frames(1).slice(0, 60), 'rows'],
    ['bytes shorter than a header', new Uint8Array(5), 'shorter than'],
    ['columns of an unknown kind', Uint8Array.from({ length: 48 }, (_, i) => (i === 1 ? 1 : 9)), 'unknown kind'],
  ])('is told of in the log, and lives on: %s', async (_what, data, words) => {
    const made = await bridge()
    await live(made)
    const stream = collect(panel, 'live.messages', { session: made.address.session })
    await until('current', () => stream.items.at(-1)?.type === 'current')
    for (let i = 0; i < 100; i += 1) made.sendRaw(data)
    const lines = () => stream.items.flatMap((item) => (item.type === 'log' ? item.lines : []))
    await until('a line', () => lines().length > 0)
    expect(lines()[0]).toMatchObject({ source: 'bridge', level: 'warning' })
    expect(lines()[0]?.text).toContain(words)
    made.send({ type: 'selection', time: 1, nodes: [1], active: null, total: 1 })
    await until('selection', () => stream.items.at(-1)?.type === 'selection')
    expect(lines()).toHaveLength(1)
    expect(stateOf(made.address.session)?.kind).toBe('live')
  })

  test('is met anew after a message that is too long', async () => {
    const made = await bridge()
    await live(made)
    made.sendRaw(new Uint8Array(17 * 1024 * 1024))
    const why = await until('lost', () => {
      const state = stateOf(made.address.session)
      return state?.kind === 'reconnecting' ? state.why : null
    })
    expect(why).toContain('more than 17 MB')
    await live(made)
  })

  test('is met anew when its roster does not fit, and its samples are held back until it does', async () => {
    const made = await bridge()
    await live(made)
    const { session } = made.address
    const messages = collect(panel, 'live.messages', { session })
    const stream = collect(panel, 'live.samples', { session })
    await until('current', () => messages.items.at(-1)?.type === 'current')
    made.sendRaw(samples(1, 3, 7))
    const text = () =>
      messages.items.flatMap((item) => (item.type === 'log' ? item.lines : [])).map((line) => line.text)
    await until('said', () => text().some((line) => line.includes('held back')))
    expect(stream.items).toEqual([])
    made.send(roster(7, nodes(1), { base: 6 } as never))
    await until('met again', () => made.requests.length === 2)
    await live(made)
    made.sendRaw(samples(2, 3, 1))
    await until('samples', () => stream.items.length === 1)
  })

  test('that speaks a later protocol is refused with what to update, by its file or by its hello', async () => {
    const byFile = await bridge({ change: { protocol: { min: 3, max: 4 } } })
    const refused = await until('refused', () => {
      const state = stateOf(byFile.address.session)
      return state?.kind === 'refused' ? state.sentence : null
    })
    expect(refused).toContain('Update Rigscope')
    expect(byFile.requests).toHaveLength(0)
    const name = 'later-hello'
    const byHello = await bridge({ session: name, greeting: [hello(name, { protocol: { min: 2, max: 9 } })] })
    await until('refused', () => stateOf(name)?.kind === 'refused')
    expect(byHello.requests).toHaveLength(1)
  })

  test('with another token is tried again, and said why', async () => {
    const made = await bridge({ change: { token: 'x'.repeat(43) } })
    const state = await until('reconnecting', () => {
      const found = stateOf(made.address.session)
      return found?.kind === 'reconnecting' ? found : null
    })
    expect(state.why).toContain('refused the token')
    await until('tried again', () => made.requests.length >= 3)
  })
})

describe('a host', () => {
  test('that says it is occupied is busy, with what, and is live again after', async () => {
    const made = await bridge()
    await live(made)
    made.send(
      heartbeat({ busy: { what: 'opening walk.blend', since: 98, owner: 'io', certain: true }, mainAge: 2 } as never),
    )
    const busy = await until('busy', () => {
      const state = stateOf(made.address.session)
      return state?.kind === 'busy' ? state : null
    })
    expect(busy).toMatchObject({ what: 'opening walk.blend', owner: 'io', certain: true })
    expect(Math.abs(Date.now() - 2000 - busy.sinceMs)).toBeLessThan(1500)
    made.send(heartbeat())
    await live(made)
  })

  test('that falls silent is not responding, and live again when it speaks', async () => {
    const made = await bridge()
    await live(made)
    await until('not responding', () => stateOf(made.address.session)?.kind === 'notResponding', 6000)
    made.send(heartbeat())
    await live(made)
  }, 15_000)

  test('that says goodbye is closed and can be taken off the list', async () => {
    const made = await bridge()
    await live(made)
    const { session } = made.address
    const stream = collect(panel, 'live.messages', { session })
    await until('current', () => stream.items.at(-1)?.type === 'current')
    made.send({ type: 'goodbye', time: 1, reason: 'hostExit', sentence: 'Blender was closed.' })
    await until('closed', () => stateOf(session)?.kind === 'closed')
    expect(stateOf(session)).toMatchObject({ reason: 'Blender was closed.' })
    expect(stream.items.at(-1)?.type).toBe('goodbye')
    await asked(panel, 'sessions.forget', { session })
    await until('ended', () => stream.ended !== undefined)
    expect(stream.ended?.kind).toBe('noSuchSession')
    expect(hub.sessions()).toEqual([])
  })

  test('whose socket breaks is back within a second', async () => {
    const made = await bridge()
    await live(made)
    const started = performance.now()
    made.cut()
    await until('lost', () => stateOf(made.address.session)?.kind === 'reconnecting')
    await live(made)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('that restarts as another session is back within two seconds', async () => {
    const first = await bridge()
    await live(first)
    const started = performance.now()
    await first.close()
    const second = await bridge({ session: 'after-restart', greeting: [hello('after-restart'), scene()] })
    await live(second)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('that takes the connection and never speaks is not called live', async () => {
    const made = await bridge({ greeting: [] })
    await until('client', () => made.clients === 1)
    made.sendRaw(frames(1))
    made.send(scene())
    expect(stateOf(made.address.session)?.kind).toBe('connecting')
  })
})

test('address files of other machines, dead processes and strangers are no sessions', async () => {
  const template = (await bridge()).address
  const put = (name: string, content: string) =>
    writeFile(join(bench.runtime, 'sessions', `${name}.json`), content, { mode: 0o600 })
  await put('elsewhere-1', JSON.stringify({ ...template, session: 'elsewhere-1', machine: 'another-machine' }))
  await put('other-boot', JSON.stringify({ ...template, session: 'other-boot', bootId: 'another-boot' }))
  await put('dead-pid-1', JSON.stringify({ ...template, session: 'dead-pid-1', pid: 2 ** 22 + 1 }))
  await put('reused-pid', JSON.stringify({ ...template, session: 'reused-pid', processStarted: 1 }))
  await put('not-json-1', '{')
  await put('wrong-name', JSON.stringify({ ...template, session: 'right-name' }))
  await writeFile(
    join(bench.runtime, 'sessions', 'open-to-all.json'),
    JSON.stringify({ ...template, session: 'open-to-all' }),
    { mode: 0o644 },
  )
  const last = await bridge({ session: 'after-all-1', greeting: [hello('after-all-1')] })
  await live(last)
  await until('said', () => hub.notices.length >= 3)
  expect(
    hub
      .sessions()
      .map(({ session }) => session)
      .sort(),
  ).toEqual(['after-all-1', template.session].sort())
  expect(hub.notices.join('\n')).toMatch(/not-json-1.*not JSON|wrong-name.*not named/s)
})
