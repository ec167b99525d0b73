// The binary lane: how rows of frames and samples lie in one message, for both directions of code (encode and decode).
// Free of zod, so that the page can use it. The Python side reads the same layout from schema.json.

/** What the artist was doing while a frame was made. */
export const activities = ['idle', 'playback', 'scrub', 'step', 'manipulation', 'playblast', 'capture'] as const
/** How the host paced playback: free (as fast as it can), realTime (drops frames), capped (every frame, never faster than the scene's rate). */
export const speedModes = ['unknown', 'free', 'realTime', 'capped'] as const
/** Whether the frame was served from the host's playback or simulation cache. */
export const cachedStates = ['unknown', 'no', 'yes'] as const
/** Which evaluator made the frame. */
export const evaluationModes = ['unknown', 'dg', 'serial', 'parallel', 'depsgraph'] as const
/** Where a frame's evaluation time came from. */
export const evaluationSources = ['unknown', 'bracket', 'insideDraw', 'profiler', 'dependencyGraph'] as const

export type Activity = (typeof activities)[number]
export type SpeedMode = (typeof speedModes)[number]
export type CachedState = (typeof cachedStates)[number]
export type EvaluationMode = (typeof evaluationModes)[number]
export type EvaluationSource = (typeof evaluationSources)[number]

/** Bits of a frame's `marks`. Marked frames (but for `hitch` and `sampled`) are left out when a rig is described. */
export const marks = { loopWrap: 1, warmUp: 2, simulationStart: 4, hitch: 8, sampled: 16, firstAfterPause: 32 } as const

export const kinds = { frames: 1, samples: 2 } as const
export const layoutVersion = 1

/** Bytes before the columns. Offsets: 0 kind u8, 1 layout version u8, 2 flags u16, 4 roster version u32, 8 sequence u32,
 *  12 rows u32, 16 dropped u32 (rows or messages of this kind dropped since the session began), 20 zero u32,
 *  24 time f64 (host seconds; of the sampled frame, else of sending), 32 frame f64 (samples: frame number, else NaN),
 *  40 wall f64 (samples: wall-clock seconds that the sampled frame's evaluation took, else NaN). Little endian. */
export const headerBytes = 48

/** Bits of the header's flags. `truncated`: the host lists only its costliest nodes, what is beyond is unknown.
 *  `processorTime`: times overlap between threads and may add up to more than the wall clock. */
export const sampleFlags = { truncated: 1, processorTime: 2 } as const

/** The columns of each kind in the order in which they lie, each starting at a multiple of 8 bytes. */
export const layouts = {
  frames: [
    ['time', 'f64'],
    ['frame', 'f64'],
    ['interval', 'f64'],
    ['evaluation', 'f64'],
    ['drawSubmit', 'f64'],
    ['ownCost', 'f64'],
    ['activity', 'u8'],
    ['speedMode', 'u8'],
    ['cached', 'u8'],
    ['evaluationMode', 'u8'],
    ['evaluationSource', 'u8'],
    ['marks', 'u8'],
  ],
  samples: [
    ['id', 'u32'],
    ['self', 'f64'],
    ['inclusive', 'f64'],
    ['count', 'u32'],
  ],
} as const

/** Rows of frames. `time` is the frame's end in host seconds; durations are seconds; NaN is "not known". */
export interface Frames {
  readonly kind: 'frames'
  readonly rosterVersion: number
  readonly sequence: number
  readonly dropped: number
  readonly rows: number
  readonly time: Float64Array
  readonly frame: Float64Array
  readonly interval: Float64Array
  readonly evaluation: Float64Array
  readonly drawSubmit: Float64Array
  readonly ownCost: Float64Array
  readonly activity: Uint8Array
  readonly speedMode: Uint8Array
  readonly cached: Uint8Array
  readonly evaluationMode: Uint8Array
  readonly evaluationSource: Uint8Array
  readonly marks: Uint8Array
}

/** The nodes of one sampled frame. `self` and `inclusive` are seconds, NaN where the host cannot tell; `count` 0xffffffff is unknown. */
export interface Samples {
  readonly kind: 'samples'
  readonly rosterVersion: number
  readonly sequence: number
  readonly dropped: number
  readonly rows: number
  readonly flags: number
  readonly time: number
  readonly frame: number
  readonly wall: number
  readonly id: Uint32Array
  readonly self: Float64Array
  readonly inclusive: Float64Array
  readonly count: Uint32Array
}

export type ColumnMessage = Frames | Samples
/** Why bytes are not a message of columns, as a sentence. */
export interface ColumnRefusal {
  readonly kind: 'refused'
  readonly sentence: string
}

