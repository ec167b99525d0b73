// What lies over the strip chart's lines: the target, the hitches, the activity band and the cursor.
import { marks } from '../../../bridge/protocol/columns'
import { firstRowAt } from '../../../model/live/first-row-at'
import type { FrameColumns } from '../../../model/live/frame-figures'
import { drawActivities } from './activity-band'

/** The plot's rectangle and scales, in canvas pixels. */
export interface MarksPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Canvas pixels in one of the page's. */
  readonly ratio: number
  readonly xOf: (time: number) => number
  readonly yOf: (ms: number) => number
}

export interface MarksColours {
  readonly target: string
  readonly trouble: string
  readonly cursor: string
  readonly text: string
}

export interface MarksScene {
  readonly frames: FrameColumns
  /** Host seconds of the plot's left and right edge. */
  readonly start: number
  readonly edge: number
  /** Milliseconds; null is no target line. */
  readonly targetMs: number | null
  /** Row under the cursor, or -1. */
  readonly cursor: number
}

/** Draws all of them and leaves the context as it was. */
export function drawMarks(ctx: CanvasRenderingContext2D, place: MarksPlace, colour: MarksColours, scene: MarksScene) {
  const { left, top, width, height, ratio, xOf, yOf } = place
  const { frames, edge, targetMs, cursor } = scene
  const line = (x0: number, y0: number, x1: number, y1: number) => {
    ctx.beginPath()
    ctx.moveTo(x0, y0)
    ctx.lineTo(x1, y1)
    ctx.stroke()
  }
  ctx.save()
  ctx.lineWidth = ratio
  if (targetMs !== null) {
    const y = Math.round(yOf(targetMs)) + 0.5
    ctx.strokeStyle = colour.target
    ctx.setLineDash([6 * ratio, 3 * ratio])
    line(left, y, left + width, y)
    ctx.setLineDash([])
  }
  const from = firstRowAt(frames.time, frames.rows, scene.start)
  drawHitches(ctx, place, colour.trouble, frames, from, edge)
  drawActivities(ctx, frames, from, edge, xOf, top + height + 3 * ratio, 5 * ratio, colour.text)
  if (cursor >= 0 && cursor < frames.rows) {
    const x = Math.round(xOf(frames.time[cursor] as number)) + 0.5
    ctx.strokeStyle = colour.cursor
    line(x, top, x, top + height + 8 * ratio)
  }
  ctx.restore()
}

function drawHitches(
  ctx: CanvasRenderingContext2D,
  { top, ratio, xOf }: MarksPlace,
  colour: string,
  { rows, time, marks: bits }: FrameColumns,
  from: number,
  edge: number,
) {
  ctx.fillStyle = colour
  for (let row = from; row < rows; row++) {
    if (((bits[row] as number) & marks.hitch) === 0) continue
    if ((time[row] as number) > edge) break
    const x = xOf(time[row] as number)
    ctx.beginPath()
    ctx.moveTo(x, top + ratio)
    ctx.lineTo(x + 4 * ratio, top - 7 * ratio)
    ctx.lineTo(x - 4 * ratio, top - 7 * ratio)
    ctx.fill()
    ctx.fillRect(x - ratio / 2, top, ratio, 5 * ratio)
  }
}
