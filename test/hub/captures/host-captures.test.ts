// Captures of real hosts, from the wish to the columns: the bridge in Python writes them in a process of its own, the hub follows, takes
// the file and keeps what the host planted. Skipped by name where the bridge's libraries were not put in place (npm run build does).
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { textOf, tri, type Capture } from '../../../model/capture/capture'
import { asked, until } from '../workbench'
import { captureBench, decoded } from './capture-bench'
import { fakeHosts, isBridgeReady } from './fake-host'

const bench = captureBench()
const spawnHost = fakeHosts()
const host = (...args: string[]) =>
  spawnHost(bench.hub.runtimeFolder, '--nodes', '60', '--rigs', '2', '--idle', ...args)
const live = async (): Promise<string> =>
  (await until('live', () => bench.hub.sessions().find(({ state }) => state.kind === 'live'), 20_000)).session
const wish = { frames: 12 as number | null, seconds: null as number | null, passes: 1 }
const start = async (change: Partial<typeof wish> = {}) => {
  const session = await live()
  await until('scene', () => bench.hub.sessions().some((one) => one.session === session && one.rigs.length > 0), 20_000)
  return (await asked(bench.panel, 'captures.start', { session, ...wish, ...change })).capture
}
const stateOf = (capture: string) => bench.list().find((one) => one.capture === capture)?.state
const ended = (capture: string) =>
  until(
    'an end',
    () => {
      const state = stateOf(capture)
      return state !== undefined && ['ready', 'failed', 'cancelled'].includes(state.kind) ? state : null
    },
    20_000,
  )
const recording = (capture: string) =>
  until(
    'recording',
    () => {
      const state = stateOf(capture)
      return state?.kind === 'recording' && state.done > 0
    },
    20_000,
  )
const bytesOf = async (capture: string): Promise<Capture> =>
  decoded((await bench.ask(`/captures/${capture}`, bench.signedIn)).body)
const left = () => readdirSync(bench.hub.runtimeFolder).filter((name) => name.startsWith('capture-'))

