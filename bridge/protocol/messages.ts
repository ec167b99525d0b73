// Every JSON message of the wire, v1: nouns that the bridge tells, verbs that the hub asks. The single source of truth:
// types are inferred from it, schema.json (which Python checks against) and docs/protocol.md are generated from it.
// Every field is always present; unknown is null. Times are the host's monotonic seconds. Readers tolerate unknown fields.
import { z } from 'zod'

export const protocol = { min: 1, max: 1 } as const
export const subprotocol = 'rigscope.v1'

const seconds = () => z.number()
const id = () => z.int().min(0).max(0xffffffff)
const count = () => z.int().min(0)
const text = () => z.string()
const message = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape })

export const protocolRange = z.object({ min: z.int().min(1), max: z.int().min(1) })

/** Where a session's data comes from. A recording is never shown as live. */
export const origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({
    kind: z.literal('recording'),
    name: text().describe('what the recording is called'),
    recordedAt: text().nullable().describe('ISO 8601 date and time'),
    how: text().describe('one sentence: on what and how it was recorded'),
  }),
])

export const hello = message('hello', {
  protocol: protocolRange,
  session: text().describe('one run of one host; changes when the host restarts'),
  origin,
  host: z.object({
    kind: text().describe('open set: blender, maya, fake'),
    name: text(),
    version: text(),
    pid: z.int().nullable(),
    startedAt: z.number().nullable().describe('wall seconds when the process started'),
  }),
  bridge: z.object({ version: text(), python: text().nullable() }),
  machine: z.object({
    name: text(),
    os: text(),
    cpu: text().nullable(),
    cores: z.int().nullable(),
    memoryBytes: z.number().nullable(),
    hardwareClass: text().describe('coarse class for comparing machines, as in 16-core-64-GB'),
  }),
  capabilities: z
    .array(text())
    .describe('open set: idleTicks, drawSubmit, samples, select, frameInHost, stdout, manipulation'),
  clock: z.object({ monotonic: seconds(), wall: seconds() }).describe('the same instant on both clocks'),
})

export const rig = z.object({
  id: id(),
  name: text(),
  asset: text().nullable(),
  version: text().nullable(),
  source: text().nullable().describe('file or library that the rig comes from'),
  resolvedBy: text().nullable().describe('which rule named asset and version'),
  nodeCount: count(),
})

export const scene = message('scene', {
  path: text().nullable(),
  name: text(),
  modified: z.boolean().nullable(),
  targetFps: z.number().nullable().describe('frames per second that the scene asks for'),
  range: z.object({ start: z.number(), end: z.number() }).nullable(),
  frame: z.number().nullable(),
  evaluationMode: z.enum(['unknown', 'dg', 'serial', 'parallel', 'depsgraph']),
  nodeCount: count().nullable(),
  rigs: z.array(rig),
})

export const node = z.object({
  id: id().describe('never reused in a session'),
  name: text().describe('for display'),
  path: text().describe('full name in the host'),
  kind: text().describe("open set, the host's own word: ARMATURE, bone, MESH, skinCluster"),
  parent: id().nullable(),
  rig: id().nullable(),
})

/** A part of the roster. base null starts afresh; else it changes the roster of that version. Whole after part === parts - 1. */
export const roster = message('roster', {
  version: id(),
  base: id().nullable(),
  part: count(),
  parts: z.int().min(1),
  nodes: z.array(node).max(250).describe('added or changed'),
  removed: z.array(id()),
})

export const selection = message('selection', {
  time: seconds(),
  nodes: z.array(id()).max(1000),
  active: id().nullable(),
  total: count().describe('how many are selected in the host; nodes holds at most 1000 of them'),
})

export const logLine = z.object({
  time: seconds(),
  level: z.enum(['debug', 'info', 'warning', 'error']),
  source: z.enum(['stdout', 'stderr', 'logging', 'traceback', 'host', 'bridge']),
  text: text(),
  owner: text().nullable().describe('module, plug-in or file that printed it'),
  repeats: z.int().min(1).describe('how many equal lines in a row this one stands for'),
})

