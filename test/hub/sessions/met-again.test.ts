// A session that is met again keeps its past, another one at its address has none, and a clock that jumps is told anew.
import { describe, expect, test } from 'vitest'
import { frames, hello, nodes, roster, scene } from '../fake-bridge'
import { sessionBench } from '../session-bench'
import { collect, until } from '../workbench'

const bench = sessionBench()

describe('a session', () => {
  test('keeps its past when the same session is met again, and shows no line twice', async () => {
    const line = { time: 90, level: 'info', source: 'stdout', text: 'hello', owner: null, repeats: 1 } as const
    const session = 'met-again-1'
    const made = await bench.bridge({
      session,
      greeting: [hello(session), scene(), roster(1, nodes(2)), { type: 'log', lines: [line], dropped: 0 }],
    })
    await bench.live(made)
    made.sendRaw(frames(1))
    const stream = collect(bench.panel, 'live.messages', { session })
    await until('current', () => stream.items.some(({ type }) => type === 'current'))
    made.cut()
    await until('second hello', () => stream.items.filter(({ type }) => type === 'hello').length === 2)
    await bench.live(made)
    const past = collect(bench.panel, 'live.frames', { session, seconds: 60 })
    await until('the old frame', () => past.items.length === 1)
    const late = collect(bench.panel, 'live.messages', { session })
    await until('current', () => late.items.at(-1)?.type === 'current')
    expect(late.items.flatMap((item) => (item.type === 'log' ? item.lines : []))).toEqual([line])
  })

  test('starts afresh when another session answers at its address', async () => {
    const made = await bench.bridge({ session: 'one-session', greeting: [] })
    await until('client', () => made.clients === 1)
    made.send(hello('one-session'))
    made.send(scene())
    made.send(roster(1, nodes(5)))
    made.sendRaw(frames(1))
    await bench.live(made)
    made.cut()
    await until('a second client', () => made.requests.length === 2 && made.clients === 1)
    made.send(hello('another-session'))
    await bench.live(made)
    const past = collect(bench.panel, 'live.frames', { session: 'one-session', seconds: 60 })
    const stream = collect(bench.panel, 'live.messages', { session: 'one-session' })
    await until('hello', () => stream.items.length > 0)
    expect(stream.items.map(({ type }) => type)).toEqual(['hello'])
    expect(past.items).toEqual([])
  })

  test('tells the whole state again when the clock of its host jumps', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    const { session } = made.address
    const stream = collect(bench.panel, 'live.messages', { session })
    await until('current', () => stream.items.at(-1)?.type === 'current')
    stream.items.length = 0
    made.send(hello(session, { clock: { monotonic: 100, wall: 5000 } }))
    await until('current', () => stream.items.at(-1)?.type === 'current')
    expect(stream.items.map(({ type }) => type)).toEqual(['hello', 'scene', 'roster', 'current'])
    expect(stream.items[0]).toMatchObject({ clock: { wall: 5000 } })
    expect(bench.stateOf(session)?.kind).toBe('live')
  })
})
