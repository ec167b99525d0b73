// Captures as a rigger has them: three rigs taken in Maya and in Blender, before and after a change, several times each, with the noise
// of a real machine. Also the door that gives their bytes to the page. Seeded: the same at each run.
import type { CaptureState, CaptureSummary } from '../../hub/captures/api'
import { none, tri, type Capture } from '../../model/capture/capture'
import { headerOf } from '../../model/capture/capture-header'
import { encodeCapture, joinBytes } from '../../model/capture/encode-capture'
import type { CaptureDoor } from '../../renderer/hub-client/capture-door'
import { normal, seeded } from '../model/capture/compare/simulated-machine'
import { captureOf, type NodeOf } from '../model/capture/table/capture-of'
import { session } from './scripted-data'

export interface Shot {
  readonly title: string
  readonly seed: number
  readonly host?: 'maya' | 'blender'
  readonly version?: string
  readonly frames?: number
  readonly passes?: number
  /** Factors on the cost of nodes whose name holds the text. */
  readonly change?: Readonly<Record<string, number>>
  readonly without?: string
  readonly more?: readonly Part[]
  readonly conditions?: Partial<Capture['conditions']>
}

interface Part {
  readonly name: string
  readonly kind: string
  /** Milliseconds a frame. */
  readonly cost: number
  readonly rig: string
  readonly component?: string
}

const sides = ['L', 'R'] as const
const limbs = ['arm', 'leg', 'hand', 'foot'] as const

function partsOf(rig: string, scale: number): Part[] {
  const part = (name: string, kind: string, cost: number, component?: string): Part => ({
    ...{ name: `${rig}:${name}`, kind, cost: cost * scale, rig },
    ...(component === undefined ? {} : { component }),
  })
  return [
    part('body_skinCluster', 'skinCluster', 5.4, 'body'),
    part('body_correctives', 'blendShape', 2.1, 'body'),
    part('body_deltaMush', 'deltaMush', 3.3, 'body'),
    part('cloth_top_wrap', 'proximityWrap', 1.7, 'cloth'),
    part('face_skinCluster', 'skinCluster', 1.2, 'face'),
    part('face_shapes', 'blendShape', 0.8, 'face'),
    part('spine_ikSpline', 'ikSplineSolver', 0.32, 'spine'),
    part('breath_expression', 'expression', 0.11, 'spine'),
    ...sides.flatMap((side) =>
      limbs.flatMap((limb, at) => [
        part(`${limb}_${side}_ikHandle`, 'ikHandle', 0.06 + at * 0.011, `${limb}_${side}`),
        part(`${limb}_${side}_aim`, 'aimConstraint', 0.031, `${limb}_${side}`),
        part(`${limb}_${side}_parent`, 'parentConstraint', 0.024, `${limb}_${side}`),
        ...Array.from({ length: 5 }, (_, joint) =>
          part(`${limb}_${side}_0${joint + 1}_jnt`, 'joint', 0.004 + joint * 0.001, `${limb}_${side}`),
        ),
      ]),
    ),
  ]
}

const scene: readonly Part[] = [...partsOf('hero', 1), ...partsOf('sidekick', 0.55), ...partsOf('dragon', 1.4)]

export function shoot({ seed, host = 'maya', version = 'v024', frames = 60, passes = 1, ...shot }: Shot): Capture {
  const chance = seeded(seed)
  const total = frames * passes
  const drift = Math.exp(normal(chance) * 0.008)
  const mood = Array.from({ length: total }, () => 1 + normal(chance) * 0.02)
  const parts = [...scene, ...(shot.more ?? [])].filter(
    ({ name }) => shot.without === undefined || !name.includes(shot.without),
  )
  const nodes = parts.map((part, at): NodeOf => {
    const factor = Object.entries(shot.change ?? {}).find(([text]) => part.name.includes(text))?.[1] ?? 1
    const own = part.cost * factor * drift * Math.exp(normal(chance) * 0.005)
    const self = mood.map((inFrame, frame) => {
      const pose = 1 + 0.18 * Math.sin((2 * Math.PI * (frame % frames)) / frames + at)
      return own * pose * inFrame * Math.max(0.2, 1 + normal(chance) * 0.05)
    })
    return {
      ...{ name: part.name, kind: part.kind, rig: part.rig, namespace: part.rig, self },
      ...(part.component === undefined ? {} : { component: part.component }),
      path: `|${part.rig}:root|${part.component ?? 'extra'}|${part.name}`,
      stableId: `id of ${part.name}`,
      inclusive: self.map((ms) => ms * 1.12),
      cycle: part.kind === 'aimConstraint' && at % 3 === 0 ? 'yes' : 'no',
      gpu: part.kind === 'skinCluster' ? 'yes' : part.kind === 'deltaMush' ? 'no' : 'unknown',
    }
  })
  const evaluation = mood.map((_, frame) => nodes.reduce((sum, { self }) => sum + (self[frame] ?? 0), 0) * 0.62 + 1.1)
  const taken = captureOf({
    ...{ title: shot.title, nodes: host === 'blender' ? costliest(nodes, total) : nodes, evaluation },
    wall: evaluation.map((ms) => ms + 6.5 * (1 + normal(chance) * 0.03)),
    number: mood.map((_, frame) => 1001 + (frame % frames)),
    pass: mood.map((_, frame) => Math.floor(frame / frames)),
    time: host === 'blender' ? 'processor' : 'wall',
    isTruncated: host === 'blender',
    conditions: {
      ...{ host: host === 'maya' ? 'Maya' : 'Blender', hostVersion: host === 'maya' ? '2025.3' : '3.4.1' },
      ...{ machine: 'wks-112', hardwareClass: '16 cores, RTX A4000', evaluationMode: 'parallel' },
      scene: host === 'maya' ? 'sh0240_anim_v007.ma' : 'sh0240_anim_v007.blend',
      rigs: [
        { name: 'hero', asset: 'hero', version },
        { name: 'sidekick', asset: 'sidekick', version: 'v011' },
        { name: 'dragon', asset: 'dragon', version: 'v103' },
      ],
      frameRange: { start: 1001, end: 1000 + frames },
      ...shot.conditions,
    },
  })
  const { conditions } = taken
  return {
    ...taken,
    madeAt: 1_795_430_000 + seed * 400,
    source: { kind: 'host', host: conditions.host ?? '', hostVersion: conditions.hostVersion ?? '' },
    nodes: {
      ...taken.nodes,
      sessionId: Uint32Array.from(nodes.slice(0, taken.nodes.count), (_, at) => at + 1),
      ...told(taken, nodes),
    },
    links: linksOf(taken),
  }
}

