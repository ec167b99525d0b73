// Where frames begin: at marks that the file carries, else at each run of the evaluation graph, else after each draw, else at
// pauses. A frame runs from there to the end of its last event, so waiting for the next frame is no part of it; an event
// counts in the frame in which it starts. What nodes cost in frames is left to add-costs.
import type { CaptureNotice } from '../capture'
import type { EventColumns } from './event-columns'
import { role } from './event-roles'
import type { Nesting } from './nest-events'

/** A frame as the file itself tells it; times in the unit of the events, but for the parts: seconds, NaN unknown. */
export interface FrameMark {
  readonly start: number
  /** 0 is unknown. */
  readonly duration: number
  readonly number: number
  readonly pass: number
  readonly evaluation: number
  readonly drawSubmit: number
}

/** Times in the unit of the events. */
export interface FrameSpans {
  readonly start: readonly number[]
  /** An event that starts later is not in the frame. */
  readonly end: readonly number[]
  readonly by: 'marks' | 'evaluation' | 'draw' | 'pauses' | 'none'
}

/** A pause this long on all threads ends a frame where nothing else tells. */
const pauseSeconds = 0.002

export function splitFrames(
  events: EventColumns,
  nesting: Nesting,
  roles: Uint8Array,
  how: { readonly marks: readonly FrameMark[]; readonly byPauses: boolean; readonly unitsPerSecond: number },
): FrameSpans {
  if (how.marks.length > 0)
    return {
      start: how.marks.map((mark) => mark.start),
      end: how.marks.map(({ start, duration }, i) =>
        Math.min(duration > 0 ? start + duration : Infinity, how.marks[i + 1]?.start ?? Infinity),
      ),
      by: 'marks',
    }
  const { count, start, duration, name } = events
  if (count === 0) return { start: [], end: [], by: 'none' }
  const outermost = (bit: number) => {
    const rows: number[] = []
    for (let row = 0; row < count; row++)
      if (((roles[name[row] as number] as number) & bit) !== 0 && ((nesting.inside[row] as number) & bit) === 0)
        rows.push(row)
    return rows
  }
  const evaluations = outermost(role.evaluation).map((row) => start[row] as number)
  if (evaluations.length > 0) return { ...consecutive(distinct(evaluations)), by: 'evaluation' }
  const draws = outermost(role.draw).map((row) => (start[row] as number) + (duration[row] as number))
  if (draws.length > 0) {
    const ends = distinct(draws.sort((a, b) => a - b))
    return { start: [start[0] as number, ...ends.slice(0, -1)], end: ends, by: 'draw' }
  }
  if (!how.byPauses) return { start: [start[0] as number], end: [Infinity], by: 'none' }
  const starts = [start[0] as number]
  let busyUntil = -Infinity
  for (let row = 0; row < count; row++) {
    const begin = start[row] as number
    if (row > 0 && begin - busyUntil >= pauseSeconds * how.unitsPerSecond) starts.push(begin)
    busyUntil = Math.max(busyUntil, begin + (duration[row] as number))
  }
  return { ...consecutive(starts), by: starts.length > 1 ? 'pauses' : 'none' }
}

const distinct = (ascending: readonly number[]) => ascending.filter((value, i) => i === 0 || value !== ascending[i - 1])

const consecutive = (starts: readonly number[]) => ({ start: starts, end: [...starts.slice(1), Infinity] })

/** What must be said about frames that were not recorded as such. */
export function framesNotice({ by, start }: FrameSpans, outside: number): readonly CaptureNotice[] {
  const said: Record<FrameSpans['by'], string | null> = {
    marks: null,
    none: null,
    evaluation:
      'A frame runs from one run of the evaluation graph to the last event before the next; waiting between frames is not part of it.',
    draw: 'No run of the evaluation graph was recorded, so a frame runs from the end of one viewport drawing to the end of the next.',
    pauses: `Nothing in this recording marks frames; its ${start.length.toLocaleString('en')} frames are the stretches between pauses of 2 ms and more.`,
  }
  const notices: CaptureNotice[] = []
  const sentence = said[by]
  if (sentence !== null) notices.push({ kind: 'meaning', sentence })
  if (outside > 0)
    notices.push({
      kind: 'meaning',
      sentence: `${outside.toLocaleString('en')} ${outside === 1 ? 'event lies' : 'events lie'} outside every whole frame and ${outside === 1 ? 'counts' : 'count'} in none.`,
    })
  return notices
}
