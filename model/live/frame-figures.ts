// The figures of the Live section from a window of frame rows: what each number may be taken from, and what is left out.
// Knows neither where rows are kept nor how figures are shown.
import {
  activities,
  cachedStates,
  evaluationSources,
  marks,
  speedModes,
  type Activity,
  type EvaluationSource,
  type Frames,
  type SpeedMode,
} from '../../bridge/protocol/columns'
import { meanParts, type FrameParts } from './frame-parts'
import { spreadInPlace, type Spread } from './quantiles'

/** The columns of frames that figures read; rows [0, rows) in ascending time. */
export type FrameColumns = Pick<
  Frames,
  | 'time'
  | 'frame'
  | 'interval'
  | 'evaluation'
  | 'drawSubmit'
  | 'ownCost'
  | 'activity'
  | 'speedMode'
  | 'cached'
  | 'evaluationSource'
  | 'marks'
> & { readonly rows: number }

/** Times in seconds of the host's clock, durations in seconds. */
export interface FrameFigures {
  readonly activity: Activity
  /** Rows of this activity in the window. */
  readonly rows: number
  /** Rows that may describe the rig: neither marked nor served from a cache. */
  readonly described: number
  readonly fromCache: number
  readonly firstTime: number
  readonly lastTime: number
  readonly speedMode: SpeedMode
  readonly evaluationSource: EvaluationSource
  /** Frames a second from real intervals: frames over the time they took; spread over single frames. Playback only. */
  readonly fps: { readonly value: number; readonly p5: number; readonly p95: number; readonly noise: number } | null
  readonly frame: Spread | null
  readonly evaluation: Spread | null
  readonly drawSubmit: Spread | null
  readonly parts: FrameParts
  readonly targetMet: { readonly met: number; readonly of: number } | null
}

const leftOut = marks.loopWrap | marks.warmUp | marks.simulationStart | marks.firstAfterPause
const fromCache = cachedStates.indexOf('yes')
const tolerance = 1.05

/** Whether a row's own times may describe a rig. */
export const mayDescribe = (columns: FrameColumns, row: number): boolean =>
  ((columns.marks[row] as number) & leftOut) === 0 && columns.cached[row] !== fromCache

/** Whether a row's interval is a frame that somebody waited for, and not the pause before it. */
export const isPaced = (columns: FrameColumns, row: number): boolean =>
  ((columns.marks[row] as number) & marks.firstAfterPause) === 0 && (columns.interval[row] as number) > 0

const isThrottled = ({ speedMode }: FrameColumns, row: number): boolean => {
  const mode = speedModes[speedMode[row] as number]
  return mode === 'capped' || mode === 'realTime'
}

/** The newest activity but idle of which something can be said, or null where nothing was evaluated yet. */
export function latestActivity(columns: FrameColumns): Activity | null {
  let newest: Activity | null = null
  for (let row = columns.rows - 1; row >= 0; row--) {
    const activity = activities[columns.activity[row] as number]
    if (activity === undefined || activity === 'idle') continue
    // The one step after playback stops must not put the figures of playback away.
    if (mayDescribe(columns, row)) return activity
    newest ??= activity
  }
  return newest
}

const mostRows = 4096

/** Rows of `activity` at most `seconds` older than its last one, in ascending time. */
function newestRows({ rows, time, activity }: FrameColumns, wanted: number, seconds: number): Int32Array {
  const last = activity.subarray(0, rows).lastIndexOf(wanted)
  if (last < 0) return new Int32Array(0)
  const oldest = (time[last] as number) - seconds
  let first = last
  while (first > 0 && last - first < mostRows - 1 && (time[first - 1] as number) >= oldest) first--
  return Int32Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((row) => activity[row] === wanted)
}

function spreadOf(column: Float64Array, rows: Int32Array): Spread | null {
  const known = Float64Array.from(rows, (row) => column[row] as number).filter(Number.isFinite)
  return spreadInPlace(known, known.length)
}

/** Frames over the time they took, which is not the mean of their rates. */
function fpsOf(interval: Float64Array, paced: Int32Array): FrameFigures['fps'] {
  const spread = spreadOf(interval, paced)
  if (spread === null) return null
  const value = 1 / spread.mean
  return { value, p5: 1 / spread.p95, p95: 1 / spread.p5, noise: (value / spread.median) * spread.noise }
}

/** Figures of the newest stretch of `activity`: rows at most `seconds` older than its last one. Null where there are none. */
export function frameFigures(
  columns: FrameColumns,
  activity: Activity,
  seconds: number,
  targetFps: number | null,
): FrameFigures | null {
  const { time, interval, cached, speedMode, evaluationSource } = columns
  const rows = newestRows(columns, activities.indexOf(activity), seconds)
  const first = rows[0]
  const last = rows[rows.length - 1]
  if (first === undefined || last === undefined) return null
  const described = rows.filter((row) => mayDescribe(columns, row))
  const paced = rows.filter((row) => isPaced(columns, row))
  const whole = described.filter((row) => isPaced(columns, row))
  const throttled = paced.filter((row) => isThrottled(columns, row))
  const limit = targetFps === null ? NaN : tolerance / targetFps
  return {
    activity,
    rows: rows.length,
    described: described.length,
    fromCache: rows.filter((row) => cached[row] === fromCache).length,
    firstTime: time[first] as number,
    lastTime: time[last] as number,
    speedMode: speedModes[speedMode[last] as number] ?? 'unknown',
    evaluationSource: evaluationSources[evaluationSource[last] as number] ?? 'unknown',
    fps: activity === 'playback' ? fpsOf(interval, paced) : null,
    frame: spreadOf(interval, whole),
    evaluation: spreadOf(columns.evaluation, described),
    drawSubmit: spreadOf(columns.drawSubmit, described),
    parts: meanParts(columns, whole),
    targetMet:
      activity === 'playback' && throttled.length > 0 && targetFps !== null
        ? { met: throttled.filter((row) => (interval[row] as number) <= limit).length, of: throttled.length }
        : null,
  }
}
