// The only file that knows uPlot: one minute of frames on a canvas, with target line, hitches, activity band and cursor. It draws what
// the ring holds when told to; keys, words and when to draw are left to strip-chart.tsx.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { activities, marks } from '../../../bridge/protocol/columns'
import { decimate, emptyLines, firstRowAt } from '../../../model/live/decimate'
import { isPaced, type FrameColumns } from '../../../model/live/frame-figures'
import { drawActivities } from './activity-band'

export const shownSeconds = 60
const breakSeconds = 0.25
/** Width of what is thinned to one lowest and one highest value, in pixels. */
const bucketPixels = 2
const mostSteps = 300
const betweenScalesMs = 250
const milli = 1000

export interface StripScene {
  readonly frames: FrameColumns
  /** Host seconds at the right edge. */
  readonly edge: number
  readonly targetFps: number | null
  /** Row under the cursor, or -1. */
  readonly cursor: number
}

export interface StripPlot {
  draw(scene: StripScene): void
  resize(width: number, height: number): void
  /** The row nearest to a position in pixels from the plot's left, or -1. */
  rowAt(left: number, scene: StripScene): number
  /** The element over which the pointer reads values. */
  readonly over: HTMLElement
  destroy(): void
}

const idle = activities.indexOf('idle')

/** What the frame line shows for a row: its interval, unless that was a pause. */
export const shownInterval = (frames: FrameColumns, row: number): number =>
  frames.activity[row] !== idle && isPaced(frames, row) ? (frames.interval[row] as number) * milli : NaN

const steps = [5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300, 400, 500, 800, 1000, 1500, 2000, 3000, 5000]

/** Top of the scale in milliseconds: a round number above nearly all frames and above the target line. */
export function scaleTop(values: readonly (number | null)[], targetMs: number): number {
  const known = values.filter((value): value is number => value !== null).sort((a, b) => a - b)
  const high = known.length === 0 ? 0 : (known[Math.floor((known.length - 1) * 0.985)] as number)
  const wanted = Math.max(high * 1.15, targetMs * 1.25, 5)
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted / 1000) * 1000
}

function colours(element: HTMLElement) {
  const style = getComputedStyle(element)
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    text: of('text-dim'),
    grid: of('chart-grid'),
    frame: of('series-frame'),
    evaluation: of('series-evaluation'),
    evaluationFill: of('series-evaluation-fill'),
    draw: of('series-draw'),
    target: of('chart-target'),
    trouble: of('trouble'),
    cursor: of('text'),
    font: `10px ${style.fontFamily}`,
  }
}

