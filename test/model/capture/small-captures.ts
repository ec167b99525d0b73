// Two captures whose figures a reader can follow: one with single events as Maya's profiler tells them, one with costs by node and
// frame only, as Blender tells them.
import { none, type Capture } from '../../../model/capture/capture'
import { noConditions } from './any-capture'

const texts = ['body', 'hero|body', 'skinCluster', 'hero', 'arm', 'hero|arm', 'EvaluateNode', 'Evaluation', 'Solve']
const column = (...values: number[]) => new Uint32Array(values)
const unknown = (count: number) => new Uint32Array(count).fill(none)

const nodes: Capture['nodes'] = {
  count: 2,
  ...{ name: column(0, 4), path: column(1, 5), kind: column(2, 2), rig: column(3, 3), namespace: unknown(2) },
  ...{ component: unknown(2), stableId: unknown(2), parent: unknown(2), sessionId: unknown(2) },
  ...{ cycle: new Uint8Array(2), gpu: new Uint8Array(2), gpuWhy: unknown(2), reason: unknown(2) },
}

/** Frames 12 and 13, 10 ms each; body costs 4 ms with 1 ms of solving inside, arm 2 ms on a second thread. */
export const withEvents: Capture = {
  title: 'Hero, playing',
  madeAt: 1_700_000_000,
  source: { kind: 'host', host: 'maya', hostVersion: '2025' },
  conditions: { ...noConditions, host: 'maya', scene: 'hero.ma', motion: 'observed' },
  notices: [],
  time: 'wall',
  isTruncated: false,
  texts,
  threads: ['Main thread', 'Worker 1'],
  nodes,
  frames: {
    count: 2,
    number: new Float64Array([12, 13]),
    start: new Float64Array([0, 0.01]),
    wall: new Float64Array([0.01, 0.01]),
    evaluation: new Float64Array([0.006, NaN]),
    drawSubmit: new Float64Array([0.001, NaN]),
    pass: new Uint16Array([0, 0]),
  },
  costs: {
    first: column(0, 2, 3),
    frame: column(0, 1, 0),
    self: new Float64Array([0.003, 0.004, 0.002]),
    inclusive: new Float64Array([0.004, 0.004, 0.002]),
    calls: column(1, 1, 1),
  },
  events: {
    count: 4,
    start: new Float64Array([0.001, 0.001, 0.002, 0.011]),
    duration: new Float64Array([0.004, 0.002, 0.001, 0.004]),
    name: column(6, 6, 8, 6),
    category: column(7, 7, 7, 7),
    node: column(0, 1, 0, 0),
    thread: column(0, 1, 0, 0),
    parent: column(none, none, 0, none),
    self: new Float64Array([0.003, 0.002, 0.001, 0.004]),
  },
  links: null,
}

/** One frame of 10 ms in which body took 8 ms and arm 5 ms of processor time, more than the frame was long. */
export const withoutEvents: Capture = {
  ...withEvents,
  title: 'Hero in Blender',
  source: { kind: 'host', host: 'blender', hostVersion: '3.4.1' },
  conditions: { ...noConditions, host: 'blender' },
  time: 'processor',
  isTruncated: true,
  threads: [],
  events: null,
  frames: {
    count: 1,
    number: new Float64Array([1]),
    start: new Float64Array([0.5]),
    wall: new Float64Array([0.01]),
    evaluation: new Float64Array([0.008]),
    drawSubmit: new Float64Array([NaN]),
    pass: new Uint16Array([0]),
  },
  costs: {
    first: column(0, 1, 2),
    frame: column(0, 0),
    self: new Float64Array([0.008, 0.005]),
    inclusive: new Float64Array([NaN, NaN]),
    calls: column(1, 1),
  },
}
