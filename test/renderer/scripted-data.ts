// Plausible Blender data for the panel without a hub: a scene with rigs, its nodes, frames of playback and posing, samples and notices.
// Deterministic: the same seed gives the same figures, so that pictures can be compared.
import { activities, cachedStates, encodeColumns, marks, speedModes } from '../../bridge/protocol/columns'
import type { Heartbeat, Hello, Node, Roster, Scene } from '../../bridge/protocol/messages'

export const session = 'scripted-0001'

/** A small generator of numbers in [0, 1), seeded. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Host seconds now: the page's clock, far from zero as a real one. */
export const hostNow = () => performance.now() / 1000 + 5000

export const hello = (capabilities: readonly string[], origin: Hello['origin'] = { kind: 'live' }): Hello => ({
  type: 'hello',
  protocol: { min: 1, max: 1 },
  session,
  origin,
  host: { kind: 'blender', name: 'Blender', version: '3.4.1', pid: 4711, startedAt: null },
  bridge: { version: '0.1.0', python: '3.11.2' },
  machine: {
    name: 'workstation',
    os: 'Linux',
    cpu: null,
    cores: 16,
    memoryBytes: 64e9,
    hardwareClass: '16-core-64-GB',
  },
  capabilities: [...capabilities],
  clock: { monotonic: hostNow(), wall: Date.now() / 1000 },
})

export const allCapabilities = [
  'idleTicks',
  'drawSubmit',
  'samples',
  'select',
  'frameInHost',
  'stdout',
  'manipulation',
  'capture',
]

const rigNames = [
  ['hero_rig', 'hero', 'v024'],
  ['sidekick_rig', 'sidekick', 'v011'],
  ['dragon_rig', 'dragon', 'v103'],
  ['crowd_a_rig', 'crowd_a', null],
  ['prop_lantern', null, null],
] as const

export const sceneName = 'sh0240_anim_v007.blend'
export const scene = (rigs: number, targetFps: number | null = 24): Scene => ({
  type: 'scene',
  path: '/show/seq010/sh0240/anim/sh0240_anim_v007.blend',
  name: sceneName,
  modified: true,
  targetFps,
  range: { start: 1, end: 120 },
  frame: 12,
  evaluationMode: 'depsgraph',
  nodeCount: 4210,
  rigs: rigNames.slice(0, rigs).map(([name, asset, version], at) => ({
    id: at + 1,
    name,
    asset,
    version,
    source: asset === null ? null : `/show/assets/${asset}/${version ?? 'work'}/${asset}.blend`,
    resolvedBy: asset === null ? null : 'path',
    nodeCount: 800,
  })),
})

const bones = [
  'spine',
  'upper_arm.L',
  'forearm.L',
  'hand.L',
  'thigh.R',
  'shin.R',
  'foot.R',
  'brow.T.L',
  'lip.B.R',
  'jaw_master',
  'f_index.02.L',
  'Лицо',
  '頭',
  'eye 👁',
]

/** `count` nodes: for each rig an armature and meshes, then bones; the last tenth belongs to no rig. */
export function nodes(count: number, rigs: number): Node[] {
  return Array.from({ length: count }, (_, at) => {
    const rig = rigs === 0 || at >= count * 0.9 ? null : (at % rigs) + 1
    const rigName = rig === null ? 'set' : (rigNames[rig - 1]?.[0] ?? 'rig')
    const first = at < Math.max(rigs, 1) * 12
    const kind = first ? (at < Math.max(rigs, 1) ? 'ARMATURE' : 'MESH') : rig === null ? 'MESH' : 'bone'
    const name = first
      ? kind === 'ARMATURE'
        ? rigName
        : `${rigName.replace('_rig', '')}_${['body', 'jacket', 'hair', 'eyes', 'teeth', 'boots', 'belt'][at % 7] ?? 'part'}_${at}`
      : rig === null
        ? `set_prop_${at}`
        : `${bones[at % bones.length] ?? 'bone'}.${String(at).padStart(4, '0')}`
    return { id: at + 1, name, path: `${rigName}|${name}`, kind, parent: first ? null : 1, rig }
  })
}

export const rosterParts = (all: readonly Node[], version = 1): Roster[] => {
  const parts = Math.max(1, Math.ceil(all.length / 250))
  return Array.from({ length: parts }, (_, part) => ({
    type: 'roster',
    version,
    base: null,
    part,
    parts,
    nodes: all.slice(part * 250, part * 250 + 250),
    removed: [],
  }))
}