/** Makes the plot inside `parent`, which gives it colours and font. */
export function stripPlot(parent: HTMLElement, width: number, height: number): StripPlot {
  const colour = colours(parent)
  const lines = emptyLines(3)
  let scene: StripScene | null = null
  let top = 50
  let shrinkAtMs = 0
  let scaledAtMs = -Infinity
  const ratio = () => devicePixelRatio || 1

  const stepped = uPlot.paths.stepped?.({ align: -1 })
  const linear = uPlot.paths.linear?.()
  // Steps where single frames can be seen; with more frames than that they only cost twice the points.
  const path: uPlot.Series.PathBuilder = (u, series, from, to) =>
    (to - from < mostSteps ? stepped : linear)?.(u, series, from, to) ?? null
  const line = (stroke: string, extra: Partial<uPlot.Series> = {}): uPlot.Series => ({
    stroke,
    width: 1,
    points: { show: false },
    paths: path,
    ...extra,
  })

  const plot = new uPlot(
    {
      width,
      height,
      cursor: { show: false },
      legend: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      padding: [10, 10, 0, 0],
      scales: { x: { time: false, range: [-shownSeconds, 0] }, y: { range: () => [0, top] } },
      series: [
        {},
        line(colour.evaluation, { fill: colour.evaluationFill }),
        line(colour.draw),
        line(colour.frame, { width: 1.5 }),
      ],
      axes: [
        {
          stroke: colour.text,
          font: colour.font,
          size: 30,
          gap: 10,
          grid: { stroke: colour.grid, width: 1 },
          ticks: { show: false },
          splits: (u) => secondsSplits(u.bbox.width / ratio()),
          values: (_, splits) => splits.map((at) => (at === 0 ? 'now' : `−${-at} s`)),
        },
        {
          stroke: colour.text,
          font: colour.font,
          size: 38,
          gap: 4,
          grid: { stroke: colour.grid, width: 1 },
          ticks: { show: false },
          space: 26,
          values: (_, splits) => splits.map((at, i) => (i === splits.length - 1 ? `${at} ms` : String(at))),
        },
      ],
      hooks: {
        draw: [(u) => scene !== null && drawOver(u, scene)],
      },
    },
    [[], [], [], []],
    parent,
  )

  function drawOver(u: uPlot, { frames, edge, targetFps, cursor }: StripScene) {
    const { ctx } = u
    const { left, top: plotTop, width: plotWidth, height: plotHeight } = u.bbox
    const dpr = ratio()
    const xOf = (time: number) => left + ((time - edge + shownSeconds) / shownSeconds) * plotWidth
    const yOf = (ms: number) => plotTop + plotHeight * (1 - ms / top)
    ctx.save()
    if (targetFps !== null) {
      const y = Math.round(yOf(milli / targetFps)) + 0.5
      ctx.strokeStyle = colour.target
      ctx.lineWidth = dpr
      ctx.setLineDash([6 * dpr, 3 * dpr])
      ctx.beginPath()
      ctx.moveTo(left, y)
      ctx.lineTo(left + plotWidth, y)
      ctx.stroke()
      ctx.setLineDash([])
    }
    const from = firstRowAt(frames.time, frames.rows, edge - shownSeconds)
    ctx.fillStyle = colour.trouble
    for (let row = from; row < frames.rows && (frames.time[row] as number) <= edge; row++)
      if (((frames.marks[row] as number) & marks.hitch) !== 0) {
        const x = xOf(frames.time[row] as number)
        ctx.beginPath()
        ctx.moveTo(x, plotTop + 1 * dpr)
        ctx.lineTo(x + 4 * dpr, plotTop - 7 * dpr)
        ctx.lineTo(x - 4 * dpr, plotTop - 7 * dpr)
        ctx.fill()
        ctx.fillRect(x - dpr / 2, plotTop, dpr, 5 * dpr)
      }
    drawActivities(ctx, frames, from, edge, xOf, plotTop + plotHeight + 3 * dpr, 5 * dpr, colour.text)
    if (cursor >= 0 && cursor < frames.rows) {
      const x = Math.round(xOf(frames.time[cursor] as number)) + 0.5
      ctx.strokeStyle = colour.cursor
      ctx.lineWidth = dpr
      ctx.beginPath()
      ctx.moveTo(x, plotTop)
      ctx.lineTo(x, plotTop + plotHeight + 8 * dpr)
      ctx.stroke()
    }
    ctx.restore()
  }

  const rescale = (targetFps: number | null) => {
    const nowMs = performance.now()
    if (nowMs - scaledAtMs < betweenScalesMs) return
    scaledAtMs = nowMs
    const wanted = scaleTop(lines.y[2] as (number | null)[], targetFps === null ? 0 : milli / targetFps)
    if (wanted >= top) shrinkAtMs = nowMs + 4000
    // A scale that shrinks at once would jump back with the next slow frame.
    if (wanted > top || nowMs > shrinkAtMs) top = wanted
  }

  return {
    over: plot.over,
    draw(next) {
      scene = next
      const { frames, edge } = next
      const plotWidth = Math.max(1, plot.bbox.width / ratio())
      const from = Math.max(0, firstRowAt(frames.time, frames.rows, edge - shownSeconds) - 1)
      let to = frames.rows
      while (to > from && (frames.time[to - 1] as number) > edge) to--
      decimate(
        {
          time: frames.time,
          series: [
            (row) => (frames.evaluation[row] as number) * milli,
            (row) => (frames.drawSubmit[row] as number) * milli,
            (row) => shownInterval(frames, row),
          ],
          from,
          to,
          bucketSeconds: (bucketPixels * shownSeconds) / plotWidth,
          shift: -edge,
          breaksBefore: (row) =>
            !isPaced(frames, row) ||
            (frames.time[row] as number) - (frames.interval[row] as number) >
              (frames.time[row - 1] as number) + breakSeconds,
        },
        lines,
      )
      rescale(next.targetFps)
      plot.setData([lines.x, ...lines.y] as uPlot.AlignedData, true)
    },
    resize: (w, h) => plot.setSize({ width: w, height: h }),
    rowAt(left, { frames, edge }) {
      const time = edge - shownSeconds + (left / Math.max(1, plot.bbox.width / ratio())) * shownSeconds
      const after = firstRowAt(frames.time, frames.rows, time)
      return after < frames.rows && (frames.time[after] as number) <= edge ? after : Math.min(after, frames.rows) - 1
    },
    destroy: () => plot.destroy(),
  }
}

/** Fewer labels where there is less room: every 10, 15 or 30 seconds. */
function secondsSplits(width: number): number[] {
  const step = width > 480 ? 10 : width > 260 ? 15 : 30
  return Array.from({ length: shownSeconds / step + 1 }, (_, i) => -shownSeconds + i * step)
}
