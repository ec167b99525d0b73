// Writes small captures as tests think of them: a list of nodes, each with its cost in every frame. Big ones are the bench's.
import {
  none,
  tri,
  unknownCount,
  type Capture,
  type CaptureConditions,
  type TimeKind,
} from '../../../../model/capture/capture'

export interface NodeOf {
  readonly name: string
  readonly path?: string
  readonly kind?: string
  readonly rig?: string
  readonly namespace?: string
  readonly component?: string
  readonly stableId?: string
  /** Name of a node before it in the list. */
  readonly parent?: string
  readonly cycle?: keyof typeof tri
  readonly gpu?: keyof typeof tri
  /** Milliseconds for each frame; null where it did not run, NaN where it is not known. */
  readonly self: readonly (number | null)[]
  /** As `self`; unknown where left out. */
  readonly inclusive?: readonly (number | null)[]
  /** As `self`; 1 where left out, NaN unknown. */
  readonly calls?: readonly number[]
}

export interface CaptureOf {
  readonly title?: string
  readonly nodes: readonly NodeOf[]
  /** Milliseconds. */
  readonly wall?: readonly number[]
  readonly evaluation?: readonly number[]
  readonly number?: readonly number[]
  readonly pass?: readonly number[]
  readonly time?: TimeKind
  readonly isTruncated?: boolean
  readonly conditions?: Partial<CaptureConditions>
}

export const conditionsOf: CaptureConditions = {
  host: 'Blender',
  hostVersion: '3.4.1',
  machine: 'desk',
  hardwareClass: 'eight cores',
  evaluationMode: 'parallel',
  scene: '/show/hero.blend',
  rigs: [{ name: 'hero', asset: 'hero', version: '12' }],
  frameRange: { start: 1, end: 10 },
  targetFps: 24,
  motion: 'driven',
}

export function captureOf(of: CaptureOf): Capture {
  const texts: string[] = []
  const places = new Map<string, number>()
  const text = (value: string | undefined) => {
    if (value === undefined) return none
    const known = places.get(value)
    if (known !== undefined) return known
    places.set(value, texts.length)
    return texts.push(value) - 1
  }
  const { nodes } = of
  const count = of.number?.length ?? of.pass?.length ?? Math.max(0, ...nodes.map((node) => node.self.length))
  const column = (of: (node: NodeOf) => string | undefined) => Uint32Array.from(nodes, (node) => text(of(node)))
  const seconds = (ms: readonly number[] | undefined) =>
    Float64Array.from({ length: count }, (_, frame) => (ms?.[frame] ?? NaN) / 1000)
  const first = new Uint32Array(nodes.length + 1)
  const rows: { frame: number; self: number; inclusive: number; calls: number }[] = []
  nodes.forEach((node, row) => {
    node.self.forEach((ms, frame) => {
      if (ms === null) return
      const calls = node.calls?.[frame] ?? 1
      rows.push({
        frame,
        self: ms / 1000,
        inclusive: (node.inclusive?.[frame] ?? NaN) / 1000,
        calls: Number.isNaN(calls) ? unknownCount : calls,
      })
    })
    first[row + 1] = rows.length
  })
  return {
    title: of.title ?? 'A capture',
    madeAt: null,
    source: { kind: 'host', host: 'Blender', hostVersion: '3.4.1' },
    conditions: { ...conditionsOf, ...of.conditions },
    notices: [],
    time: of.time ?? 'wall',
    isTruncated: of.isTruncated ?? false,
    texts,
    threads: [],
    nodes: {
      count: nodes.length,
      name: column((node) => node.name),
      path: column((node) => node.path),
      kind: column((node) => node.kind),
      rig: column((node) => node.rig),
      namespace: column((node) => node.namespace),
      component: column((node) => node.component),
      stableId: column((node) => node.stableId),
      parent: Uint32Array.from(nodes, ({ parent }) =>
        parent === undefined ? none : nodes.findIndex(({ name }) => name === parent),
      ),
      sessionId: new Uint32Array(nodes.length).fill(none),
      cycle: Uint8Array.from(nodes, ({ cycle }) => tri[cycle ?? 'unknown']),
      gpu: Uint8Array.from(nodes, ({ gpu }) => tri[gpu ?? 'unknown']),
      gpuWhy: new Uint32Array(nodes.length).fill(none),
      reason: new Uint32Array(nodes.length).fill(none),
    },
    frames: {
      count,
      number: Float64Array.from({ length: count }, (_, frame) => of.number?.[frame] ?? frame + 1),
      start: Float64Array.from({ length: count }, (_, frame) => frame / 24),
      wall: seconds(of.wall),
      evaluation: seconds(of.evaluation),
      drawSubmit: seconds(undefined),
      pass: Uint16Array.from({ length: count }, (_, frame) => of.pass?.[frame] ?? 0),
    },
    costs: {
      first,
      frame: Uint32Array.from(rows, ({ frame }) => frame),
      self: Float64Array.from(rows, ({ self }) => self),
      inclusive: Float64Array.from(rows, ({ inclusive }) => inclusive),
      calls: Uint32Array.from(rows, ({ calls }) => calls),
    },
    events: null,
    links: null,
  }
}