export const log = message('log', {
  lines: z.array(logLine),
  dropped: count().describe('lines lost since the session began'),
})

/** A frame that took far longer than its neighbours. */
export const hitch = message('hitch', {
  time: seconds(),
  frame: z.number().nullable(),
  interval: seconds(),
  usual: seconds().describe('median interval of the frames before it'),
})

/** Once a second from the I/O thread, whatever the main thread does. */
export const heartbeat = message('heartbeat', {
  time: seconds(),
  mainAge: seconds().nullable().describe('since the main thread last ticked; null where it has no idle ticks'),
  busy: z
    .object({
      what: text().describe('a phrase after "is busy": opening walk.blend'),
      since: seconds(),
      owner: text().nullable().describe('module whose code runs, where known'),
      certain: z.boolean().describe('the host said so; else read from the stack'),
    })
    .nullable(),
  tier: z.enum(['counter', 'T0', 'T1']),
  sampleHz: z.number().nullable(),
  ownCost: z
    .object({
      mean: seconds().nullable(),
      p99: seconds().nullable(),
      share: z.number().nullable().describe("of the main thread's time, 0 to 1"),
      sampledFrame: seconds().nullable().describe('extra cost of one sampled frame, p95'),
    })
    .describe('at least; of the last ten seconds'),
  memoryBytes: z.number().nullable().describe('of the host process'),
})

export const probeDisabled = message('probeDisabled', {
  time: seconds(),
  probe: text(),
  failures: count(),
  error: text(),
})

/** The bridge slowed itself down, or took its speed up again (level 0). */
export const overload = message('overload', {
  time: seconds(),
  level: z.int().min(0).max(3).describe('0 none, 1 sampling at half rate, 2 no samples, 3 frame counter only'),
  reason: text(),
  droppedFrames: count(),
  droppedSamples: count(),
})

export const goodbye = message('goodbye', {
  time: seconds(),
  reason: z.enum(['hostExit', 'stopped', 'disabled', 'replaced', 'failed']),
  sentence: text(),
})

export const reply = message('reply', {
  to: id(),
  error: z.object({ kind: text(), sentence: text() }).nullable(),
  value: z.unknown().describe('any JSON; null where there is nothing to say'),
})

export const fromBridge = z.discriminatedUnion('type', [
  hello,
  scene,
  roster,
  selection,
  log,
  hitch,
  heartbeat,
  probeDisabled,
  overload,
  goodbye,
  reply,
])

/** What the hub wants to see. `samples` switches T1 on while somebody looks. */
export const watch = message('watch', {
  id: id(),
  frames: z.boolean(),
  samples: z.boolean(),
  sampleHz: z.number().min(0.1).max(4),
})
/** Selects in the host: one undo step of the host's own. */
export const select = message('select', { id: id(), nodes: z.array(id()).max(1000), mode: z.enum(['replace', 'add']) })
/** Moves the host's view to the nodes. */
export const frameInHost = message('frameInHost', { id: id(), nodes: z.array(id()).max(1000) })

export const fromHub = z.discriminatedUnion('type', [watch, select, frameInHost])

export type FromBridge = z.infer<typeof fromBridge>
export type FromHub = z.infer<typeof fromHub>
export type Origin = z.infer<typeof origin>
export type Hello = z.infer<typeof hello>
export type Scene = z.infer<typeof scene>
export type Rig = z.infer<typeof rig>
export type Node = z.infer<typeof node>
export type Roster = z.infer<typeof roster>
export type Selection = z.infer<typeof selection>
export type LogLine = z.infer<typeof logLine>
export type Log = z.infer<typeof log>
export type Hitch = z.infer<typeof hitch>
export type Heartbeat = z.infer<typeof heartbeat>
export type ProbeDisabled = z.infer<typeof probeDisabled>
export type Overload = z.infer<typeof overload>
export type Goodbye = z.infer<typeof goodbye>
export type Reply = z.infer<typeof reply>
export type Watch = z.infer<typeof watch>
export type Select = z.infer<typeof select>
export type FrameInHost = z.infer<typeof frameInHost>
