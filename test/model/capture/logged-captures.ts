// Logs of captures as a bridge writes them, small enough to follow by hand, and any that can be made from them by damage.
import { encodeColumns, type Frames, type Samples, sampleFlags } from '../../../bridge/protocol/columns'
import type { CaptureEnd, CaptureNode, Hello, Node, Roster, Scene } from '../../../bridge/protocol/messages'
import { judgeLogText } from '../../../hub/captures/reading/judge-log-text'
import { captureFromMessages } from '../../../model/capture/from-messages'
import type { LogRecord } from '../../../model/container/message-log'

export type Logged = string | Uint8Array

export const hello: Hello = {
  ...{ type: 'hello', protocol: { min: 1, max: 1 }, session: '0b1c2d3e-walk', origin: { kind: 'live' } },
  host: { kind: 'blender', name: 'Blender', version: '3.4.1', pid: 1, startedAt: null },
  bridge: { version: '0.1.0', python: '3.11' },
  machine: { name: 'ws-12', os: 'Linux', cpu: null, cores: 16, memoryBytes: null, hardwareClass: '16-core-64-GB' },
  capabilities: ['capture'],
  clock: { monotonic: 100, wall: 1_700_000_100 },
}
export const scene: Scene = {
  ...{ type: 'scene', path: '/shots/walk.blend', name: 'walk', modified: false, targetFps: 24 },
  ...{ range: { start: 1, end: 100 }, frame: 1, evaluationMode: 'depsgraph', nodeCount: 3 },
  rigs: [{ id: 1, name: 'hero', asset: 'Hero', version: 'v003', source: null, resolvedBy: null, nodeCount: 3 }],
}
export const node = (id: number, name: string, parent: number | null, kind = 'MESH'): Node => ({
  ...{ id, name, path: `/${name}`, kind, parent, rig: 1 },
})
export const roster = (nodes: Node[], change: Partial<Roster> = {}): Roster => ({
  ...{ type: 'roster', version: 4, base: null, part: 0, parts: 1, nodes, removed: [], ...change },
})
/** A frame that ended at `time`, with rows of id, self and inclusive. */
export function frame(time: number, number: number, costs: readonly (readonly [number, number, number])[]): Logged[] {
  const f64 = (value: number) => Float64Array.of(value)
  const u8 = (value: number) => Uint8Array.of(value)
  const row: Frames = {
    ...{ kind: 'frames', rosterVersion: 4, sequence: 0, dropped: 0, rows: 1, time: f64(time), frame: f64(number) },
    ...{ interval: f64(0.05), evaluation: f64(0.03), drawSubmit: f64(0.01), ownCost: f64(0), activity: u8(6) },
    ...{ speedMode: u8(1), cached: u8(1), evaluationMode: u8(4), evaluationSource: u8(1), marks: u8(0) },
  }
  const samples: Samples = {
    ...{ kind: 'samples', rosterVersion: 4, sequence: 0, dropped: 0, rows: costs.length, time, frame: number },
    ...{ wall: 0.03, flags: sampleFlags.processorTime },
    id: Uint32Array.from(costs, ([id]) => id),
    self: Float64Array.from(costs, ([, self]) => self),
    inclusive: Float64Array.from(costs, ([, , inclusive]) => inclusive),
    count: new Uint32Array(costs.length).fill(1),
  }
  return [encodeColumns(row), encodeColumns(samples)]
}
export const fact = (id: number, change: Partial<CaptureNode> = {}): CaptureNode => ({
  ...{ id, stableId: null, namespace: null, component: null, cycle: null, gpu: null, gpuWhy: null, reason: null },
  ...{ upstream: [], ...change },
})
export const end = (change: Partial<CaptureEnd> = {}): CaptureEnd => ({
  ...{ type: 'captureEnd', outcome: 'done', motion: 'driven', frames: 2, notices: [], ...change },
})
export const text = (message: object): string => JSON.stringify(message)

/** Two frames of a body below a rig, and of a modifier that only captures know. */
export const wholeLog = (): Logged[] => [
  text(hello),
  text(scene),
  text(roster([node(1, 'hero', null, 'ARMATURE'), node(2, 'body', 1), node(3, 'prop', null)])),
  text({ type: 'capturePass', pass: 0 }),
  ...frame(101, 12, [
    [2, 0.004, 0.01],
    [0xc0000000, 0.006, 0.006],
  ]),
  ...frame(101.05, 13, [[2, 0.005, 0.005]]),
  text(roster([node(0xc0000000, 'Subdivision', 2, 'modifier SUBSURF')], { version: 5, base: 4 })),
  text({
    ...{ type: 'captureNodes', linksWhole: false },
    nodes: [fact(2, { stableId: 'hero/body', cycle: false, gpu: true, reason: 'its geometry changed', upstream: [1] })],
  }),
  text(end()),
]

export async function read(log: readonly Logged[], mostBytes?: number) {
  const records = async function* (): AsyncGenerator<LogRecord> {
    for (const [time, data] of log.entries()) yield await Promise.resolve({ time, data })
  }
  return captureFromMessages(records(), judgeLogText, mostBytes)
}