export interface FrameShape {
  readonly evaluation: number
  readonly draw: number
  readonly activity: (typeof activities)[number]
  readonly speed: (typeof speedModes)[number]
  /** Seconds of a capped frame; null runs freely. */
  readonly cap: number | null
  /** How much longer evaluation and draw are together than the frame. */
  readonly overlap: number
  readonly noise: number
}

export const playback: FrameShape = {
  evaluation: 0.0174,
  draw: 0.0052,
  activity: 'playback',
  speed: 'capped',
  cap: 1 / 24,
  overlap: 0,
  noise: 0.12,
}

export interface FrameRow {
  time: number
  frame: number
  interval: number
  evaluation: number
  drawSubmit: number
  ownCost: number
  activity: number
  speedMode: number
  cached: number
  evaluationMode: number
  evaluationSource: number
  marks: number
}

/** Frames from `from` to `to` host seconds in one shape, with a hitch now and then. */
export function frames(from: number, to: number, shape: FrameShape, random: () => number): FrameRow[] {
  const rows: FrameRow[] = []
  let time = from
  for (let at = 0; time < to; at++) {
    const swing = 1 + 0.18 * Math.sin(at / 40) + shape.noise * (random() - 0.5) * 2
    const hitch = random() < 0.004
    const evaluation = shape.evaluation * swing * (hitch ? 5 : 1)
    const drawSubmit = shape.draw * (1 + shape.noise * (random() - 0.5))
    const needed = evaluation + drawSubmit - shape.overlap + 0.0018
    const interval = shape.cap === null ? needed : Math.max(shape.cap + 0.0004 * (random() - 0.5), needed)
    time += interval
    rows.push({
      time,
      frame: 1 + (at % 120),
      interval: at === 0 ? NaN : interval,
      evaluation,
      drawSubmit,
      ownCost: 0.00006,
      activity: activities.indexOf(shape.activity),
      speedMode: speedModes.indexOf(shape.speed),
      cached: cachedStates.indexOf('no'),
      evaluationMode: 4,
      evaluationSource: 1,
      marks:
        (at === 0 ? marks.firstAfterPause : 0) |
        (at % 120 === 0 && at > 0 ? marks.loopWrap : 0) |
        (hitch ? marks.hitch : 0),
    })
  }
  return rows
}

/** Rows as one binary message of the wire. */
export function framesMessage(rows: readonly FrameRow[], sequence = 0, dropped = 0): Uint8Array {
  const f64 = (name: keyof FrameRow) => Float64Array.from(rows, (row) => row[name])
  const u8 = (name: keyof FrameRow) => Uint8Array.from(rows, (row) => row[name])
  return encodeColumns({
    kind: 'frames',
    rosterVersion: 1,
    sequence,
    dropped,
    rows: rows.length,
    time: f64('time'),
    frame: f64('frame'),
    interval: f64('interval'),
    evaluation: f64('evaluation'),
    drawSubmit: f64('drawSubmit'),
    ownCost: f64('ownCost'),
    activity: u8('activity'),
    speedMode: u8('speedMode'),
    cached: u8('cached'),
    evaluationMode: u8('evaluationMode'),
    evaluationSource: u8('evaluationSource'),
    marks: u8('marks'),
  })
}

/** The costliest `count` of nodes 1 to `count` as one sampled frame. */
export function samplesMessage(
  count: number,
  time: number,
  random: () => number,
  rosterVersion = 1,
  truncated = true,
): Uint8Array {
  const id = Uint32Array.from({ length: count }, (_, at) => at + 1)
  const self = Float64Array.from(id, (one) => (0.0098 / (1 + one * 0.55)) * (0.9 + 0.2 * random()))
  return encodeColumns({
    kind: 'samples',
    rosterVersion,
    sequence: 0,
    dropped: 0,
    rows: count,
    flags: (truncated ? 1 : 0) | 2,
    time,
    frame: 57,
    wall: 0.0171,
    id,
    self,
    inclusive: self.map((value, at) => (at < 5 ? value * 1.6 : NaN)),
    count: id.map(() => 1),
  })
}

export const heartbeat = (time: number, part: Partial<Heartbeat> = {}): Heartbeat => ({
  type: 'heartbeat',
  time,
  mainAge: 0.01,
  busy: null,
  tier: 'T1',
  sampleHz: 1,
  ownCost: { mean: 0.000058, p99: 0.00019, share: 0.0014, sampledFrame: 0.0009 },
  memoryBytes: 1_842_000_000,
  ...part,
})
