// Makes a container that loads the panel as the budgets ask: frames at 60 Hz, samples of thousands of nodes at 10 Hz.
// Made up and named so in its manifest; the numbers follow from a seed, so that two runs see the same data.
import type { Written } from '../container/write-container'
import { writeContainer } from '../container/write-container'
import type { LogRecord } from '../model/container/message-log'
import { activities, encodeColumns, evaluationModes, evaluationSources, speedModes } from '../bridge/protocol/columns'
import type { FromBridge, Node } from '../bridge/protocol/messages'
import { protocol } from '../bridge/protocol/messages'

export interface Load {
  readonly seconds: number
  readonly frameHz: number
  readonly sampleHz: number
  /** Rows of each samples message. */
  readonly sampledNodes: number
  /** Nodes of the scene. */
  readonly rosterNodes: number
  readonly rigs: number
}

export const panelLoad: Load = {
  seconds: 20,
  frameHz: 60,
  sampleHz: 10,
  sampledNodes: 5000,
  rosterNodes: 5000,
  rigs: 8,
}

/** Writes a container under `load` to `file`. */
export function writeLoadRecording(file: string, load: Partial<Load> = {}): Promise<Written> {
  const whole = { ...panelLoad, ...load }
  return writeContainer(file, {
    madeBy: { name: 'rigscope bench', version: '0' },
    title: `Load: ${whole.rosterNodes} nodes, ${whole.frameHz} Hz`,
    how: `Made up by the bench: ${whole.sampledNodes} nodes sampled at ${whole.sampleHz} Hz.`,
    records: loadRecords(whole),
  })
}

/** The records of a load, in order of time. */
export function* loadRecords(load: Load): Generator<LogRecord> {
  const { rosterNodes, rigs, seconds, frameHz, sampleHz } = load
  const text = (time: number, message: FromBridge): LogRecord => ({ time, data: JSON.stringify(message) })
  for (const message of opening(load)) yield text(0, message)
  const random = seeded(7)
  const ids = Uint32Array.from({ length: Math.min(load.sampledNodes, rosterNodes) }, (_, i) => rigs + 1 + i)
  const weights = Float64Array.from(ids, () => 2e-6 + 40e-6 * random() ** 6)
  const steps = Math.round(seconds * frameHz)
  const framesASample = Math.max(1, Math.round(frameHz / sampleHz))
  const framesAMessage = Math.max(1, Math.round(frameHz / 30))
  let rows: number[] = []
  for (let step = 0; step < steps; step++) {
    const time = 1 + step / frameHz
    const frame = 1 + (step % 120)
    rows.push(frame)
    const sampled = step % framesASample === 0
    if (rows.length === framesAMessage || step === steps - 1) {
      yield { time, data: frames(rows, time, frameHz, Math.floor(step / framesAMessage), random) }
      rows = []
    }
    if (sampled) yield { time, data: samples(ids, weights, time, frame, step / framesASample, random) }
    if (step % frameHz === 0) yield text(time, heartbeat(time, sampleHz))
    if (step % (frameHz * 5) === 37)
      yield text(time, { type: 'hitch', time: clockAhead + time, frame, interval: 0.09, usual: 1 / frameHz })
  }
}

const clockAhead = 5000

