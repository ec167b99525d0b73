// The parts of a mean frame on the wall clock: evaluation, draw submit and what remains. Which frames may be asked is
// frame-figures.ts's choice.
import type { FrameColumns } from './frame-figures'

/** Mean seconds of the same frames, so that parts add up; NaN where a part is not known. `other` below zero is overlap. */
export interface FrameParts {
  readonly frames: number
  readonly frame: number
  readonly evaluation: number
  readonly drawSubmit: number
  readonly other: number
  /** Standard errors of the means above, in seconds; NaN where they are not known. */
  readonly noise: {
    readonly frame: number
    readonly evaluation: number
    readonly drawSubmit: number
    readonly other: number
  }
}

/** Mean and standard error of the rows that know a value: a part that only some frames know is a mean of those. */
function meanOf(column: Float64Array, rows: Int32Array): { readonly mean: number; readonly error: number } {
  let count = 0
  let mean = 0
  let squares = 0
  for (const row of rows) {
    const value = column[row] as number
    if (!Number.isFinite(value)) continue
    count++
    const off = value - mean
    mean += off / count
    squares += off * (value - mean)
  }
  return { mean: count > 0 ? mean : NaN, error: count > 1 ? Math.sqrt(squares / (count - 1) / count) : NaN }
}

const orZero = (value: number) => (Number.isFinite(value) ? value : 0)

export function meanParts(columns: FrameColumns, rows: Int32Array): FrameParts {
  const frame = meanOf(columns.interval, rows)
  const evaluation = meanOf(columns.evaluation, rows)
  const drawSubmit = meanOf(columns.drawSubmit, rows)
  return {
    frames: rows.length,
    frame: frame.mean,
    evaluation: evaluation.mean,
    drawSubmit: drawSubmit.mean,
    other: frame.mean - orZero(evaluation.mean) - orZero(drawSubmit.mean),
    noise: {
      frame: frame.error,
      evaluation: evaluation.error,
      drawSubmit: drawSubmit.error,
      other: Math.hypot(frame.error, orZero(evaluation.error), orZero(drawSubmit.error)),
    },
  }
}
