// Makes a small recording for tests: a made-up walk of a few seconds in which something of every kind happens.
// Larger loads are bench/load-recording.ts's.
import { writeContainer } from '../../container/write-container'
import type { LogRecord } from '../../model/container/message-log'
import { encodeColumns, type Frames } from '../../bridge/protocol/columns'
import { protocol, type FromBridge, type Node } from '../../bridge/protocol/messages'

export interface SmallRecording {
  readonly seconds: number
  /** Whether nodes come and go within the recording. */
  readonly rosterChanges: boolean
}

/** The recorded host's clock when the log began, in seconds. */
export const hostClock = 1000
export const framesASecond = 24

/** Writes a recording to `file`; throws where that fails. */
export async function makeRecording(file: string, wish: Partial<SmallRecording> = {}): Promise<void> {
  const written = await writeContainer(file, {
    madeBy: { name: 'rigscope tests', version: '0' },
    title: 'A made-up walk',
    how: 'Made up for tests; nothing in it was measured.',
    records: smallRecording({ seconds: 2, rosterChanges: false, ...wish }),
  })
  if (written.kind === 'failed') throw new Error(written.sentence)
}

/** The records: hello, state, then frames every 1/24 s, samples at 4 Hz, and events between them. */
export function* smallRecording({ seconds, rosterChanges }: SmallRecording): Generator<LogRecord> {
  const text = (time: number, message: FromBridge): LogRecord => ({ time, data: JSON.stringify(message) })
  for (const message of opening()) yield text(0.01, message)
  const lead = 0.1
  for (let step = 0; step < seconds * framesASecond; step++) {
    const time = lead + step / framesASecond
    yield { time, data: encodeColumns(oneFrame(step, hostClock + time, 1)) }
    if (step % 6 === 0) yield { time, data: sampleOf(step, hostClock + time) }
    if (step % framesASecond === 0) yield text(time, heartbeat(hostClock + time))
    if (step === 10) yield text(time, { type: 'selection', time: hostClock + time, nodes: [2, 3], active: 3, total: 2 })
    if (step === 12) yield text(time, { type: 'hitch', time: hostClock + time, frame: 13, interval: 0.2, usual: 0.042 })
    if (step === 14) yield text(time, log(hostClock + time))
    if (step === 16 && rosterChanges)
      yield text(time, {
        type: 'roster',
        version: 2,
        base: 1,
        part: 0,
        parts: 1,
        nodes: [node(5, 'prop')],
        removed: [4],
      })
  }
}

const node = (id: number, name: string): Node => ({
  id,
  name,
  path: `/${name}`,
  kind: id === 1 ? 'ARMATURE' : 'bone',
  parent: id === 1 ? null : 1,
  rig: 1,
})

function opening(): FromBridge[] {
  return [
    {
      type: 'hello',
      protocol,
      session: 'recorded-session',
      origin: { kind: 'live' },
      host: { kind: 'fake', name: 'Fake', version: '1.0', pid: 1, startedAt: 1_700_000_000 },
      bridge: { version: '0', python: '3.11.2' },
      machine: { name: 'tests', os: 'any', cpu: null, cores: 8, memoryBytes: null, hardwareClass: '8-core' },
      capabilities: ['idleTicks', 'samples', 'select', 'frameInHost'],
      clock: { monotonic: hostClock, wall: 1_700_000_000 },
    },
    {
      type: 'scene',
      path: '/shots/walk.blend',
      name: 'walk.blend',
      modified: false,
      targetFps: framesASecond,
      range: { start: 1, end: 48 },
      frame: 1,
      evaluationMode: 'depsgraph',
      nodeCount: 4,
      rigs: [{ id: 1, name: 'rig', asset: 'human', version: 'v003', source: null, resolvedBy: 'name', nodeCount: 3 }],
    },
    {
      type: 'roster',
      version: 1,
      base: null,
      part: 0,
      parts: 1,
      nodes: [node(1, 'rig'), node(2, 'hand.L'), node(3, 'mano.Ñ'), node(4, '手')],
      removed: [],
    },
    { type: 'selection', time: hostClock, nodes: [2], active: 2, total: 1 },
    heartbeat(hostClock + 0.01),
  ]
}

function heartbeat(time: number): FromBridge {
  return {
    type: 'heartbeat',
    time,
    mainAge: 0.01,
    busy: { what: 'opening walk.blend', since: time - 2, owner: null, certain: true },
    tier: 'T1',
    sampleHz: 4,
    ownCost: { mean: 1e-4, p99: 2e-4, share: 0.002, sampledFrame: 9e-4 },
    memoryBytes: 500_000_000,
  }
}

function log(time: number): FromBridge {
  const line = { time, level: 'warning', source: 'stdout', text: 'Dependency cycle', owner: null, repeats: 1 } as const
  return { type: 'log', lines: [line], dropped: 0 }
}

/** One frame of a message of its own, `interval` as the rate says. */
export function oneFrame(step: number, time: number, rosterVersion: number): Frames {
  return {
    kind: 'frames',
    rosterVersion,
    sequence: step,
    dropped: 0,
    rows: 1,
    time: Float64Array.of(time),
    frame: Float64Array.of(1 + (step % 48)),
    interval: Float64Array.of(1 / framesASecond),
    evaluation: Float64Array.of(0.02),
    drawSubmit: Float64Array.of(NaN),
    ownCost: Float64Array.of(1e-4),
    activity: Uint8Array.of(1),
    speedMode: Uint8Array.of(1),
    cached: Uint8Array.of(1),
    evaluationMode: Uint8Array.of(4),
    evaluationSource: Uint8Array.of(1),
    marks: Uint8Array.of(0),
  }
}

function sampleOf(step: number, time: number): Uint8Array {
  return encodeColumns({
    kind: 'samples',
    rosterVersion: 1,
    sequence: step / 6,
    dropped: 0,
    rows: 3,
    flags: 3,
    time,
    frame: step + 1,
    wall: 0.02,
    id: Uint32Array.of(1, 2, 3),
    self: Float64Array.of(0.01, 0.004, NaN),
    inclusive: Float64Array.of(0.018, 0.004, 0.001),
    count: Uint32Array.of(1, 1, 0xffffffff),
  })
}
