// Turns thinned points into the paths of one line. Where the canvas is and what colours it has are strip-plot.ts's.

/** Where points lie on the canvas, all in its pixels. */
export interface Placing {
  readonly right: number
  readonly bottom: number
  /** Seconds at `right`. */
  readonly edge: number
  readonly perSecond: number
  readonly perMs: number
}

export interface LinePaths {
  readonly stroke: Path2D
  readonly fill: Path2D | null
}

/** How far a line reaches back from its first point, so that a frame that stands alone can be seen. */
const stubPixels = 2

/** The line through points [from, to); NaN lifts the pen. Steps reach back from each point to the one before, as a frame's time does. */
export function linePaths(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  { right, bottom, edge, perSecond, perMs }: Placing,
  steps: boolean,
  filled: boolean,
): LinePaths {
  const stroke = new Path2D()
  const fill = filled ? new Path2D() : null
  let isDown = false
  let lastX = 0
  let lastY = 0
  for (let i = from; i < to; i++) {
    const value = y[i] as number
    if (value !== value) {
      if (isDown) fill?.lineTo(lastX, bottom)
      isDown = false
      continue
    }
    // Whole pixels keep level lines sharp.
    const px = Math.round(right + ((x[i] as number) - edge) * perSecond)
    const py = Math.round(bottom - value * perMs)
    if (!isDown) {
      isDown = true
      stroke.moveTo(px - stubPixels, py)
      stroke.lineTo(px, py)
      fill?.moveTo(px - stubPixels, bottom)
      fill?.lineTo(px - stubPixels, py)
    } else if (px === lastX && py === lastY) continue
    else {
      if (steps) stroke.lineTo(lastX, py)
      stroke.lineTo(px, py)
    }
    if (steps) fill?.lineTo(lastX, py)
    fill?.lineTo(px, py)
    lastX = px
    lastY = py
  }
  if (isDown) fill?.lineTo(lastX, bottom)
  return { stroke, fill }
}
