// The columns of frames: their spans in seconds and their parts as far as events tell them. Where frames begin was decided
// by split-frames.
import { type CaptureFrames, none } from '../capture'
import type { EventColumns } from './event-columns'
import { role } from './event-roles'
import type { Nesting } from './nest-events'
import type { FrameMark, FrameSpans } from './split-frames'

export interface FramedEvents {
  readonly events: EventColumns
  readonly nesting: Nesting
  readonly roles: Uint8Array
  readonly spans: FrameSpans
  readonly marks: readonly FrameMark[]
  /** Per event, or `none`. */
  readonly frame: Uint32Array
  readonly origin: number
  readonly unitsPerSecond: number
}

export function framesOf(framed: FramedEvents): CaptureFrames {
  const { spans, origin, unitsPerSecond } = framed
  const count = spans.start.length
  const start = Float64Array.from(spans.start, (at) => (at - origin) / unitsPerSecond)
  if (spans.by === 'marks') {
    const column = (of: (mark: FrameMark) => number) => Float64Array.from(framed.marks, of)
    return {
      count,
      start,
      number: column((mark) => mark.number),
      wall: column((mark) => (mark.duration > 0 ? mark.duration / unitsPerSecond : NaN)),
      evaluation: column((mark) => mark.evaluation),
      drawSubmit: column((mark) => mark.drawSubmit),
      pass: Uint16Array.from(framed.marks, (mark) => mark.pass),
    }
  }
  return {
    count,
    start,
    number: new Float64Array(count).fill(NaN),
    wall: wallTimes(framed),
    evaluation: partTimes(framed, role.evaluation),
    drawSubmit: partTimes(framed, role.draw),
    pass: new Uint16Array(count),
  }
}

function wallTimes({ events, spans, frame, unitsPerSecond }: FramedEvents): Float64Array {
  const last = Float64Array.from(spans.start)
  for (let row = 0; row < events.count; row++) {
    const at = frame[row] as number
    if (at === none) continue
    const end = (events.start[row] as number) + (events.duration[row] as number)
    // Who goes on into the next frame is counted up to there.
    last[at] = Math.max(last[at] as number, Math.min(end, spans.start[at + 1] ?? Infinity))
  }
  return last.map((end, i) => (end - (spans.start[i] as number)) / unitsPerSecond)
}

/** Seconds per frame spent in events of a role; NaN throughout when the recording has none. */
function partTimes({ events, nesting, roles, spans, frame, unitsPerSecond }: FramedEvents, bit: number): Float64Array {
  const parts = new Float64Array(spans.start.length)
  let isKnown = false
  for (let row = 0; row < events.count; row++) {
    if (((roles[events.name[row] as number] as number) & bit) === 0) continue
    if (((nesting.inside[row] as number) & bit) !== 0) continue
    isKnown = true
    const at = frame[row] as number
    if (at !== none) parts[at] = (parts[at] as number) + (events.duration[row] as number) / unitsPerSecond
  }
  return isKnown ? parts : parts.fill(NaN)
}
