// Where a host's window lies, as the list of sessions tells it: of live sessions alone, and anew whenever it moved.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeBridge, hello, nodes, roster, scene } from '../fake-bridge'
import { until, type Workbench, workbench } from '../workbench'

const rectangle = { x: 10, y: 20, width: 800, height: 600 }
const moved = { type: 'hostWindow', rectangle, screen: null, active: true } as const

let bench: Workbench
beforeEach(async () => {
  bench = await workbench()
})
afterEach(() => bench.end())

test('a session tells where its host’s window is, each time that it moved', async () => {
  const bridge = await fakeBridge({ runtime: bench.runtime })
  bench.later(() => bridge.close())
  const hub = await bench.hub()
  const active: (boolean | null | undefined)[] = []
  hub.onChange(([session]) => active.push(session?.window?.active))
  await until('live', () => hub.sessions()[0]?.state.kind === 'live')
  expect(hub.sessions()[0]?.window).toBeNull()
  bridge.send(moved)
  await until('a window', () => active.at(-1) === true)
  expect(hub.sessions()[0]?.window).toEqual({ rectangle, screen: null, active: true })
  bridge.send({ ...moved, active: false })
  await until('the next', () => active.at(-1) === false)
})

test('a recording has no window on this machine, whatever was recorded', async () => {
  const recording = { kind: 'recording', name: 'walk', recordedAt: null, how: 'by hand' } as const
  const greeting = [{ ...hello('recorded-1'), origin: recording }, scene(), moved, roster(1, nodes(3))]
  const bridge = await fakeBridge({ runtime: bench.runtime, session: 'recorded-1', greeting })
  bench.later(() => bridge.close())
  const hub = await bench.hub()
  await until('live', () => hub.sessions()[0]?.origin.kind === 'recording')
  expect(hub.sessions()[0]?.window).toBeNull()
})
