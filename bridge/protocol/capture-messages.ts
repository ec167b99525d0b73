// What is said about captures: the noun that tells how one goes, the verbs that begin and end one, and the nouns that occur only in
// its file. They are joined to the rest of the wire in messages.ts.
import { z } from 'zod'
import { count, id, message, seconds, text } from './message'

const motion = z.enum(['observed', 'driven', 'reevaluated'])

export const capture = message(
  'capture',
  'How a capture goes: at each change of its state, and at most ten times a second while it records. The last one is told again on connect.',
  {
    time: seconds().describe('host seconds'),
    capture: id().describe('given by the bridge, never reused in a session'),
    state: z.enum(['warmingUp', 'recording', 'writing', 'done', 'cancelled', 'failed']),
    motion: motion
      .nullable()
      .describe('the host played by itself, was stepped, or evaluated all again; null before it is known'),
    framesDone: count().describe('over all passes'),
    framesWanted: count().nullable().describe('over all passes; null where seconds were asked for'),
    secondsDone: seconds().describe('since the warm-up was over'),
    secondsWanted: seconds().nullable().describe('null where frames were asked for'),
    sentence: text().nullable().describe('why it failed, or what to know; for people'),
    file: z
      .object({
        path: text().describe("in the user's runtime folder; whoever reads it removes it"),
        bytes: count(),
        sha256: text().describe('of the bytes, hexadecimal'),
        format: text().describe('open set: rigscope.log, maya.profiler'),
      })
      .nullable()
      .describe('where it was written; null until it is done'),
  },
)

export const captureVerb = message(
  'capture',
  'Takes a capture: what each node costs in a few frames. Exactly one of frames and seconds is not null. The reply brings {capture}, its id.',
  {
    id: id().describe('comes back in the reply'),
    frames: z.int().min(1).max(10_000).nullable().describe('how many in each pass'),
    seconds: z.number().min(0.1).max(600).nullable().describe('how long, without warm-up'),
    passes: z.int().min(1).max(20).describe('how often the same frames are taken, where the host is stepped'),
  },
)

export const cancel = message(
  'cancel',
  'Ends a capture; nothing of it is kept. The host is as it was within a frame.',
  {
    id: id().describe('comes back in the reply'),
    capture: id().describe('the one to end'),
  },
)

export const capturePass = message('capturePass', 'A pass over the frames begins.', {
  pass: count().describe('from 0'),
})

export const captureNodes = message('captureNodes', 'What the host can tell of captured nodes beyond the roster.', {
  linksWhole: z.boolean().describe('false: only some links are known, so no upstream is unknown'),
  nodes: z
    .array(
      z.object({
        id: id(),
        stableId: text().nullable().describe('the same from capture to capture'),
        namespace: text().nullable().describe('or library, collection'),
        component: text().nullable().describe("tag of the rig's builder, as in arm_L"),
        cycle: z.boolean().nullable().describe('in an evaluation cycle'),
        gpu: z.boolean().nullable().describe('evaluated on the GPU'),
        gpuWhy: text().nullable().describe("why, or why not, in the host's words"),
        reason: text().nullable().describe('why it evaluated, in words'),
        upstream: z.array(id()).describe('nodes that feed it'),
      }),
    )
    .max(250),
})

export const captureFile = message(
  'captureFile',
  'What the host itself recorded follows, in binary messages that hold so many bytes in all: what its nodes cost is in there.',
  {
    format: text().describe('open set: maya.profiler'),
    bytes: count(),
    from: seconds().describe('host seconds: nothing in it happened before'),
    until: seconds().describe('host seconds: nothing in it began later'),
  },
)

export const captureEnd = message('captureEnd', 'The last message: a file without it is not a capture.', {
  outcome: z
    .enum(['done', 'cancelled'])
    .describe('cancelled: the host ended it early, and less is here than was asked for'),
  motion: motion.nullable().describe('the host played by itself, was stepped, or evaluated all again'),
  frames: count().describe('how many the file holds, over all passes'),
  notices: z.array(
    z.object({
      kind: z
        .enum(['incomplete', 'meaning', 'damage'])
        .describe('some is missing, how numbers are to be read, something is wrong'),
      sentence: text(),
    }),
  ),
})

export const inCapture = z.discriminatedUnion('type', [capturePass, captureNodes, captureFile, captureEnd])

export type CaptureProgress = z.infer<typeof capture>
export type CaptureVerb = z.infer<typeof captureVerb>
export type Cancel = z.infer<typeof cancel>
export type InCapture = z.infer<typeof inCapture>
export type CaptureNode = z.infer<typeof captureNodes>['nodes'][number]
export type CaptureFile = z.infer<typeof captureFile>
export type CaptureEnd = z.infer<typeof captureEnd>
