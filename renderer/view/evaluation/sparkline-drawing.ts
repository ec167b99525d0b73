// Draws lines of seconds over frames into a canvas, from zero to the highest: one place a frame, or where frames are more than pixels,
// the lowest and highest of each pixel's. Unknown values leave a gap.

export interface SparkSeries {
  readonly name: string
  /** NaN is unknown. */
  readonly seconds: Float64Array
  /** A colour of the style sheet: --series-evaluation. */
  readonly colour: string
}

const space = 2

/** The frame at a distance from the left, in CSS pixels; -1 where there is none. */
export function placeAt(left: number, width: number, count: number): number {
  if (count === 0 || width <= 0) return -1
  return Math.max(0, Math.min(count - 1, Math.floor((left / width) * count)))
}

export function drawSparkline(canvas: HTMLCanvasElement, series: readonly SparkSeries[], cursor: number): void {
  const ratio = devicePixelRatio
  const { clientWidth: width, clientHeight: height } = canvas
  const context = canvas.getContext('2d')
  if (context === null || width === 0) return
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  const style = getComputedStyle(canvas)
  const most = series.reduce(
    (high, { seconds }) => seconds.reduce((one, other) => (other > one ? other : one), high),
    0,
  )
  const count = Math.max(0, ...series.map(({ seconds }) => seconds.length))
  const top = (seconds: number) => height - space - (most > 0 ? (seconds / most) * (height - 2 * space) : 0)
  const left = (place: number) => ((place + 0.5) / count) * width

  context.fillStyle = style.getPropertyValue('--chart-grid')
  context.fillRect(0, height - 1, width, 1)
  if (cursor >= 0 && cursor < count) {
    context.fillStyle = style.getPropertyValue('--raised')
    const wide = Math.max(1, width / count)
    context.fillRect((cursor / count) * width, 0, wide, height)
  }
  for (const { seconds, colour } of series) {
    context.strokeStyle = style.getPropertyValue(colour)
    context.lineWidth = 1.25
    context.beginPath()
    if (seconds.length > 2 * width) strokeRanges(context, seconds, width, top)
    else strokeEach(context, seconds, left, top)
    context.stroke()
    const value = seconds[cursor]
    if (value === undefined || Number.isNaN(value)) continue
    context.fillStyle = style.getPropertyValue(colour)
    context.fillRect(left(cursor) - 2, top(value) - 2, 4, 4)
  }
}

function strokeEach(
  context: CanvasRenderingContext2D,
  seconds: ArrayLike<number>,
  left: (place: number) => number,
  top: (seconds: number) => number,
) {
  let isPenDown = false
  for (let place = 0; place < seconds.length; place++) {
    const value = seconds[place] as number
    if (Number.isNaN(value)) {
      isPenDown = false
      continue
    }
    if (isPenDown) context.lineTo(left(place), top(value))
    else context.moveTo(left(place) - (seconds.length === 1 ? 4 : 0), top(value))
    // A value between two gaps is a point, which a line of no length would not show.
    if (!isPenDown) context.lineTo(left(place) + (seconds.length === 1 ? 4 : 0.5), top(value))
    isPenDown = true
  }
}

function strokeRanges(
  context: CanvasRenderingContext2D,
  seconds: ArrayLike<number>,
  width: number,
  top: (seconds: number) => number,
) {
  const columns = Math.floor(width)
  for (let column = 0; column < columns; column++) {
    let low = Infinity
    let high = -Infinity
    const end = Math.floor(((column + 1) / columns) * seconds.length)
    for (let place = Math.floor((column / columns) * seconds.length); place < end; place++) {
      const value = seconds[place] as number
      if (value < low) low = value
      if (value > high) high = value
    }
    if (high < low) continue
    context.moveTo(column + 0.5, top(low) + 0.5)
    context.lineTo(column + 0.5, top(high) - 0.5)
  }
}
