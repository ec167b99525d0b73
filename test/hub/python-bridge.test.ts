// The hub with the real bridge in Python, hosted by its fake host: the whole wire between the two languages, and the ways in
// which a real process ends or stalls. Skipped by name where the bridge's libraries were not put in place (npm run build does).
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeColumns } from '../../bridge/protocol/columns'
import type { HubClient } from '../../hub/api'
import type { SessionState } from '../../hub/sessions/api'
import type { Hub } from '../../hub/hub'
import { asked, collect, until, type Workbench, workbench } from './workbench'

const root = join(import.meta.dirname, '..', '..')
const ownPython = join(root, '.venv', 'bin', 'python')
const isReady = existsSync(join(root, 'bridge', 'rigscope_bridge', '_vendor', 'websockets'))

let bench: Workbench
let hub: Hub
let panel: HubClient

beforeEach(async () => {
  bench = await workbench()
  hub = await bench.hub()
  panel = bench.panel(hub)
})
afterEach(() => bench.end())

function host(...args: string[]): ChildProcess {
  const child = spawn(existsSync(ownPython) ? ownPython : 'python3', ['-m', 'rigscope_bridge.hosts.fake', ...args], {
    env: { ...process.env, ...bench.env, PYTHONPATH: join(root, 'bridge') },
    stdio: 'ignore',
  })
  bench.later(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
    }
  })
  return child
}
const state = (at = 0): SessionState | undefined => hub.sessions()[at]?.state
const kindIs = (kind: SessionState['kind'], ms = 20_000) => until(kind, () => state()?.kind === kind, ms)

describe.skipIf(!isReady)('a real bridge', () => {
  test('tells its scene and roster, streams frames and samples, and selects', { timeout: 60_000 }, async () => {
    host('--nodes', '1200', '--rigs', '3', '--fps', '60')
    await kindIs('live')
    const session = hub.sessions()[0]?.session ?? ''
    const messages = collect(panel, 'live.messages', { session })
    const frames = collect(panel, 'live.frames', { session, seconds: 10 })
    const samples = collect(panel, 'live.samples', { session })
    await until('current', () => messages.items.some(({ type }) => type === 'current'), 20_000)
    const nodes = messages.items.flatMap((item) => (item.type === 'roster' ? item.nodes : []))
    expect(nodes.length).toBeGreaterThanOrEqual(1200)
    await until('frames', () => frames.items.length > 20, 20_000)
    await until('samples', () => samples.items.length > 1, 20_000)
    const numbers = frames.items.map((bytes) => {
      const columns = decodeColumns(bytes)
      return columns.kind === 'frames' ? columns.sequence : NaN
    })
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? NaN) + i))
    const sampled = decodeColumns(samples.items[0] ?? new Uint8Array())
    const known = new Set(nodes.map(({ id }) => id))
    expect(sampled.kind === 'samples' && [...sampled.id].every((id) => known.has(id))).toBe(true)
    const picked = nodes[5]?.id ?? 0
    await asked(panel, 'sessions.select', { session, nodes: [picked], mode: 'replace' })
    await until('selection', () =>
      messages.items.some((item) => item.type === 'selection' && item.nodes.length === 1 && item.nodes[0] === picked),
    )
  })

  test(
    'that is killed with -9 while it streams has crashed, keeps its past, and the next one is found',
    {
      timeout: 60_000,
    },
    async () => {
      const child = host('--fps', '60')
      await kindIs('live')
      const session = hub.sessions()[0]?.session ?? ''
      const frames = collect(panel, 'live.frames', { session, seconds: 10 })
      await until('frames', () => frames.items.length > 10, 20_000)
      child.kill('SIGKILL')
      const killed = performance.now()
      await kindIs('crashed')
      expect(performance.now() - killed).toBeLessThan(2000)
      const past = collect(panel, 'live.frames', { session, seconds: 60 })
      await until('the past', () => past.items.length >= frames.items.length)
      const left = () => readdirSync(join(bench.runtime, 'sessions'))
      await until('swept', () => left().length === 0)
      const started = performance.now()
      host()
      await until('the next one', () => hub.sessions().some((one) => one.state.kind === 'live'), 20_000)
      // Starting Python is in this figure too.
      expect(performance.now() - started).toBeLessThan(10_000)
    },
  )

  test('that ends says goodbye', { timeout: 60_000 }, async () => {
    const child = host()
    await kindIs('live')
    child.kill('SIGTERM')
    await kindIs('closed')
    expect(state()).toMatchObject({ reason: expect.stringMatching(/\w+/) as string })
  })

  test('whose main thread is blocked is busy, not lost, and live again after', { timeout: 60_000 }, async () => {
    host('--block-after', '2:5')
    await kindIs('live')
    await kindIs('busy')
    await kindIs('live')
  })

  test(
    'that is stopped by a signal is not responding, and live again when it goes on',
    { timeout: 60_000 },
    async () => {
      const child = host()
      await kindIs('live')
      child.kill('SIGSTOP')
      await kindIs('notResponding')
      child.kill('SIGCONT')
      await kindIs('live')
    },
  )

  test('of 50,000 nodes comes through whole', { timeout: 90_000 }, async () => {
    host('--nodes', '50000', '--rigs', '20')
    await kindIs('live', 30_000)
    const messages = collect(panel, 'live.messages', { session: hub.sessions()[0]?.session ?? '' })
    await until('current', () => messages.items.some(({ type }) => type === 'current'), 60_000)
    const ids = new Set(
      messages.items.flatMap((item) => (item.type === 'roster' ? item.nodes.map(({ id }) => id) : [])),
    )
    expect(ids.size).toBeGreaterThanOrEqual(50_000)
  })
})
