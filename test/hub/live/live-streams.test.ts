// What a panel is streamed of a live session: the whole state, then what comes; frames from the past on; samples while somebody looks.
import { describe, expect, test } from 'vitest'
import { decodeColumns } from '../../../bridge/protocol/columns'
import { frames, hello, nodes, roster, samples, scene } from '../fake-bridge'
import { sessionBench } from '../session-bench'
import { collect, until } from '../workbench'

const bench = sessionBench()

const sequences = (items: Uint8Array[]) =>
  items.map((bytes) => {
    const columns = decodeColumns(bytes)
    return columns.kind === 'refused' ? -1 : columns.sequence
  })

describe('a session', () => {
  test('tells a newcomer the state first, then current, then what comes', async () => {
    const made = await bench.bridge({
      greeting: [hello('whole-state'), scene(), roster(1, nodes(600).slice(0, 250), { parts: 3 } as never)],
      session: 'whole-state',
    })
    await bench.live(made)
    made.send(roster(1, nodes(600).slice(250, 500), { part: 1, parts: 3 } as never))
    const early = collect(bench.panel, 'live.messages', { session: 'whole-state' })
    await until('the state', () => early.items.length >= 4)
    expect(early.items.map(({ type }) => type)).toEqual(['hello', 'scene', 'roster', 'roster'])
    made.send(roster(1, nodes(600).slice(500), { part: 2, parts: 3 } as never))
    await until('current', () => early.items.at(-1)?.type === 'current')
    made.send({ type: 'selection', time: 101, nodes: [2], active: 2, total: 1 })
    await until('selection', () => early.items.at(-1)?.type === 'selection')

    const late = collect(bench.panel, 'live.messages', { session: 'whole-state' })
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
    const made = await bench.bridge()
    await bench.live(made)
    for (let i = 0; i < 50; i += 1) made.sendRaw(frames(i))
    await until('all kept', () => (bench.summary(made.address.session)?.lastMessageMs ?? 0) > 0)
    const stream = collect(bench.panel, 'live.frames', { session: made.address.session, seconds: 60 })
    for (let i = 50; i < 100; i += 1) made.sendRaw(frames(i))
    await until('100 frames', () => stream.items.length === 100)
    expect(sequences(stream.items)).toEqual(Array.from({ length: 100 }, (_, i) => i))
    const fromNow = collect(bench.panel, 'live.frames', { session: made.address.session, seconds: 0 })
    made.sendRaw(frames(100))
    await until('the newest', () => fromNow.items.length > 0)
    expect(sequences(fromNow.items)).toEqual([100])
  })

  test('is asked for samples while somebody streams them, and no longer', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    const watches = () => made.asked.flatMap((one) => (one.type === 'watch' ? [one.samples] : []))
    const one = collect(bench.panel, 'live.samples', { session: made.address.session })
    const two = collect(bench.panel, 'live.samples', { session: made.address.session })
    await until('watch with samples', () => watches().at(-1) === true)
    made.sendRaw(samples(1))
    await until('samples', () => one.items.length === 1 && two.items.length === 1)
    one.stop()
    two.stop()
    await until('watch without samples', () => watches().at(-1) === false)
    expect(watches()).toEqual([false, true, false])
  })

  test('is asked for samples again after its socket broke, and by a panel that is gone no longer', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    collect(bench.panel, 'live.samples', { session: made.address.session })
    await until('first watch', () => made.asked.some((one) => one.type === 'watch' && one.samples))
    made.asked.length = 0
    made.cut()
    await until('watch again', () => made.asked.some((one) => one.type === 'watch' && one.samples))
    bench.panel.close()
    await until('no watch', () => made.asked.some((one) => one.type === 'watch' && !one.samples))
  })
})
