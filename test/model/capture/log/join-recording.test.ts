// What a host recorded by itself and what its bridge told become one capture: nodes meet by name, frames by when they were over.
import { describe, expect, test } from 'vitest'
import { type Capture, none, textOf, tri } from '../../../../model/capture/capture'
import { decodeCapture } from '../../../../model/capture/decode-capture'
import { encodeCapture, joinBytes } from '../../../../model/capture/encode-capture'
import { read } from '../logged-captures'
import { costRows } from '../read/reading'
import { computed, type LoggedFrames, recordedLog, recordingText } from './recorded-captures'

const stepped: LoggedFrames = {
  starts: [5_000, 55_000, 130_000, 180_000, 233_000],
  told: [
    [2, 10],
    [3, 11],
    [4, 12],
  ],
}
async function joined(log: LoggedFrames): Promise<Capture> {
  const outcome = await read(recordedLog(log))
  if (outcome.kind === 'refused') throw new Error(outcome.sentence)
  return outcome.capture
}
async function refusal(log: LoggedFrames): Promise<string> {
  const outcome = await read(recordedLog(log))
  if (outcome.kind === 'capture') throw new Error('It was taken.')
  return outcome.sentence
}
type TextColumn = 'name' | 'path' | 'kind' | 'rig' | 'namespace' | 'component' | 'stableId' | 'gpuWhy'
const rowOf = (capture: Capture, path: string) =>
  Array.from(capture.nodes.path, (text) => textOf(capture, text)).indexOf(path)
const fields = (capture: Capture, path: string, ...columns: TextColumn[]) =>
  columns.map((column) => textOf(capture, capture.nodes[column][rowOf(capture, path)]))
const said = (capture: Capture, kind: string) =>
  capture.notices.flatMap((notice) => (notice.kind === kind ? [notice.sentence] : []))

