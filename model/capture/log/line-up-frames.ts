// Finds which frame of a recording is which of the frames that the host told of, though their clocks began at different moments: by
// the one shift between the clocks under which most ends of frames fall together.
import { firstRowAt } from '../../live/first-row-at'

/** When each frame was over, in seconds of its own clock and in order; NaN is unknown. */
export interface FrameEnds {
  readonly evaluated: Float64Array
  readonly drawn: Float64Array
}

export interface ToldFrames {
  /** When each frame was over, host seconds, in order. */
  readonly end: Float64Array
  /** 1 where that is when it was drawn, 0 where it is when it was evaluated. */
  readonly isDrawn: Uint8Array
  /** Host seconds between which the host recorded. */
  readonly from: number
  readonly until: number
}

/** Two ends of one frame lie this much apart at most, or this part of the frame: callbacks run a little before or after what is recorded. */
const apartSeconds = 0.001
const apartOfFrame = 0.25
/** Of the frames that were told so many must be found, or none is believed. */
const leastFound = 0.8
const slackSeconds = 0.005
const mostShifts = 4096

/** For each told frame its row in the recording, -1 where it is not in it; null where the two cannot be lined up. `last` is when the
 *  last event of the recording began; the first began at 0. */
export function lineUpFrames(told: ToldFrames, recorded: FrameEnds, last: number): Int32Array | null {
  const ends = [knownEnds(recorded.evaluated), knownEnds(recorded.drawn)] as const
  const earliest = told.from - slackSeconds
  const latest = Math.max(earliest, told.until - last + slackSeconds)
  let best: Found | null = null
  for (const shift of shiftsOf(told, ends)) {
    if (shift < earliest || shift > latest) continue
    const rough = findUnder(shift, told, ends)
    // The callbacks run before or after what is recorded, all by about as much.
    const found = findUnder(shift + rough.later, told, ends)
    if (best === null || found.count > best.count || (found.count === best.count && found.apart < best.apart))
      best = found
  }
  return best === null || best.count < leastFound * told.end.length ? null : best.rows
}

/** Ends that are known, with the row of each. */
interface Ends {
  readonly end: Float64Array
  readonly row: Int32Array
}

function knownEnds(column: Float64Array): Ends {
  const row = Int32Array.from(column.keys()).filter((at) => !Number.isNaN(column[at]))
  return { row, end: Float64Array.from(row, (at) => column[at] as number) }
}

type BothEnds = readonly [evaluated: Ends, drawn: Ends]

/** Under each of these one of the first frames that were told falls together with a recorded one. */
function* shiftsOf({ end, isDrawn }: ToldFrames, ends: BothEnds): Generator<number> {
  let left = mostShifts
  for (let frame = 0; frame < Math.min(3, end.length); frame++)
    for (const recorded of ends[isDrawn[frame] === 1 ? 1 : 0].end) {
      if (left-- <= 0) return
      yield (end[frame] as number) - recorded
    }
}

interface Found {
  readonly rows: Int32Array
  readonly count: number
  /** Mean seconds between the two ends of one frame. */
  readonly apart: number
  /** Median of how much later the host's end is. */
  readonly later: number
}

function findUnder(shift: number, told: ToldFrames, both: BothEnds): Found {
  const rows = new Int32Array(told.end.length).fill(-1)
  const later: number[] = []
  let lastRow = -1
  for (let frame = 0; frame < told.end.length; frame++) {
    const { end, row } = both[told.isDrawn[frame] === 1 ? 1 : 0]
    const wanted = (told.end[frame] as number) - shift
    const after = firstRowAt(end, end.length, wanted)
    const at =
      after > 0 && !(Math.abs((end[after] ?? NaN) - wanted) < wanted - (end[after - 1] as number)) ? after - 1 : after
    const found = row[at]
    const apart = wanted - (end[at] ?? NaN)
    if (found === undefined || found <= lastRow || Math.abs(apart) > roomOf(frame, told)) continue
    rows[frame] = lastRow = found
    later.push(apart)
  }
  const sum = later.reduce((all, one) => all + Math.abs(one), 0)
  later.sort((a, b) => a - b)
  return { rows, count: later.length, apart: sum / later.length, later: later[later.length >> 1] ?? 0 }
}

function roomOf(frame: number, { end }: ToldFrames): number {
  const length =
    frame === 0 ? (end[1] ?? NaN) - (end[0] as number) : (end[frame] as number) - (end[frame - 1] as number)
  return Number.isNaN(length) ? apartSeconds : Math.max(apartSeconds, apartOfFrame * length)
}
