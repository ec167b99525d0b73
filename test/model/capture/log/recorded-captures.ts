// Logs of captures in which the host recorded by itself: a Maya scene of two copies of one rig, stepped or played, with warm-ups that
// nobody told of. Small enough to follow by hand.
import type { CaptureFile } from '../../../../bridge/protocol/messages'
import { end, fact, frame, hello, type Logged, node, roster, scene, text } from '../logged-captures'

/** Microseconds of a frame after its beginning, on the recording's clock. */
const evaluation = 10_000
const draw = 3_000

const names = [
  'EvaluateNode',
  'EvaluationGraphExecution',
  'Vp2SceneRender',
  'hero1:skin',
  'hero2:skin',
  'arm|ctl',
  'nobody',
  'ComputeDG',
]
const at = (name: string) => `@${names.indexOf(name)}`
const line = (time: number, name: string, about: string, duration: number, category = 1) =>
  [time, at(name), about === '' ? '' : at(about), category, duration, 0, 7, 1, 7].join('\t')

/** The text of a recording whose frames begin at these microseconds. */
export function recordingText(starts: readonly number[], { isDrawn = true, extra = [] as string[] } = {}): string {
  const rows = starts.flatMap((start) => [
    line(start, 'EvaluationGraphExecution', '', evaluation),
    line(start + 100, 'EvaluateNode', 'hero1:skin', 4000),
    line(start + 4200, 'EvaluateNode', 'hero2:skin', 2000),
    line(start + 6400, 'EvaluateNode', 'arm|ctl', 1000),
    line(start + 7600, 'EvaluateNode', 'nobody', 500),
    ...(isDrawn ? [line(start + evaluation + 500, 'Vp2SceneRender', '', draw, 2)] : []),
  ])
  return [
    '#File Version, # of events, # of CPUs',
    `1\t${rows.length + extra.length}\t8`,
    'Main\tEvaluation\tVP2 Evaluation',
    '#Comment mapping---------',
    ...names.map((name, i) => `@${i} = ${name}`),
    '#End comment mapping---------',
    '#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id',
    ...rows,
    ...extra,
    '',
  ].join('\n')
}

export const computed = (time: number) => line(time, 'ComputeDG', 'hero1:skin', 700)

const mayaNode = (id: number, name: string, path: string, parent: number | null, kind: string, rig: number | null) => ({
  ...node(id, name, parent, kind),
  ...{ path, rig },
})

export const mayaRoster = roster([
  mayaNode(1, 'hero1:top', '|hero1:top', null, 'transform', 1),
  mayaNode(2, 'hero2:top', '|hero2:top', null, 'transform', 2),
  mayaNode(3, 'hero1:skin', 'hero1:skin', null, 'skinCluster', 1),
  mayaNode(4, 'hero2:skin', 'hero2:skin', null, 'skinCluster', 2),
  mayaNode(5, 'arm', '|hero1:top|arm', 1, 'transform', 1),
  mayaNode(6, 'ctl', '|hero1:top|arm|ctl', 5, 'transform', 1),
  mayaNode(7, 'leg', '|hero1:top|leg', 1, 'transform', 1),
  mayaNode(8, 'ctl', '|hero1:top|leg|ctl', 7, 'transform', 1),
])

const mayaScene = {
  ...scene,
  ...{ name: 'walk.ma', evaluationMode: 'parallel' as const },
  rigs: [1, 2].map((id) => ({ ...(scene.rigs[0] as (typeof scene.rigs)[0]), id, name: `hero${id}` })),
}

/** Host seconds at which the recording's clock stood at 0. */
export const shift = 1000.25
/** A callback after the drawing comes a little after what is recorded as drawing. */
const late = 0.0003

/** When a frame that began at this microsecond was over, in host seconds. */
export const overAt = (start: number, isDrawn = true) =>
  shift + (start + evaluation + (isDrawn ? 500 + draw : 0)) / 1e6 + late

export interface LoggedFrames {
  /** Microseconds at which every frame of the recording began, the first event being the first of them. */
  readonly starts: readonly number[]
  /** Which of them the host told of, with the number of each. */
  readonly told: readonly (readonly [frame: number, number: number])[]
  readonly motion?: 'observed' | 'driven'
  readonly file?: Partial<CaptureFile>
  readonly text?: string
  /** In how many messages the recording comes. */
  readonly pieces?: number
}

export function recordedLog({
  starts,
  told,
  motion = 'driven',
  file = {},
  pieces = 3,
  ...given
}: LoggedFrames): Logged[] {
  const origin = starts[0] ?? 0
  const bytes = new TextEncoder().encode(given.text ?? recordingText(starts))
  const each = Math.ceil(bytes.length / pieces)
  const last = (starts.at(-1) ?? 0) + evaluation + 500
  return [
    text({ ...hello, host: { ...hello.host, kind: 'maya', name: 'Maya', version: '2025' } }),
    text(mayaScene),
    text(mayaRoster),
    text({ type: 'capturePass', pass: 0 }),
    ...told.flatMap(([at_, number]) => frame(overAt(starts[at_] as number), number, [])),
    text({
      ...{ type: 'captureNodes', linksWhole: true },
      nodes: [
        fact(3, { stableId: 'AB-1 hero1RN', namespace: 'hero1', component: 'body', cycle: true, upstream: [6, 8] }),
        fact(4, { stableId: 'AB-1 hero2RN', namespace: 'hero2', gpu: true, gpuWhy: 'it is supported' }),
        fact(7, { stableId: 'AB-7', upstream: [1] }),
      ],
    }),
    text({
      ...{ type: 'captureFile', format: 'maya.profiler', bytes: bytes.length },
      ...{ from: shift + origin / 1e6 - 0.001, until: shift + last / 1e6 + 0.004, ...file },
    }),
    ...Array.from({ length: pieces }, (_, i) => bytes.slice(i * each, (i + 1) * each)),
    text(end({ motion, frames: told.length })),
  ]
}
