// The states of a host, from its first word to its end, as the hub tells them apart.
import { describe, expect, test } from 'vitest'
import { frames, heartbeat, hello, scene } from '../fake-bridge'
import { sessionBench } from '../session-bench'
import { asked, collect, until } from '../workbench'

const bench = sessionBench()

describe('a host', () => {
  test('that says it is occupied is busy, with what, and is live again after', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    made.send(
      heartbeat({ busy: { what: 'opening walk.blend', since: 98, owner: 'io', certain: true }, mainAge: 2 } as never),
    )
    const busy = await until('busy', () => {
      const state = bench.stateOf(made.address.session)
      return state?.kind === 'busy' ? state : null
    })
    expect(busy).toMatchObject({ what: 'opening walk.blend', owner: 'io', certain: true })
    expect(Math.abs(Date.now() - 2000 - busy.sinceMs)).toBeLessThan(1500)
    made.send(heartbeat())
    await bench.live(made)
  })

  test('that falls silent is not responding, and live again when it speaks', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    await until('not responding', () => bench.stateOf(made.address.session)?.kind === 'notResponding', 6000)
    made.send(heartbeat())
    await bench.live(made)
  }, 15_000)

  test('that says goodbye is closed and can be taken off the list', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    const { session } = made.address
    const stream = collect(bench.panel, 'live.messages', { session })
    await until('current', () => stream.items.at(-1)?.type === 'current')
    made.send({ type: 'goodbye', time: 1, reason: 'hostExit', sentence: 'Blender was closed.' })
    await until('closed', () => bench.stateOf(session)?.kind === 'closed')
    expect(bench.stateOf(session)).toMatchObject({ reason: 'Blender was closed.' })
    expect(stream.items.at(-1)?.type).toBe('goodbye')
    await asked(bench.panel, 'sessions.forget', { session })
    await until('ended', () => stream.ended !== undefined)
    expect(stream.ended?.kind).toBe('noSuchSession')
    expect(bench.hub.sessions()).toEqual([])
  })

  test('whose socket breaks is back within a second', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    const started = performance.now()
    made.cut()
    await until('lost', () => bench.stateOf(made.address.session)?.kind === 'reconnecting')
    await bench.live(made)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('that restarts as another session is back within two seconds', async () => {
    const first = await bench.bridge()
    await bench.live(first)
    const started = performance.now()
    await first.close()
    const second = await bench.bridge({ session: 'after-restart', greeting: [hello('after-restart'), scene()] })
    await bench.live(second)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('that takes the connection and never speaks is not called live', async () => {
    const made = await bench.bridge({ greeting: [] })
    await until('client', () => made.clients === 1)
    made.sendRaw(frames(1))
    made.send(scene())
    expect(bench.stateOf(made.address.session)?.kind).toBe('connecting')
  })
})
