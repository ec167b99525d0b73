// Draws the same minute of frames with the panel's chart and with recharts, as often as asked, and times each update's script.
// Not part of the product: the bench builds it, opens it and calls `runCharts`.
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts'
import { activities } from '../../bridge/protocol/columns'
import { decimate, emptyLines } from '../../model/live/decimate'
import type { FrameColumns } from '../../model/live/frame-figures'
import { shownSeconds, stripPlot } from '../../renderer/view/live/strip-plot'

const width = 800
const height = 260
const frameHz = 60
const milli = 1000
const rows = shownSeconds * frameHz

/** A minute at 60 Hz that ends at `end` seconds: the same for both. */
function minute(end: number): FrameColumns {
  const column = (value: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => value(row))
  const time = column((row) => end - shownSeconds + (row + 1) / frameHz)
  const wave = (row: number) => Math.sin((time[row] as number) * 3) + 0.3 * Math.sin((time[row] as number) * 47)
  const small = (value: number) => new Uint8Array(rows).fill(value)
  return {
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
    evaluationSource: small(1),
    marks: small(0),
  }
}

interface Point {
  readonly at: number
  readonly frame: number | null
  readonly evaluation: number | null
  readonly draw: number | null
}

/** What recharts is given: the same thinning, as the points it wants. */
function points(frames: FrameColumns, end: number): Point[] {
  const lines = emptyLines(3)
  const of = (column: Float64Array) => (row: number) => (column[row] as number) * milli
  decimate(
    {
      time: frames.time,
      series: [of(frames.evaluation), of(frames.drawSubmit), of(frames.interval)],
      from: 0,
      to: rows,
      bucketSeconds: shownSeconds / width,
      shift: -end,
      breaksBefore: () => false,
    },
    lines,
  )
  return lines.x.map((at, i) => ({
    at,
    evaluation: lines.y[0]?.[i] ?? null,
    draw: lines.y[1]?.[i] ?? null,
    frame: lines.y[2]?.[i] ?? null,
  }))
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
/** Microtasks belong to the update: uPlot draws in one. */
const microtasks = () => new Promise<void>((resolve) => queueMicrotask(resolve))

declare global {
  interface Window {
    runCharts: (updates: number, charts: number) => Promise<{ ours: number[]; recharts: number[]; points: number }>
  }
}

window.runCharts = async (updates, charts) => {
  const oursRoot = document.getElementById('ours') as HTMLElement
  const plots = Array.from({ length: charts }, () => {
    const parent = oursRoot.appendChild(document.createElement('div'))
    return stripPlot(parent, width, height)
  })
  const roots = Array.from({ length: charts }, () =>
    createRoot((document.getElementById('peer') as HTMLElement).appendChild(document.createElement('div'))),
  )
  const taken = { ours: [] as number[], recharts: [] as number[], points: 0 }
  const ours = async (end: number) => {
    const frames = minute(end)
    const began = performance.now()
    for (const plot of plots) plot.draw({ frames, edge: end, targetFps: 24, cursor: -1 })
    await microtasks()
    return performance.now() - began
  }
  const peer = async (end: number) => {
    const frames = minute(end)
    const began = performance.now()
    const data = points(frames, end)
    flushSync(() => {
      for (const root of roots) root.render(<Peer data={data} />)
    })
    await microtasks()
    taken.points = data.length
    return performance.now() - began
  }
  for (let update = 0; update < updates; update++) {
    const end = 100 + update / frameHz
    // In random order, so that neither always runs into the other's garbage.
    for (const which of Math.random() < 0.5 ? (['ours', 'recharts'] as const) : (['recharts', 'ours'] as const)) {
      const ms = which === 'ours' ? await ours(end) : await peer(end)
      if (update >= 20) taken[which].push(ms)
      await nextFrame()
    }
  }
  for (const plot of plots) plot.destroy()
  for (const root of roots) root.unmount()
  return taken
}
