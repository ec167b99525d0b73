// Every JSON message of the wire, v1: nouns that the bridge tells, verbs that the hub asks. The single source of truth:
// types are inferred from it, schema.json (which Python checks against) and docs/protocol.md are generated from it.
// Every field is always present; unknown is null. Times are the host's monotonic seconds. Readers tolerate unknown fields.
import { z } from 'zod'
import { cancel, capture, captureVerb } from './capture-messages'
import { count, id, message, seconds, text } from './message'

export const protocol = { min: 1, max: 1 } as const
export const subprotocol = 'rigscope.v1'

export const protocolRange = z.object({
  min: z.int().min(1).describe('the oldest'),
  max: z.int().min(1).describe('the newest'),
})

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

export const hello = message(
  'hello',
  "First on every connection, and again when the wall clock jumps: who speaks, on what machine, how its clock lies to the wall's.",
  {
    protocol: protocolRange.describe('versions that the bridge speaks'),
    session: text().describe('one run of one host; changes when the host restarts'),
    origin: origin.describe('whether this happens now or was recorded'),
    host: z.object({
      kind: text().describe('open set: blender, maya, fake'),
      name: text().describe('for display'),
      version: text().describe("in the host's own writing"),
      pid: z.int().nullable().describe('process id; null in a recording'),
      startedAt: z.number().nullable().describe('wall seconds when the process started'),
    }),
    bridge: z.object({
      version: text().describe('of the Rigscope bridge'),
      python: text().nullable().describe('version of the Python that it runs in'),
    }),
    machine: z.object({
      name: text().describe('host name of the machine'),
      os: text().describe('operating system and its version'),
      cpu: text().nullable().describe('model of the processor'),
      cores: z.int().nullable().describe('logical processors'),
      memoryBytes: z.number().nullable().describe('of the machine, bytes'),
      hardwareClass: text().describe('coarse class for comparing machines, as in 16-core-64-GB'),
    }),
    capabilities: z
      .array(text())
      .describe(
        'open set: idleTicks, drawSubmit, samples, select, frameInHost, capture, stdout, manipulation, scriptEditor, window',
      ),
    clock: z
      .object({
        monotonic: seconds().describe('host seconds: the clock of every other time on this wire'),
        wall: seconds().describe('seconds since 1970, UTC'),
      })
      .describe('the same instant on both clocks'),
  },
)

export const rig = z.object({
  id: id().describe('of the node that stands for the rig'),
  name: text().describe('for display'),
  asset: text().nullable().describe('what the studio calls the asset'),
  version: text().nullable().describe("in the studio's own writing, as in v003"),
  source: text().nullable().describe('file or library that the rig comes from'),
  resolvedBy: text().nullable().describe('which rule named asset and version'),
  nodeCount: count().describe('nodes that belong to the rig'),
})

export const scene = message('scene', 'The open scene and its rigs. Sent again, whole, whenever any of it changes.', {
  path: text().nullable().describe('file of the scene; null before it is first saved'),
  name: text().describe('for display'),
  modified: z.boolean().nullable().describe('whether there are changes that are not saved'),
  targetFps: z.number().nullable().describe('frames per second that the scene asks for'),
  range: z
    .object({ start: z.number().describe('frame number'), end: z.number().describe('frame number, itself played') })
    .nullable()
    .describe('frames that playback goes through'),
  frame: z.number().nullable().describe('frame number now, may have a fraction'),
  evaluationMode: z.enum(['unknown', 'dg', 'serial', 'parallel', 'depsgraph']).describe('how the host evaluates'),
  nodeCount: count().nullable().describe('nodes in the roster once it is whole'),
  rigs: z.array(rig),
})

export const node = z.object({
  id: id().describe('never reused in a session'),
  name: text().describe('for display'),
  path: text().describe('full name in the host'),
  kind: text().describe("open set, the host's own word: ARMATURE, bone, MESH, skinCluster"),
  parent: id().nullable().describe('node above it'),
  rig: id().nullable().describe('rig that it belongs to'),
})

/** A version is whole after part === parts - 1. */
export const roster = message(
  'roster',
  'A part of the list of nodes. Ids in all other messages are those of the roster.',
  {
    version: id().describe('of the roster that these parts make; frames and samples name it'),
    base: id().nullable().describe('version that is changed; null starts afresh'),
    part: count().describe('from 0'),
    parts: z.int().min(1).describe('how many make the version whole'),
    nodes: z.array(node).max(250).describe('added or changed'),
    removed: z.array(id()).describe('ids of nodes that are gone'),
  },
)

export const selection = message('selection', 'What is selected in the host.', {
  time: seconds().describe('host seconds when it changed'),
  nodes: z.array(id()).max(1000),
  active: id().nullable().describe('the one that the host calls active or lead'),
  total: count().describe('how many are selected in the host; nodes holds at most 1000 of them'),
})

export const rectangle = z.object({
  x: z.number().describe('of the left edge'),
  y: z.number().describe('of the upper edge, growing downwards'),
  width: z.number().min(0),
  height: z.number().min(0),
})

export const hostWindow = message(
  'hostWindow',
  "Where the host's main window lies, so that the panel opens beside it. Sent whenever that changes, at most once a second; never by a host that cannot tell.",
  {
    rectangle: rectangle.describe("of the window, in the host's own pixels"),
    screen: rectangle.nullable().describe('of the screen that it is on, in the same pixels'),
    active: z.boolean().nullable().describe('whether the host is the application that is worked in'),
  },
)

