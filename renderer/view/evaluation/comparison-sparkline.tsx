// A node's frames on both sides laid over each other, drawn once on a canvas: A dashed, B drawn through. Pointing at it reads a frame.
import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react'
import type { Comparison } from '../../../model/capture/compare/compare'
import { reading } from '../../../model/live/digits'
import { comparedSeries, type ComparedSeries } from './comparison-series'

const heightPx = 72
const padPx = 3

export function ComparisonSparkline({ comparison, node }: { readonly comparison: Comparison; readonly node: number }) {
  const series = useMemo(() => comparedSeries(comparison, node), [comparison, node])
  const canvas = useRef<HTMLCanvasElement>(null)
  const [place, setPlace] = useState<number | null>(null)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const observer = new ResizeObserver(() => paint(element, series, place))
    observer.observe(element)
    paint(element, series, place)
    return () => observer.disconnect()
  }, [series, place])
  const { frames, a, b, most } = series
  const onMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const at = Math.round(((event.clientX - left) / Math.max(1, width)) * (frames.length - 1))
    setPlace(Math.max(0, Math.min(frames.length - 1, at)))
  }
  const first = frames[0]
  const last = frames[frames.length - 1]
  const words =
    place === null
      ? `frames ${first ?? '–'} to ${last ?? '–'}, up to ${reading(most)} ms`
      : `frame ${frames[place] ?? '–'}: A ${reading(a[place] ?? NaN)} ms, B ${reading(b[place] ?? NaN)} ms`
  return (
    <figure className="compared-spark">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Cost in each frame of A and B, ${words}`}
        style={{ height: heightPx }}
        onPointerMove={onMove}
        onPointerLeave={() => setPlace(null)}
      />
      <figcaption>
        <span className="compared-legend">
          <span className="legend-a" aria-hidden="true" /> A <span className="legend-b" aria-hidden="true" /> B
        </span>
        <span>{words}</span>
      </figcaption>
    </figure>
  )
}

function paint(canvas: HTMLCanvasElement, { frames, a, b, most }: ComparedSeries, place: number | null): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  const scale = devicePixelRatio
  const width = canvas.clientWidth
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.round(heightPx * scale)
  context.scale(scale, scale)
  const colour = (name: string) => getComputedStyle(canvas).getPropertyValue(name)
  const x = (at: number) => padPx + (at / Math.max(1, frames.length - 1)) * (width - 2 * padPx)
  const y = (seconds: number) => heightPx - padPx - (seconds / (most || 1)) * (heightPx - 2 * padPx)
  const line = (values: Float64Array, stroke: string, dash: readonly number[]) => {
    context.strokeStyle = stroke
    context.lineWidth = 1.25
    context.setLineDash([...dash])
    context.beginPath()
    let isDown = false
    values.forEach((seconds, at) => {
      if (Number.isNaN(seconds)) isDown = false
      else if (isDown) context.lineTo(x(at), y(seconds))
      else {
        context.moveTo(x(at), y(seconds))
        isDown = true
      }
    })
    context.stroke()
  }
  line(a, colour('--series-frame'), [3, 2])
  line(b, colour('--series-evaluation'), [])
  if (place === null) return
  context.fillStyle = colour('--text-dim')
  context.fillRect(Math.round(x(place)), 0, 1, heightPx)
}
