// What every kind of bad bridge does to its session, and that the hub lives on.
import { describe, expect, test } from 'vitest'
import { frames, hello, nodes, roster, samples } from '../fake-bridge'
import { sessionBench } from '../session-bench'
import { collect, until } from '../workbench'

const bench = sessionBench()

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
    const made = await bench.bridge()
    await bench.live(made)
    const stream = collect(bench.panel, 'live.messages', { session: made.address.session })
    await until('current', () => stream.items.at(-1)?.type === 'current')
    for (let i = 0; i < 100; i += 1) made.sendRaw(data)
    const lines = () => stream.items.flatMap((item) => (item.type === 'log' ? item.lines : []))
    await until('a line', () => lines().length > 0)
    expect(lines()[0]).toMatchObject({ source: 'bridge', level: 'warning' })
    expect(lines()[0]?.text).toContain(words)
    made.send({ type: 'selection', time: 1, nodes: [1], active: null, total: 1 })
    await until('selection', () => stream.items.at(-1)?.type === 'selection')
    expect(lines()).toHaveLength(1)
    expect(bench.stateOf(made.address.session)?.kind).toBe('live')
  })

  test('is met anew after a message that is too long', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    made.sendRaw(new Uint8Array(17 * 1024 * 1024))
    const why = await until('lost', () => {
      const state = bench.stateOf(made.address.session)
      return state?.kind === 'reconnecting' ? state.why : null
    })
    expect(why).toContain('more than 17 MB')
    await bench.live(made)
  })

  test('is met anew when its roster does not fit, and its samples are held back until it does', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    const { session } = made.address
    const messages = collect(bench.panel, 'live.messages', { session })
    const stream = collect(bench.panel, 'live.samples', { session })
    await until('current', () => messages.items.at(-1)?.type === 'current')
    made.sendRaw(samples(1, 3, 7))
    const text = () =>
      messages.items.flatMap((item) => (item.type === 'log' ? item.lines : [])).map((line) => line.text)
    await until('said', () => text().some((line) => line.includes('held back')))
    expect(stream.items).toEqual([])
    made.send(roster(7, nodes(1), { base: 6 } as never))
    await until('met again', () => made.requests.length === 2)
    await bench.live(made)
    made.sendRaw(samples(2, 3, 1))
    await until('samples', () => stream.items.length === 1)
  })

  test('that speaks a later protocol is refused with what to update, by its file or by its hello', async () => {
    const byFile = await bench.bridge({ change: { protocol: { min: 3, max: 4 } } })
    const refused = await until('refused', () => {
      const state = bench.stateOf(byFile.address.session)
      return state?.kind === 'refused' ? state.sentence : null
    })
    expect(refused).toContain('Update Rigscope')
    expect(byFile.requests).toHaveLength(0)
    const name = 'later-hello'
    const byHello = await bench.bridge({ session: name, greeting: [hello(name, { protocol: { min: 2, max: 9 } })] })
    await until('refused', () => bench.stateOf(name)?.kind === 'refused')
    expect(byHello.requests).toHaveLength(1)
  })

  test('with another token is tried again, and said why', async () => {
    const made = await bench.bridge({ change: { token: 'x'.repeat(43) } })
    const state = await until('reconnecting', () => {
      const found = bench.stateOf(made.address.session)
      return found?.kind === 'reconnecting' ? found : null
    })
    expect(state.why).toContain('refused the token')
    await until('tried again', () => made.requests.length >= 3)
  })
})
