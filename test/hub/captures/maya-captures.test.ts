// A capture of Maya, from the wish to the columns: the bridge runs in the Maya double, whose profiler writes the recording; what the
// recording names meets what the bridge told. Skipped by name where there is no double.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { none, textOf, type Capture } from '../../../model/capture/capture'
import { asked, until } from '../workbench'
import { captureBench, decoded } from './capture-bench'
import { isMayaDoubleReady, mayaDoubles } from './maya-double'

const bench = captureBench()
const spawnMaya = mayaDoubles()
const session = async () => {
  const found = await until(
    'a Maya with rigs',
    () => bench.hub.sessions().find((one) => one.state.kind === 'live' && one.rigs.length > 0),
    30_000,
  )
  return found.session
}
async function taken(wish: { frames: number; passes: number }) {
  const { capture } = await asked(bench.panel, 'captures.start', { session: await session(), seconds: null, ...wish })
  const state = await until(
    'an end',
    () => {
      const now = bench.list().find((one) => one.capture === capture)?.state
      return now !== undefined && ['ready', 'failed', 'cancelled'].includes(now.kind) ? now : null
    },
    60_000,
  )
  expect(state).toEqual({ kind: 'ready' })
  return decoded((await bench.ask(`/captures/${capture}`, bench.signedIn)).body)
}
const column = (capture: Capture, name: 'name' | 'kind' | 'rig' | 'stableId' | 'namespace') =>
  Array.from(capture.nodes[name], (text) => textOf(capture, text))
const meanSelf = (capture: Capture, node: number) => {
  const own = capture.costs.self.subarray(capture.costs.first[node], capture.costs.first[node + 1])
  return own.reduce((sum, one) => sum + one, 0) / capture.frames.count
}
const left = () => readdirSync(bench.hub.runtimeFolder).filter((name) => /^(capture|maya)-/.test(name))

describe.skipIf(!isMayaDoubleReady)('A capture of Maya', { timeout: 120_000 }, () => {
  test('that is stepped has rigs, types, frames and passes, two copies of a rig apart', async () => {
    spawnMaya(bench.hub.runtimeFolder, 'walk_shot.ma')
    const capture = await taken({ frames: 6, passes: 2 })
    expect(capture.source).toMatchObject({ kind: 'host', host: 'Maya double' })
    expect(capture.conditions).toMatchObject({ motion: 'driven', evaluationMode: 'parallel', scene: 'walk_shot.ma' })
    const [first] = capture.frames.number
    expect([...capture.frames.number]).toEqual([...Array(12).keys()].map((i) => (first as number) + (i % 6)))
    expect([...capture.frames.pass]).toEqual([...Array(12).keys()].map((i) => Math.floor(i / 6)))
    const names = column(capture, 'name')
    const rigs = column(capture, 'rig')
    for (const rig of ['walker', 'partner']) {
      const skin = names.indexOf(`${rig}:body_skin`)
      expect(rigs[skin]).toBe(rig)
      expect(column(capture, 'kind')[skin]).toBe('skinCluster')
      expect(column(capture, 'namespace')[skin]).toBe(rig)
      expect(capture.nodes.sessionId[skin]).not.toBe(none)
      expect(meanSelf(capture, skin)).toBeGreaterThan(0)
    }
    const stable = column(capture, 'stableId').filter((id) => id !== null)
    expect(new Set(stable).size).toBe(stable.length)
    expect(capture.links?.from.length).toBeGreaterThan(0)
    expect(capture.notices.map(({ sentence }) => sentence).join(' ')).not.toContain('could not be told')
    expect(left()).toEqual([])
    const summary = bench.list()[0]
    expect(summary?.content?.rigCosts?.map(({ rig }) => rig)).toEqual(expect.arrayContaining(['walker', 'partner']))
  })

  test('that plays is watched, frame by frame as they came', async () => {
    spawnMaya(bench.hub.runtimeFolder, 'walk_shot.ma', '--play')
    const capture = await taken({ frames: 8, passes: 1 })
    expect(capture.conditions.motion).toBe('observed')
    expect(capture.frames.count).toBe(8)
    expect([...capture.frames.number].every((number) => number >= 1)).toBe(true)
    expect([...capture.frames.wall].every((seconds) => seconds > 0)).toBe(true)
  })

  test('without the evaluation manager is told by what was drawn, and computing finds its nodes', async () => {
    spawnMaya(bench.hub.runtimeFolder, 'walk_shot.ma', '--mode', 'off')
    const capture = await taken({ frames: 5, passes: 1 })
    expect(capture.conditions).toMatchObject({ motion: 'driven', evaluationMode: 'dg' })
    expect(capture.frames.count).toBe(5)
    expect([...capture.frames.number].some(Number.isNaN)).toBe(false)
    const skin = column(capture, 'name').indexOf('walker:body_skin')
    expect(column(capture, 'rig')[skin]).toBe('walker')
    expect(meanSelf(capture, skin)).toBeGreaterThan(0)
  })
})
