// The thin band below the strip chart: what the artist did while the frames above it were made.
import { activities, type Activity } from '../../../bridge/protocol/columns'
import type { FrameColumns } from '../../../model/live/frame-figures'

/** How each activity looks in the band: alpha and a dash in pixels (0 is solid), so that they differ without colour. */
const activityLooks: Partial<
  Record<Activity, { readonly alpha: number; readonly dash: number; readonly thin: boolean }>
> = {
  playback: { alpha: 0.55, dash: 0, thin: false },
  manipulation: { alpha: 1, dash: 4, thin: false },
  scrub: { alpha: 1, dash: 2, thin: false },
  step: { alpha: 1, dash: 1, thin: true },
  playblast: { alpha: 1, dash: 0, thin: false },
  capture: { alpha: 1, dash: 0, thin: true },
}

/** Draws the rows from `from` to the edge as stretches of one activity each, `y` and `height` in canvas pixels. */
export function drawActivities(
  ctx: CanvasRenderingContext2D,
  frames: FrameColumns,
  from: number,
  edge: number,
  xOf: (time: number) => number,
  y: number,
  height: number,
  colour: string,
) {
  ctx.fillStyle = colour
  let start = from
  while (start < frames.rows && (frames.time[start] as number) <= edge) {
    const activity = frames.activity[start] as number
    let end = start
    while (
      end + 1 < frames.rows &&
      frames.activity[end + 1] === activity &&
      (frames.time[end + 1] as number) <= edge &&
      (frames.time[end + 1] as number) - (frames.time[end] as number) < 1
    )
      end++
    const look = activityLooks[activities[activity] ?? 'idle']
    if (look !== undefined) {
      const interval = frames.interval[start] as number
      const x0 = xOf((frames.time[start] as number) - (interval > 0 && interval < 1 ? interval : 0))
      const x1 = Math.max(x0 + 1, xOf(frames.time[end] as number))
      ctx.globalAlpha = look.alpha
      const tall = look.thin ? height / 2 : height
      const step = look.dash === 0 ? x1 - x0 : look.dash * 2
      for (let x = x0; x < x1; x += step) ctx.fillRect(x, y, Math.min(look.dash === 0 ? step : look.dash, x1 - x), tall)
      ctx.globalAlpha = 1
    }
    start = end + 1
  }
}
