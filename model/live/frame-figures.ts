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
  /** Mean parts of the same frames, so that they add up; NaN where a part is not known. `other` below zero is overlap. */
  readonly parts: FrameParts
  readonly targetMet: { readonly met: number; readonly of: number } | null
}

export interface FrameParts {
  readonly frames: number
  readonly frame: number
  readonly evaluation: number
  readonly drawSubmit: number
  readonly other: number
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

const scratchRows = 4096
const scratch = new Float64Array(scratchRows)

/** Figures of the newest stretch of `activity`: rows at most `seconds` older than its last one. Null where there are none. */
export function frameFigures(
  columns: FrameColumns,
  activity: Activity,
  seconds: number,
  targetFps: number | null,
): FrameFigures | null {
  const wanted = activities.indexOf(activity)
  let last = columns.rows - 1
  while (last >= 0 && columns.activity[last] !== wanted) last--
  if (last < 0) return null
  const oldest = (columns.time[last] as number) - seconds
  let first = last
  while (first > 0 && last - first < scratchRows - 1 && (columns.time[first - 1] as number) >= oldest) first--
  const is = (row: number) => columns.activity[row] === wanted

  let rows = 0
  let described = 0
  let cachedRows = 0
  let paced = 0
  let pacedSeconds = 0
  let met = 0
  let throttled = 0
  let firstTime = columns.time[last] as number
  const limit = targetFps === null ? NaN : tolerance / targetFps
  for (let row = last; row >= first; row--) {
    if (!is(row)) continue
    rows++
    firstTime = columns.time[row] as number
    if (columns.cached[row] === fromCache) cachedRows++
    if (mayDescribe(columns, row)) described++
    if (!isPaced(columns, row)) continue
    paced++
    pacedSeconds += columns.interval[row] as number
    const mode = speedModes[columns.speedMode[row] as number]
    if (mode !== 'capped' && mode !== 'realTime') continue
    throttled++
    if ((columns.interval[row] as number) <= limit) met++
  }
  const gather = (column: Float64Array, keep: (columns: FrameColumns, row: number) => boolean) => {
    let count = 0
    for (let row = first; row <= last; row++) {
      const value = column[row] as number
      if (is(row) && keep(columns, row) && Number.isFinite(value)) scratch[count++] = value
    }
    return spreadInPlace(scratch, count)
  }
  const intervals = gather(columns.interval, isPaced)
  const fps =
    activity === 'playback' && intervals !== null && paced > 0
      ? {
          value: paced / pacedSeconds,
          p5: 1 / intervals.p95,
          p95: 1 / intervals.p5,
          noise: (paced / pacedSeconds / intervals.median) * intervals.noise,
        }
      : null
  return {
    activity,
    rows,
    described,
    fromCache: cachedRows,
    firstTime,
    lastTime: columns.time[last] as number,
    speedMode: speedModes[columns.speedMode[last] as number] ?? 'unknown',
    evaluationSource: evaluationSources[columns.evaluationSource[last] as number] ?? 'unknown',
    fps,
    frame: gather(columns.interval, (c, row) => mayDescribe(c, row) && isPaced(c, row)),
    evaluation: gather(columns.evaluation, mayDescribe),
    drawSubmit: gather(columns.drawSubmit, mayDescribe),
    parts: meanParts(columns, first, last, is),
    targetMet: activity === 'playback' && throttled > 0 && targetFps !== null ? { met, of: throttled } : null,
  }
}

function meanParts(columns: FrameColumns, first: number, last: number, is: (row: number) => boolean): FrameParts {
  let frames = 0
  let frame = 0
  let evaluation = 0
  let evaluated = 0
  let drawSubmit = 0
  let drawn = 0
  for (let row = first; row <= last; row++) {
    if (!is(row) || !mayDescribe(columns, row) || !isPaced(columns, row)) continue
    frames++
    frame += columns.interval[row] as number
    const e = columns.evaluation[row] as number
    const d = columns.drawSubmit[row] as number
    if (Number.isFinite(e)) {
      evaluation += e
      evaluated++
    }
    if (Number.isFinite(d)) {
      drawSubmit += d
      drawn++
    }
  }
  const parts = {
    frames,
    frame: frame / frames,
    // A part that only some frames know is still a mean of those; one that none knows stays unknown.
    evaluation: evaluation / evaluated,
    drawSubmit: drawSubmit / drawn,
  }
  const known = (value: number) => (Number.isFinite(value) ? value : 0)
  return { ...parts, other: parts.frame - known(parts.evaluation) - known(parts.drawSubmit) }
}