export const logLine = z.object({
  time: seconds().describe('host seconds'),
  level: z.enum(['debug', 'info', 'warning', 'error']),
  source: z.enum(['stdout', 'stderr', 'logging', 'traceback', 'host', 'bridge']).describe('where it was printed'),
  text: text().describe('as printed, without its line end'),
  owner: text().nullable().describe('module, plug-in or file that printed it'),
  repeats: z.int().min(1).describe('how many equal lines in a row this one stands for'),
})

export const log = message('log', 'Lines that the host printed or logged.', {
  lines: z.array(logLine),
  dropped: count().describe('lines lost since the session began'),
})

export const hitch = message('hitch', 'A frame that took far longer than its neighbours.', {
  time: seconds().describe('host seconds, end of the frame'),
  frame: z.number().nullable().describe('frame number'),
  interval: seconds().describe('from the end of the frame before, seconds'),
  usual: seconds().describe('median interval of the frames before it, seconds'),
})

export const heartbeat = message('heartbeat', 'Once a second from the I/O thread, whatever the main thread does.', {
  time: seconds().describe('host seconds'),
  mainAge: seconds().nullable().describe('seconds since the main thread last ticked; null where it has no idle ticks'),
  busy: z
    .object({
      what: text().describe('a phrase after "is busy": opening walk.blend'),
      since: seconds().describe('host seconds when it began'),
      owner: text().nullable().describe('module whose code runs, where known'),
      certain: z.boolean().describe('the host said so; else read from the stack'),
    })
    .nullable()
    .describe('null where the main thread is free'),
  tier: z.enum(['counter', 'T0', 'T1']).describe('how much is measured: frames only counted, timed, or sampled too'),
  sampleHz: z.number().nullable().describe('sampled frames a second; null where none are'),
  ownCost: z
    .object({
      mean: seconds().nullable().describe('seconds a frame on the main thread'),
      p99: seconds().nullable().describe('99th percentile of the same'),
      share: z.number().nullable().describe("of the main thread's time, 0 to 1"),
      sampledFrame: seconds().nullable().describe('extra cost of one sampled frame, seconds, 95th percentile'),
    })
    .describe('at least; of the last ten seconds'),
  memoryBytes: z.number().nullable().describe('resident memory of the host process, bytes'),
})

export const probeDisabled = message(
  'probeDisabled',
  'A probe failed three times and was switched off; the rest goes on.',
  {
    time: seconds().describe('host seconds'),
    probe: text().describe('which callback of the bridge'),
    failures: count().describe('how often it failed'),
    error: text().describe('the last failure, in one line'),
  },
)

export const overload = message('overload', 'The bridge slowed itself down, or took its speed up again (level 0).', {
  time: seconds().describe('host seconds'),
  level: z.int().min(0).max(3).describe('0 none, 1 sampling at half rate, 2 no samples, 3 frame counter only'),
  reason: text().describe('a sentence for people'),
  droppedFrames: count().describe('rows of frames lost since the session began'),
  droppedSamples: count().describe('samples messages lost since the session began'),
})

export const goodbye = message(
  'goodbye',
  'The last message of a session that ends in order. A socket that is lost without it, with its process gone, is a crash.',
  {
    time: seconds().describe('host seconds'),
    reason: z.enum(['hostExit', 'stopped', 'disabled', 'replaced', 'failed']),
    sentence: text().describe('the same for people'),
  },
)

export const reply = message('reply', 'The answer to one message of the hub.', {
  to: id().describe('id of the message that is answered'),
  error: z
    .object({
      kind: text().describe('open set: malformed, notFound, playing, recording, busy, failed'),
      sentence: text(),
    })
    .nullable()
    .describe('why it was not done; null where it was'),
  value: z.unknown().describe('any JSON; null where there is nothing to say'),
})

export const fromBridge = z.discriminatedUnion('type', [
  hello,
  scene,
  roster,
  selection,
  hostWindow,
  log,
  hitch,
  capture,
  heartbeat,
  probeDisabled,
  overload,
  goodbye,
  reply,
])

export const watch = message(
  'watch',
  "What the hub wants to see. Samples switch the sampling tier on while somebody looks; the union of all clients' wishes holds.",
  {
    id: id().describe('comes back in the reply'),
    frames: z.boolean().describe('send frames'),
    samples: z.boolean().describe('sample frames and send what they cost by node'),
    sampleHz: z.number().min(0.1).max(4).describe('sampled frames a second'),
  },
)
export const select = message('select', "Selects in the host: one undo step of the host's own.", {
  id: id().describe('comes back in the reply'),
  nodes: z.array(id()).max(1000).describe('the last becomes the active one'),
  mode: z.enum(['replace', 'add']).describe('instead of what is selected, or beside it'),
})
export const frameInHost = message('frameInHost', "Moves the host's view to the nodes.", {
  id: id().describe('comes back in the reply'),
  nodes: z.array(id()).max(1000),
})

export const fromHub = z.discriminatedUnion('type', [watch, select, frameInHost, captureVerb, cancel])

export type { CaptureEnd, CaptureFile, CaptureNode, CaptureProgress, InCapture } from './capture-messages'
export type FromBridge = z.infer<typeof fromBridge>
export type FromHub = z.infer<typeof fromHub>
export type Origin = z.infer<typeof origin>
export type Hello = z.infer<typeof hello>
export type Scene = z.infer<typeof scene>
export type Rig = z.infer<typeof rig>
export type Node = z.infer<typeof node>
export type Roster = z.infer<typeof roster>
export type Selection = z.infer<typeof selection>
export type HostWindow = z.infer<typeof hostWindow>
export type Rectangle = z.infer<typeof rectangle>
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