describe('A recording of the host’s own', () => {
  test('gets type, rig, namespace, stable id and session id of each node that it names', async () => {
    const capture = await joined(stepped)
    expect(fields(capture, 'hero1:skin', 'kind', 'rig', 'namespace', 'component', 'stableId')).toEqual([
      'skinCluster',
      'hero1',
      'hero1',
      'body',
      'AB-1 hero1RN',
    ])
    expect(fields(capture, 'hero2:skin', 'kind', 'rig', 'gpuWhy')).toEqual(['skinCluster', 'hero2', 'it is supported'])
    expect(capture.nodes.sessionId[rowOf(capture, 'hero2:skin')]).toBe(4)
    expect(capture.nodes.cycle[rowOf(capture, 'hero1:skin')]).toBe(tri.yes)
    expect(capture.nodes.gpu[rowOf(capture, 'hero2:skin')]).toBe(tri.yes)
  })

  test('finds a node by as much of its path as tells it from others of its name, with all above it', async () => {
    const capture = await joined(stepped)
    const row = rowOf(capture, '|hero1:top|arm|ctl')
    const arm = capture.nodes.parent[row] as number
    expect(textOf(capture, capture.nodes.path[arm])).toBe('|hero1:top|arm')
    expect(textOf(capture, capture.nodes.name[capture.nodes.parent[arm] as number])).toBe('hero1:top')
    expect(capture.nodes.parent[capture.nodes.parent[arm] as number]).toBe(none)
  })

  test('keeps what it names and nobody knows, and says so', async () => {
    const capture = await joined(stepped)
    expect(fields(capture, 'nobody', 'name', 'kind', 'rig')).toEqual(['nobody', null, null])
    expect(said(capture, 'meaning').join(' ')).toContain('1 recorded node is not among')
  })

  test('has the frames that the host told of, with their numbers, and no warm-up', async () => {
    const capture = await joined(stepped)
    expect([...capture.frames.number]).toEqual([10, 11, 12])
    expect([...capture.frames.start].map((start) => Math.round(start * 1e6))).toEqual([125_000, 175_000, 228_000])
    for (const seconds of capture.frames.evaluation) expect(seconds).toBeCloseTo(0.01, 9)
    expect(capture.conditions.frameRange).toEqual({ start: 10, end: 12 })
    const costs = costRows(capture).filter(({ node }) => node === 'hero1:skin')
    expect(costs).toHaveLength(3)
    for (const { self } of costs) expect(self).toBe(4000)
  })

  test('tells how it came about as the host does, so that it can be compared', async () => {
    const capture = await joined(stepped)
    expect(capture.source).toEqual({ kind: 'host', host: 'Maya', hostVersion: '2025' })
    expect(capture.title).toBe('walk.ma')
    expect(capture.conditions).toMatchObject({ host: 'Maya', evaluationMode: 'parallel', motion: 'driven' })
    expect(capture.conditions.rigs.map(({ name }) => name)).toEqual(['hero1', 'hero2'])
    expect(capture.events?.count).toBe(30)
  })

  test('has links among the nodes that it shows', async () => {
    const capture = await joined(stepped)
    const pairs = Array.from(capture.links?.from ?? [], (from, i) =>
      [from, capture.links?.to[i] as number].map((row) => textOf(capture, capture.nodes.path[row])),
    )
    expect(pairs).toEqual([
      ['|hero1:top|arm|ctl', 'hero1:skin'],
      ['|hero1:top|leg|ctl', 'hero1:skin'],
    ])
    expect(capture.links?.isWhole).toBe(true)
  })

  test('lasts from frame to frame while the host plays', async () => {
    const capture = await joined({ ...stepped, motion: 'observed' })
    expect([...capture.frames.wall]).toEqual([0.05, 0.05, 0.05])
    const driven = await joined(stepped)
    for (const wall of driven.frames.wall) expect(wall).toBeCloseTo(0.0135, 9)
  })

  test('that cannot be lined up keeps its own frames and says that their numbers are unknown', async () => {
    const capture = await joined({ ...stepped, file: { from: 0, until: 1 } })
    expect(capture.frames.count).toBe(5)
    expect([...capture.frames.number]).toEqual([NaN, NaN, NaN, NaN, NaN])
    expect(said(capture, 'meaning').join(' ')).toContain('could not be told')
  })

  test('lacks frames where it stopped too early, which is said', async () => {
    const told = Array.from({ length: 10 }, (_, i) => [i, i] as const)
    const starts = told.map(([i]) => 10_000 + 40_000 * i)
    const capture = await joined({ starts, told, text: recordingText(starts.slice(0, 9)) })
    expect([...capture.frames.number]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(said(capture, 'incomplete')).toContain('Of 10 frames the recording does not hold 1.')
  })

  test('gives a node what is recorded as its evaluation under another name', async () => {
    const text = recordingText([1000], { extra: [computed(20_000)] })
    const capture = await joined({ starts: [1000], told: [[0, 1]], text })
    const skin = costRows(capture).find(({ node }) => node === 'hero1:skin')
    expect(skin?.self).toBe(4700)
    expect(rowOf(capture, 'ComputeDG')).toBe(-1)
  })

  test('says where the host measured another evaluation than was recorded', async () => {
    expect(said(await joined(stepped), 'meaning').join(' ')).toContain('30.0 ms a frame between the host’s callbacks')
  })

  test('comes in as many messages as there are, and is the same once it was written and read', async () => {
    const one = await joined({ ...stepped, pieces: 1 })
    expect(await joined({ ...stepped, pieces: 50 })).toEqual(one)
    expect(decodeCapture(joinBytes(encodeCapture(one)))).toEqual({ kind: 'capture', capture: one })
  })

  test('is refused where it is damaged, too short, too long, or of a kind that is not known', async () => {
    expect(await refusal({ ...stepped, text: 'nonsense' })).toContain('what the host recorded: ')
    expect(await refusal({ ...stepped, file: { bytes: 1e6 } })).toContain('it ends too early')
    expect(await refusal({ ...stepped, file: { bytes: 2 } })).toContain('its recording is longer than it says')
    expect(await refusal({ ...stepped, file: { format: 'houdini.perfmon' } })).toContain('as houdini.perfmon')
  })
})