const width = { f64: 8, u32: 4, u8: 1 } as const
// No bit arithmetic: a message may claim so many rows that 32 bits wrap around and its length seems right.
const pad8 = (bytes: number) => Math.ceil(bytes / 8) * 8

/** Bytes that a message of `rows` rows takes. */
export function byteLength(kind: keyof typeof layouts, rows: number): number {
  return layouts[kind].reduce((sum, [, type]) => sum + pad8(width[type] * rows), headerBytes)
}

/** Reads one binary message. Columns are views on `bytes` where its start is a multiple of 8, else on a copy. */
export function decodeColumns(bytes: Uint8Array): ColumnMessage | ColumnRefusal {
  const refuse = (sentence: string): ColumnRefusal => ({ kind: 'refused', sentence })
  if (bytes.byteLength < headerBytes)
    return refuse(`A binary message of ${bytes.byteLength} bytes is shorter than its ${headerBytes}-byte header.`)
  // Not slice(): that of a Node Buffer is a view, which would stay unaligned.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
  const head = new DataView(aligned.buffer, aligned.byteOffset, headerBytes)
  const version = head.getUint8(1)
  if (version !== layoutVersion)
    return refuse(`A binary message has layout version ${version}; this side reads version ${layoutVersion}.`)
  const number = head.getUint8(0)
  const kind = number === kinds.frames ? 'frames' : number === kinds.samples ? 'samples' : null
  if (kind === null) return refuse(`A binary message has the unknown kind ${number}.`)
  const rows = head.getUint32(12, true)
  const expected = byteLength(kind, rows)
  if (expected !== aligned.byteLength)
    return refuse(`A ${kind} message says ${rows} rows, which take ${expected} bytes, but has ${aligned.byteLength}.`)
  let offset = aligned.byteOffset + headerBytes
  const take = <T>(make: (buffer: ArrayBufferLike, at: number, rows: number) => T, type: keyof typeof width): T => {
    const column = make(aligned.buffer, offset, rows)
    offset += pad8(width[type] * rows)
    return column
  }
  const f64 = () => take((b, at, n) => new Float64Array(b, at, n), 'f64')
  const u32 = () => take((b, at, n) => new Uint32Array(b, at, n), 'u32')
  const u8 = () => take((b, at, n) => new Uint8Array(b, at, n), 'u8')
  const common = {
    rosterVersion: head.getUint32(4, true),
    sequence: head.getUint32(8, true),
    rows,
    dropped: head.getUint32(16, true),
  }
  if (kind === 'frames')
    return {
      kind,
      ...common,
      time: f64(),
      frame: f64(),
      interval: f64(),
      evaluation: f64(),
      drawSubmit: f64(),
      ownCost: f64(),
      activity: u8(),
      speedMode: u8(),
      cached: u8(),
      evaluationMode: u8(),
      evaluationSource: u8(),
      marks: u8(),
    }
  return {
    kind,
    ...common,
    flags: head.getUint16(2, true),
    time: head.getFloat64(24, true),
    frame: head.getFloat64(32, true),
    wall: head.getFloat64(40, true),
    id: u32(),
    self: f64(),
    inclusive: f64(),
    count: u32(),
  }
}

/** Writes one binary message; the inverse of `decodeColumns`. */
export function encodeColumns(message: ColumnMessage): Uint8Array<ArrayBuffer> {
  const { kind, rows } = message
  const bytes = new Uint8Array(byteLength(kind, rows))
  const head = new DataView(bytes.buffer)
  head.setUint8(0, kinds[kind])
  head.setUint8(1, layoutVersion)
  head.setUint16(2, kind === 'samples' ? message.flags : 0, true)
  head.setUint32(4, message.rosterVersion, true)
  head.setUint32(8, message.sequence, true)
  head.setUint32(12, rows, true)
  head.setUint32(16, message.dropped, true)
  head.setFloat64(24, kind === 'samples' ? message.time : NaN, true)
  head.setFloat64(32, kind === 'samples' ? message.frame : NaN, true)
  head.setFloat64(40, kind === 'samples' ? message.wall : NaN, true)
  let offset = headerBytes
  for (const [name, type] of layouts[kind]) {
    const column = (message as unknown as Record<string, Float64Array | Uint32Array | Uint8Array>)[name]
    if (column === undefined || column.length !== rows)
      throw new Error(`The column ${name} has ${column?.length ?? 'no'} rows, the message ${rows}.`)
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset)
    offset += pad8(width[type] * rows)
  }
  return bytes
}
