// Draws the same minute of frames with the panel's chart or with recharts, as often as asked, and times each update's script.
// Not part of the product: the bench builds it, opens it once for each of the two and calls `updateCharts`.
import { createRoot, type Root } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts'
import { activities, type Frames } from '../../bridge/protocol/columns'
import { ThinnedLines } from '../../model/live/thinned-lines'
import { FrameRing } from '../../renderer/feed/frame-ring'
import { shownSeconds } from '../../renderer/view/live/strip-axes'
import { stripLines, stripPlot, type StripPlot, type StripRows } from '../../renderer/view/live/strip-plot'

const width = 800
const height = 260
/** The plot's own width: the chart's without its axis and padding. */
const plotWidth = width - 48
const bucketPixels = 2
const frameHz = 60
const milli = 1000

/** `rows` frames at 60 Hz after `start` seconds, as a message brings them. */
function message(start: number, rows: number): Frames {
  const column = (value: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => value(row))
  const time = column((row) => start + (row + 1) / frameHz)
  const wave = (row: number) => Math.sin((time[row] as number) * 3) + 0.3 * Math.sin((time[row] as number) * 47)
  const small = (value: number) => new Uint8Array(rows).fill(value)
  return {
    kind: 'frames',
    rosterVersion: 0,
    sequence: 0,
    dropped: 0,
    rows,
    time,
    frame: column((row) => row),
    interval: column((row) => 0.0167 + 0.002 * wave(row)),
    evaluation: column((row) => 0.009 + 0.002 * wave(row)),
    drawSubmit: column((row) => 0.004 + 0.001 * wave(row)),
    ownCost: column(() => 0.00005),
    activity: small(activities.indexOf('playback')),
    speedMode: small(1),
    cached: small(1),
    evaluationMode: small(1),
    evaluationSource: small(1),
    marks: small(0),
  }
}

interface Point {
  readonly at: number
  readonly frame: number
  readonly evaluation: number
  readonly draw: number
}

/** What recharts is given: the same thinning, as the points it wants. */
function points({ x, y, points: count }: ThinnedLines<StripRows>, end: number): Point[] {
  const of = (line: number, i: number) => y[line]?.[i] ?? NaN
  return Array.from({ length: count }, (_, i) => ({
    at: (x[i] as number) - end,
    evaluation: of(0, i),
    draw: of(1, i),
    frame: of(2, i),
  })).filter(({ at }) => at >= -shownSeconds)
}

function Peer({ data }: { data: readonly Point[] }) {
  const line = { dot: false, isAnimationActive: false, type: 'stepAfter' } as const
  return (
    <LineChart width={width} height={height} data={data}>
      <CartesianGrid stroke="#555" />
      <XAxis dataKey="at" type="number" domain={[-shownSeconds, 0]} />
      <YAxis domain={[0, 50]} />
      <ReferenceLine y={milli / 24} strokeDasharray="6 3" />
      <Line {...line} dataKey="evaluation" stroke="#5285a6" />
      <Line {...line} dataKey="draw" stroke="#9a8ab8" />
      <Line {...line} dataKey="frame" stroke="#eee" />
    </LineChart>
  )
}

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
/** Microtasks belong to the update, should a chart draw in one. */
const microtasks = () => new Promise<void>((resolve) => queueMicrotask(resolve))

export type Charts = 'ours' | 'recharts'
export interface Taken {
  readonly scriptMs: readonly number[]
  /** Points of each line. */
  readonly points: number
}

declare global {
  interface Window {
    /** Makes as many charts as asked at first, and updates them all that often, a frame of the host's more each time. */
    updateCharts: (which: Charts, charts: number, updates: number) => Promise<Taken>
  }
}

const ring = new FrameRing()
let end = 100
ring.push(message(end - shownSeconds - 1, (shownSeconds + 1) * frameHz))
const thinned = new ThinnedLines(stripLines)
const plots: StripPlot[] = []
const roots: Root[] = []
const place = () => (document.getElementById('charts') as HTMLElement).appendChild(document.createElement('div'))

const draw: Record<Charts, (edge: number) => void> = {
  ours(edge) {
    for (const plot of plots) plot.draw({ frames: ring, edge, targetFps: 24, cursor: -1 })
  },
  recharts(edge) {
    thinned.take(ring, (bucketPixels * shownSeconds) / plotWidth, edge - shownSeconds, edge)
    const data = points(thinned, edge)
    flushSync(() => {
      for (const root of roots) root.render(<Peer data={data} />)
    })
  },
}

window.updateCharts = async (which, charts, updates) => {
  while (which === 'ours' && plots.length < charts) plots.push(stripPlot(place(), width, height))
  while (which === 'recharts' && roots.length < charts) roots.push(createRoot(place()))
  const scriptMs: number[] = []
  for (let update = 0; update < updates; update++) {
    ring.push(message(end, 1))
    end += 1 / frameHz
    await nextFrame()
    const began = performance.now()
    draw[which](ring.lastTime)
    await microtasks()
    scriptMs.push(performance.now() - began)
  }
  thinned.take(ring, (bucketPixels * shownSeconds) / plotWidth, end - shownSeconds, end)
  return { scriptMs, points: points(thinned, end).length }
}
