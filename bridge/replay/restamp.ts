// Moves recorded messages to another time, roster version and sequence, so that they read as if they had just been made.
// When that is, is left to playback.ts.
import { decodeColumns, marks, type Frames } from '../protocol/columns'
import type { FromBridge, Heartbeat } from '../protocol/messages'

/** Turns a time of the recorded host into one of the clock now. */
export type Shift = (hostTime: number) => number

/** A copy of a text message that changes state or tells an event, at its new time. Roster versions grow by `rosterOffset`. */
export function restampText<M extends FromBridge>(message: M, shift: Shift, rosterOffset: number): M
export function restampText(message: FromBridge, shift: Shift, rosterOffset: number): FromBridge {
  switch (message.type) {
    case 'roster': {
      const base = message.base === null ? null : message.base + rosterOffset
      return { ...message, version: message.version + rosterOffset, base }
    }
    case 'log':
      return { ...message, lines: message.lines.map((line) => ({ ...line, time: shift(line.time) })) }
    case 'selection':
    case 'hitch':
    case 'capture':
    case 'probeDisabled':
    case 'overload':
    case 'goodbye':
      return { ...message, time: shift(message.time) }
    case 'heartbeat':
      return restampHeartbeat(message, shift, shift(message.time))
    case 'hello':
    case 'scene':
    case 'hostWindow':
    case 'reply':
      return message
  }
}

/** A heartbeat of the recording, told `now`. */
export function restampHeartbeat(heartbeat: Heartbeat, shift: Shift, now: number): Heartbeat {
  const busy = heartbeat.busy === null ? null : { ...heartbeat.busy, since: shift(heartbeat.busy.since) }
  return { ...heartbeat, time: now, busy }
}

export interface BinaryStamp {
  readonly shift: Shift
  readonly rosterOffset: number
  readonly sequence: number
  /** The frame that follows the last one of the pass before, and its interval; null elsewhere. */
  readonly wrap: { readonly interval: number } | null
}

/** A copy of a binary message at its new time. */
export function restampBinary(bytes: Uint8Array, stamp: BinaryStamp): Uint8Array {
  const copy = new Uint8Array(bytes)
  const columns = decodeColumns(copy)
  if (columns.kind === 'refused') throw new Error(`A checked message no longer reads: ${columns.sentence}`)
  const head = new DataView(copy.buffer)
  head.setUint32(4, columns.rosterVersion + stamp.rosterOffset, true)
  head.setUint32(8, stamp.sequence >>> 0, true)
  setDropped(copy, 0)
  if (columns.kind === 'samples') head.setFloat64(24, stamp.shift(columns.time), true)
  else shiftFrames(columns, stamp)
  return copy
}

/** Writes how many messages of its kind a reader missed into a binary message. */
export function setDropped(bytes: Uint8Array, dropped: number): void {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(16, dropped, true)
}

function shiftFrames(frames: Frames, stamp: BinaryStamp): void {
  for (let row = 0; row < frames.rows; row++) frames.time[row] = stamp.shift(frames.time[row] ?? NaN)
  if (stamp.wrap === null || frames.rows === 0) return
  frames.marks[0] = (frames.marks[0] ?? 0) | marks.loopWrap
  frames.interval[0] = stamp.wrap.interval
}