/** Why each evaluated, and why some are not on the GPU. */
function told(capture: Capture, nodes: readonly NodeOf[]) {
  const texts = capture.texts as string[]
  const dirty = texts.push('its input changed with time') - 1
  const why = texts.push('a deltaMush with more than one output is not supported') - 1
  const { count } = capture.nodes
  return {
    reason: Uint32Array.from({ length: count }, (_, row) => (nodes[row]?.kind === 'expression' ? none : dirty)),
    gpuWhy: Uint32Array.from({ length: count }, (_, row) => (capture.nodes.gpu[row] === tri.no ? why : none)),
  }
}

/** Within each component one feeds the next. */
function linksOf({ nodes }: Capture): Capture['links'] {
  const from: number[] = []
  const to: number[] = []
  for (let row = 1; row < nodes.count; row++) {
    if (nodes.component[row] !== nodes.component[row - 1] || nodes.rig[row] !== nodes.rig[row - 1]) continue
    from.push(row)
    to.push(row - 1)
  }
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), isWhole: false }
}

/** Blender lists the 32 costliest of each frame. */
function costliest(nodes: readonly NodeOf[], frames: number): NodeOf[] {
  const listed = Array.from({ length: frames }, (_, frame) => {
    const order = nodes.map((node, at) => [node.self[frame] ?? 0, at] as const).sort((a, b) => b[0] - a[0])
    return new Set(order.slice(0, 32).map(([, at]) => at))
  })
  return nodes.map((node, at) => ({
    ...node,
    self: node.self.map((ms, frame) => (listed[frame]?.has(at) ? ms : null)),
  }))
}

const after: Pick<Shot, 'version' | 'change' | 'without' | 'more'> = {
  version: 'v025',
  change: { 'hero:body_skinCluster': 1.34, 'hero:face_shapes': 0.62, 'hero:cloth_top_wrap': 1.04 },
  without: 'hero:breath_expression',
  more: [{ name: 'hero:body_tension', kind: 'tensionMap', cost: 1.9, rig: 'hero', component: 'body' }],
}

/** By id, newest first. */
export const shots: Readonly<Record<string, Shot>> = {
  after3: { title: 'Hero v025, third', seed: 6, ...after },
  after2: { title: 'Hero v025, again', seed: 5, ...after },
  after1: { title: 'Hero v025', seed: 4, ...after },
  before3: { title: 'Hero v024, third', seed: 3 },
  before2: { title: 'Hero v024, again', seed: 2 },
  before1: { title: 'Hero v024', seed: 1 },
  blender: { title: 'Rigify human, walking', seed: 7, host: 'blender' },
}

const takenShots = new Map<string, Capture>()
export function scriptedCapture(id: string): Capture {
  const shot = shots[id]
  if (shot === undefined) throw new Error(`There is no scripted capture ${id}.`)
  const capture = takenShots.get(id) ?? shoot(shot)
  takenShots.set(id, capture)
  return capture
}

export function summaryFor(id: string, state: CaptureState = { kind: 'ready' }): CaptureSummary {
  const capture = scriptedCapture(id)
  const header = headerOf(capture)
  const { source, conditions, notices, counts, meanFrame, isTruncated, rigCosts, madeAt } = header
  return {
    ...{
      capture: id,
      title: header.title,
      addedAt: Date.now() / 1000 - 400,
      madeAt,
      state,
      isPinned: id === 'before1',
    },
    session: id === 'blender' ? null : session,
    content:
      state.kind !== 'ready'
        ? null
        : {
            ...{ source, conditions, notices, meanFrame, isTruncated, rigCosts },
            ...{ frames: counts.frames, nodes: counts.nodes, events: counts.events },
            bytes: encodeCapture(capture).reduce((sum, part) => sum + part.byteLength, 0),
          },
  }
}

export const allSummaries = (): CaptureSummary[] => Object.keys(shots).map((id) => summaryFor(id))

/** Gives bytes at once; files that are sent become the Blender capture. */
export const scriptedDoor: CaptureDoor = {
  fetch: (id, onProgress) => {
    const bytes = joinBytes(encodeCapture(scriptedCapture(id)))
    onProgress(bytes.byteLength, bytes.byteLength)
    return Promise.resolve({ kind: 'done', value: bytes })
  },
  send: (file, onProgress) => {
    onProgress(file.size, file.size)
    return Promise.resolve(
      file.name.endsWith('.txt')
        ? { kind: 'failed', sentence: `${file.name} is no recording that Rigscope reads: its line 1 is not a header.` }
        : { kind: 'done', value: 'blender' },
    )
  },
  fetchAs: (id, format) =>
    Promise.resolve({ kind: 'done', value: { name: `${id}.${format}.json`, content: new Blob(['{}']) } }),
}
