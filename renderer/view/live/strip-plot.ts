// The only file that knows uPlot: one minute of frames on a canvas with axes and lines. It draws what the ring holds when told to; keys,
// words and when to draw are left to strip-chart.tsx, the scale, the lines and what lies over them to the strip- files beside it.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { activities } from '../../../bridge/protocol/columns'
import { firstRowAt } from '../../../model/live/first-row-at'
import { isPaced, type FrameColumns } from '../../../model/live/frame-figures'
import { ThinnedLines, type Lineable, type TimedRows } from '../../../model/live/thinned-lines'
import { shownSeconds, stripAxes } from './strip-axes'
import { linePaths, type Placing } from './strip-lines'
import { drawMarks, type MarksPlace } from './strip-marks'
import { StripScale } from './strip-scale'

const breakSeconds = 0.25
/** Width of what is thinned to one lowest and one highest value, in pixels: the two lie in a column each. */
const bucketPixels = 2
/** Steps where single frames can be seen; with more points than that they only cost twice the lines. */
const mostSteps = 300
const milli = 1000
export type StripRows = FrameColumns & TimedRows

export interface StripScene {
  readonly frames: StripRows
  /** Host seconds at the right edge. */
  readonly edge: number
  readonly targetFps: number | null
  /** Row under the cursor, or -1. */
  readonly cursor: number
}

export interface StripPlot {
  /** The canvas is drawn when this returns. */
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

/** The chart's three lines, in milliseconds and in the order they are drawn. */
export const stripLines: Lineable<StripRows> = {
  series: [
    ({ evaluation }, row) => (evaluation[row] as number) * milli,
    ({ drawSubmit }, row) => (drawSubmit[row] as number) * milli,
    shownInterval,
  ],
  breaksBefore: (frames, row) =>
    !isPaced(frames, row) ||
    (frames.time[row] as number) - (frames.interval[row] as number) > (frames.time[row - 1] as number) + breakSeconds,
}
const frameLine = 2

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
  const lines = new ThinnedLines(stripLines)
  const scale = new StripScale()
  let scene: StripScene | null = null
  let place: (Placing & MarksPlace) | null = null
  let from = 0
  const ratio = () => devicePixelRatio || 1

  // uPlot is given no rows: it would scan and place every point of them anew at each draw. It asks for each line's paths instead.
  const noRows: uPlot.AlignedData = [
    [-shownSeconds, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ]
  const path: uPlot.Series.PathBuilder = (_, series) => {
    if (place === null) return null
    const y = lines.y[series - 1] as Float64Array
    const steps = lines.points - from < mostSteps
    return { ...linePaths(lines.x, y, from, lines.points, place, steps, series === 1), flags: 0 }
  }
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
      scales: { x: { time: false, range: [-shownSeconds, 0] }, y: { range: () => [0, scale.top] } },
      series: [
        {},
        line(colour.evaluation, { fill: colour.evaluationFill }),
        line(colour.draw),
        line(colour.frame, { width: 1.5 }),
      ],
      axes: stripAxes(colour, ratio),
      hooks: {
        draw: [
          ({ ctx }) => {
            if (scene === null || place === null) return
            const { frames, targetFps, cursor } = scene
            const { edge } = place
            const targetMs = targetFps === null ? null : milli / targetFps
            drawMarks(ctx, place, colour, { frames, start: edge - shownSeconds, edge, targetMs, cursor })
          },
        ],
      },
    },
    noRows,
    parent,
  )

  function placing(wantedEdge: number): Placing & MarksPlace {
    const { left, top, width, height } = plot.bbox
    const perSecond = width / shownSeconds
    const perMs = height / scale.top
    const [right, bottom] = [left + width, top + height]
    // The whole picture moves by whole pixels: what was drawn once keeps its looks while it scrolls.
    const edge = Math.ceil(wantedEdge * perSecond) / perSecond
    return {
      ...{ left, top, width, height, right, bottom, edge, perSecond, perMs, ratio: ratio() },
      xOf: (time) => right + (time - edge) * perSecond,
      yOf: (ms) => bottom - ms * perMs,
    }
  }

  function draw(next: StripScene) {
    scene = next
    const { frames, edge, targetFps } = next
    const plotWidth = Math.max(1, plot.bbox.width / ratio())
    const start = edge - shownSeconds
    lines.take(frames, (bucketPixels * shownSeconds) / plotWidth, start, edge)
    from = Math.max(0, firstRowAt(lines.x, lines.points, start) - 1)
    const shown = lines.y[frameLine] as Float64Array
    scale.follow(shown, from, lines.points, targetFps === null ? 0 : milli / targetFps, performance.now())
    place = placing(edge)
    plot.batch(() => plot.redraw(true, false))
  }

  return {
    over: plot.over,
    draw,
    resize(w, h) {
      plot.batch(() => plot.setSize({ width: w, height: h }))
      if (scene !== null) draw(scene)
    },
    rowAt(left, { frames, edge }) {
      const time = edge - shownSeconds + (left / Math.max(1, plot.bbox.width / ratio())) * shownSeconds
      const after = firstRowAt(frames.time, frames.rows, time)
      return after < frames.rows && (frames.time[after] as number) <= edge ? after : Math.min(after, frames.rows) - 1
    },
    destroy: () => plot.destroy(),
  }
}
