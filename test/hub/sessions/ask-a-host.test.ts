// What a panel asks of a host reaches it, and an answer always comes back: the host’s, or why there is none.
import { describe, expect, test } from 'vitest'
import { sessionBench } from '../session-bench'
import { asked, until } from '../workbench'

const bench = sessionBench()

describe('asking a host', () => {
  test('selects and frames nodes in it', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    const { session } = made.address
    await asked(bench.panel, 'sessions.select', { session, nodes: [1, 2], mode: 'replace' })
    await asked(bench.panel, 'sessions.frameInHost', { session, nodes: [2] })
    expect(made.asked.slice(1)).toMatchObject([
      { type: 'select', nodes: [1, 2], mode: 'replace' },
      { type: 'frameInHost', nodes: [2] },
    ])
  })

  test('says why the host refused', async () => {
    const made = await bench.bridge({
      answer: ({ id }) => ({
        type: 'reply',
        to: id,
        error: { kind: 'playing', sentence: 'Stop playback first.' },
        value: null,
      }),
    })
    await bench.live(made)
    const outcome = await bench.panel.ask('sessions.select', {
      session: made.address.session,
      nodes: [1],
      mode: 'replace',
    })
    expect(outcome).toEqual({ ok: false, error: { kind: 'refusedByHost', sentence: 'Stop playback first.' } })
  })

  test('ends when the socket is lost, is cancelled, or names no session', async () => {
    const made = await bench.bridge({ answer: () => null })
    await bench.live(made)
    const args = { session: made.address.session, nodes: [1], mode: 'replace' } as const
    const abort = new AbortController()
    const cancelled = bench.panel.ask('sessions.select', args, abort.signal)
    const lost = bench.panel.ask('sessions.select', args)
    await until('both asked', () => made.asked.filter(({ type }) => type === 'select').length === 2)
    abort.abort()
    made.cut()
    expect(await cancelled).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
    expect(await lost).toMatchObject({ ok: false, error: { kind: 'notConnected' } })
    expect(await bench.panel.ask('sessions.select', { ...args, session: 'nobody' })).toMatchObject({
      ok: false,
      error: { kind: 'noSuchSession' },
    })
  })
})