function* opening({ rosterNodes, rigs }: Load): Generator<FromBridge> {
  yield {
    type: 'hello',
    protocol,
    session: 'bench-load',
    origin: { kind: 'live' },
    host: { kind: 'fake', name: 'Load', version: '1', pid: null, startedAt: null },
    bridge: { version: '0', python: null },
    machine: { name: 'bench', os: 'any', cpu: null, cores: null, memoryBytes: null, hardwareClass: 'made-up' },
    capabilities: ['idleTicks', 'drawSubmit', 'samples', 'select'],
    clock: { monotonic: clockAhead, wall: 1_700_000_000 },
  }
  const perRig = Math.ceil(rosterNodes / rigs)
  yield {
    type: 'scene',
    path: null,
    name: `load-${rosterNodes}.scene`,
    modified: false,
    targetFps: 24,
    range: { start: 1, end: 120 },
    frame: 1,
    evaluationMode: 'depsgraph',
    nodeCount: rosterNodes,
    rigs: Array.from({ length: rigs }, (_, i) => ({
      id: i + 1,
      name: `rig_${i + 1}`,
      asset: `character${i + 1}`,
      version: `v${String(10 + i).padStart(3, '0')}`,
      source: null,
      resolvedBy: 'name',
      nodeCount: Math.min(perRig, Math.max(0, rosterNodes - i * perRig)),
    })),
  }
  const kinds = ['bone', 'constraint', 'MESH', 'driver', 'ARMATURE']
  const nodes: Node[] = Array.from({ length: rigs }, (_, i) => ({
    id: i + 1,
    name: `rig_${i + 1}`,
    path: `/rig_${i + 1}`,
    kind: 'ARMATURE',
    parent: null,
    rig: i + 1,
  }))
  for (let i = 0; i < rosterNodes; i++) {
    const rig = 1 + Math.floor(i / perRig)
    const name = `node_${String(i).padStart(5, '0')}`
    nodes.push({
      id: rigs + 1 + i,
      name,
      path: `/rig_${rig}/${name}`,
      kind: kinds[i % kinds.length] ?? 'bone',
      parent: rig,
      rig,
    })
  }
  const parts = Math.ceil(nodes.length / 250)
  for (let part = 0; part < parts; part++)
    yield {
      type: 'roster',
      version: 1,
      base: null,
      part,
      parts,
      nodes: nodes.slice(part * 250, part * 250 + 250),
      removed: [],
    }
  yield { type: 'selection', time: clockAhead, nodes: [rigs + 1], active: rigs + 1, total: 1 }
}

function frames(numbers: readonly number[], end: number, frameHz: number, sequence: number, random: () => number) {
  const rows = numbers.length
  const interval = Float64Array.from(numbers, () => 1 / frameHz + (random() - 0.5) * 0.001)
  const constant = (value: number) => new Uint8Array(rows).fill(value)
  return encodeColumns({
    kind: 'frames',
    rosterVersion: 1,
    sequence,
    dropped: 0,
    rows,
    time: Float64Array.from(numbers, (_, i) => clockAhead + end - (rows - 1 - i) / frameHz),
    frame: Float64Array.from(numbers),
    interval,
    evaluation: interval.map((s) => s * (0.5 + 0.1 * random())),
    drawSubmit: interval.map((s) => s * (0.15 + 0.05 * random())),
    ownCost: interval.map(() => 60e-6),
    activity: constant(activities.indexOf('playback')),
    speedMode: constant(speedModes.indexOf('free')),
    cached: constant(1),
    evaluationMode: constant(evaluationModes.indexOf('depsgraph')),
    evaluationSource: constant(evaluationSources.indexOf('bracket')),
    marks: constant(0),
  })
}

function samples(
  id: Uint32Array,
  weights: Float64Array,
  time: number,
  frame: number,
  sequence: number,
  random: () => number,
) {
  const self = weights.map((weight) => weight * (0.8 + 0.4 * random()))
  return encodeColumns({
    kind: 'samples',
    rosterVersion: 1,
    sequence,
    dropped: 0,
    rows: id.length,
    flags: 2,
    time: clockAhead + time,
    frame,
    wall: 0.01,
    id,
    self,
    inclusive: self.map((s) => s * 1.5),
    count: new Uint32Array(id.length).fill(1),
  })
}

function heartbeat(time: number, sampleHz: number): FromBridge {
  return {
    type: 'heartbeat',
    time: clockAhead + time,
    mainAge: 0.004,
    busy: null,
    tier: 'T1',
    sampleHz,
    ownCost: { mean: 60e-6, p99: 150e-6, share: 0.004, sampledFrame: 800e-6 },
    memoryBytes: 900_000_000,
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
