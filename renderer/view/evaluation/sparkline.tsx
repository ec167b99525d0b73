// What something cost in each frame of a capture, as a small line on canvas; pointer and arrow keys read single frames. Several lines
// share one scale, as two captures compared. The drawing is sparkline-drawing.ts's.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { reading } from '../../../model/live/digits'
import { drawSparkline, placeAt, type SparkSeries } from './sparkline-drawing'

interface SparklineProps {
  /** The first one names the frames. */
  readonly series: readonly SparkSeries[]
  readonly label: string
  /** What the frame at a place is called: "frame 1012, pass 2". */
  readonly frameName: (place: number) => string
}

export function Sparkline({ series, label, frameName }: SparklineProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [cursor, setCursor] = useState(-1)
  const count = Math.max(0, ...series.map(({ seconds }) => seconds.length))
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const draw = () => drawSparkline(element, series, cursor)
    draw()
    const watcher = new ResizeObserver(draw)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [series, cursor])
  const at = Math.min(cursor, count - 1)
  const worst = series.reduce(
    (most, { seconds }) => seconds.reduce((one, other) => (other > one ? other : one), most),
    0,
  )
  const text =
    at < 0
      ? series.every(({ seconds }) => isUnknown(seconds))
        ? 'not timed in any frame'
        : `up to ${reading(worst)} ms`
      : `${frameName(at)}: ${series
          .map(({ name, seconds }) => `${series.length > 1 ? `${name} ` : ''}${reading(seconds[at] ?? NaN)} ms`)
          .join(', ')}`
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at < 0 ? count - 1 : at - 1, ArrowRight: at + 1, Home: 0, End: count - 1, Escape: -1 }[
      event.key
    ]
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    setCursor(event.key === 'Escape' ? -1 : Math.max(0, Math.min(count - 1, to)))
    event.preventDefault()
  }
  return (
    <figure className="sparkline">
      <figcaption>{text}</figcaption>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${label}. Left and right read one frame at a time.`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={Math.max(0, at)}
        aria-valuetext={text}
        onKeyDown={onKey}
        onBlur={() => setCursor(-1)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          setCursor(placeAt(event.clientX - box.left, box.width, count))
        }}
        onPointerLeave={() => setCursor(-1)}
      >
        <canvas ref={canvas} />
      </div>
    </figure>
  )
}

const isUnknown = (seconds: Float64Array): boolean => seconds.every((one) => Number.isNaN(one))