describe.skipIf(!isBridgeReady)('A capture of a real bridge', { timeout: 60_000 }, () => {
  test('comes through with what the host planted: columns, conditions, facts and the slow node', async () => {
    host('--slow-node', 'bone/hero/neck.L:30')
    const capture = await start({ frames: 12, passes: 2 })
    expect(await ended(capture)).toEqual({ kind: 'ready' })
    const found = await bytesOf(capture)
    expect(found.conditions).toMatchObject({
      ...{ host: 'Fake host', motion: 'driven', evaluationMode: 'parallel', scene: 'walk_v007', targetFps: 24 },
      frameRange: { start: 1, end: 12 },
    })
    expect(found.conditions.rigs.map(({ asset, version }) => `${asset} ${version}`)).toEqual([
      'hero v012',
      'horse v003',
    ])
    expect(found.frames.count).toBe(24)
    expect([...found.frames.number]).toEqual([...Array(24).keys()].map((index) => 1 + (index % 12)))
    expect([...found.frames.pass]).toEqual([...Array(24).keys()].map((index) => Math.floor(index / 12)))
    expect([...found.frames.start]).toEqual([...found.frames.start].sort((a, b) => a - b))
    const names = Array.from(found.nodes.name, (text) => textOf(found, text))
    // 60 nodes and two modifiers on each of two bodies.
    expect(names).toHaveLength(64)
    const slow = Array.from(found.nodes.path, (text) => textOf(found, text)).indexOf('/hero/neck.L')
    const sums = Array.from({ length: found.nodes.count }, (_, node) =>
      found.costs.self.subarray(found.costs.first[node], found.costs.first[node + 1]).reduce((a, b) => a + b, 0),
    )
    expect(sums.indexOf(Math.max(...sums))).toBe(slow)
    expect(sums[slow]).toBeGreaterThan(24 * 0.03)
    expect(found.nodes.cycle[slow]).toBe(tri.yes)
    expect(textOf(found, found.nodes.component[slow])).toBe('neck_L')
    const body = names.indexOf('hero_body')
    expect(found.nodes.gpu[body]).toBe(tri.yes)
    const subdivision = names.indexOf('Subdivision')
    expect(found.nodes.parent[subdivision]).toBe(body)
    expect(textOf(found, found.nodes.rig[subdivision])).toBe('hero')
    // An object without its modifiers, and with them.
    const bodyRow = found.costs.first[body] ?? NaN
    expect(found.costs.self[bodyRow]).toBeLessThan(found.costs.inclusive[bodyRow] ?? NaN)
    expect(found.links?.isWhole).toBe(true)
    expect(found.time).toBe('processor')
    expect([...found.nodes.sessionId].every((id) => id > 0)).toBe(true)
    expect(left()).toEqual([])
    expect(bench.list()[0]).toMatchObject({ title: 'walk_v007', content: { frames: 24, nodes: 64, events: null } })
  })

  test('of a host that lists only its costliest nodes says so', async () => {
    host('--capture-trouble', 'truncate')
    const capture = await start()
    await ended(capture)
    const found = await bytesOf(capture)
    expect(found.isTruncated).toBe(true)
    expect(found.notices).toEqual([{ kind: 'meaning', sentence: expect.stringContaining('32 costliest') as string }])
  })

  test('of seconds, of a host that plays, is observed and tells seconds', async () => {
    spawnHost(bench.hub.runtimeFolder, '--nodes', '60', '--fps', '60')
    const capture = await start({ frames: null, seconds: 1 })
    const state = await until('recording', () => {
      const now = stateOf(capture)
      return now?.kind === 'recording' ? now : null
    })
    expect(state).toMatchObject({ unit: 'seconds', wanted: 1 })
    await ended(capture)
    expect((await bytesOf(capture)).conditions.motion).toBe('observed')
  })

  test('that the artist ended early holds what there is, and says that it is not all', async () => {
    host('--capture-trouble', 'leave')
    const capture = await start({ frames: 500 })
    expect(await ended(capture)).toEqual({ kind: 'ready' })
    const found = await bytesOf(capture)
    expect(found.frames.count).toBe(5)
    expect(found.notices[0]).toMatchObject({ kind: 'incomplete' })
  })

  test('that fails in the host fails with its sentence, and that refuses leaves nothing on the list', async () => {
    const child = host('--capture-trouble', 'fail')
    const capture = await start({ frames: 500 })
    expect(await ended(capture)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining('lost the scene') as string,
    })
    expect(left()).toEqual([])
    child.kill('SIGTERM')
    await until('closed', () => bench.hub.sessions()[0]?.state.kind === 'closed', 20_000)
    host('--capture-trouble', 'refuse')
    const session = await live()
    const refused = await bench.panel.ask('captures.start', { session, ...wish })
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refusedByHost' } })
    expect(bench.list().map((one) => one.capture)).toEqual([capture])
  })

  test('that is cancelled is cancelled once the host is as it was', async () => {
    host('--capture-ms', '30')
    const capture = await start({ frames: 5000 })
    await recording(capture)
    await asked(bench.panel, 'captures.cancel', { capture })
    expect(await ended(capture)).toEqual({ kind: 'cancelled' })
    expect(left()).toEqual([])
    const next = await start({ frames: 3 })
    expect(await ended(next)).toEqual({ kind: 'ready' })
  })

  test('of a host that is killed with -9 fails with a sentence', async () => {
    const child = host('--capture-ms', '30')
    const capture = await start({ frames: 5000 })
    await recording(capture)
    child.kill('SIGKILL')
    expect(await ended(capture)).toEqual({
      kind: 'failed',
      sentence: 'Fake host crashed while it captured, so nothing of it is left.',
    })
  })

  test('of a host that is closed fails with a sentence', async () => {
    const child = host('--capture-ms', '30')
    const capture = await start({ frames: 5000 })
    await recording(capture)
    child.kill('SIGTERM')
    expect(await ended(capture)).toEqual({ kind: 'failed', sentence: 'The bridge was stopped while it captured.' })
    expect(left()).toEqual([])
  })

  test('goes on while the hub is started again, which then takes it, once', async () => {
    host('--capture-ms', '30')
    const capture = await start({ frames: 80 })
    await recording(capture)
    await bench.restart()
    const adopted = await until('followed', () => bench.list()[0], 20_000)
    expect(adopted).toMatchObject({ session: await live() })
    expect(await ended(adopted.capture)).toEqual({ kind: 'ready' })
    expect(bench.list()).toHaveLength(1)
    expect(left()).toEqual([])
    await bench.restart()
    await live()
    expect(bench.list().map((one) => one.state.kind)).toEqual(['ready'])
  })

  test('may be taken of two hosts at once', async () => {
    host('--scene', 'left_v001', '--capture-ms', '20')
    host('--scene', 'right_v001', '--capture-ms', '20')
    const sessions = await until(
      'both',
      () => {
        const found = bench.hub.sessions().filter((one) => one.state.kind === 'live' && one.rigs.length > 0)
        return found.length === 2 ? found : null
      },
      20_000,
    )
    const captures = await Promise.all(
      sessions.map(async ({ session }) => (await asked(bench.panel, 'captures.start', { session, ...wish })).capture),
    )
    for (const capture of captures) expect(await ended(capture)).toEqual({ kind: 'ready' })
    expect(
      bench
        .list()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['left_v001', 'right_v001'])
  })
})
