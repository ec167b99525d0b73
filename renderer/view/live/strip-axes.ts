// The strip chart's two axes as uPlot takes them: a minute along the bottom, milliseconds along the left with as much room as the
// widest label needs in whatever font the page found. Drawing them is left to strip-plot.ts.
export const shownSeconds = 60

/** Between a label of the milliseconds and the plot, in pixels. */
const labelGap = 4
/** The least room for labels: most fit it, so that the plot seldom moves. */
const leastLabelRoom = 38

export interface AxisLooks {
  readonly text: string
  readonly grid: string
  readonly font: string
}

interface Plot {
  readonly bbox: { readonly width: number }
}

/** `ratio` gives device pixels a pixel. */
export function stripAxes({ text, grid, font }: AxisLooks, ratio: () => number) {
  // A context of its own: uPlot takes care of the font of its canvas by itself.
  const ruler = document.createElement('canvas').getContext('2d')
  if (ruler !== null) ruler.font = font
  const looks = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } }
  return [
    {
      ...looks,
      size: 30,
      gap: 10,
      splits: (plot: Plot) => secondsSplits(plot.bbox.width / ratio()),
      values: (_: Plot, splits: number[]) => splits.map((at) => (at === 0 ? 'now' : `−${-at} s`)),
    },
    {
      ...looks,
      size: (_: Plot, labels: string[] | null) => labelRoom(ruler, labels),
      gap: labelGap,
      space: 26,
      values: (_: Plot, splits: number[]) => splits.map((at, i) => (i === splits.length - 1 ? `${at} ms` : String(at))),
    },
  ]
}

/** uPlot has no labels yet when it is made. */
function labelRoom(ruler: Pick<CanvasRenderingContext2D, 'measureText'> | null, labels: string[] | null): number {
  const widest = Math.max(0, ...(labels ?? []).map((label) => ruler?.measureText(label).width ?? 0))
  return Math.max(leastLabelRoom, Math.ceil(widest) + 2 * labelGap)
}

/** Fewer labels where there is less room: every 10, 15 or 30 seconds. */
function secondsSplits(width: number): number[] {
  const step = width > 480 ? 10 : width > 260 ? 15 : 30
  return Array.from({ length: shownSeconds / step + 1 }, (_, i) => -shownSeconds + i * step)
}
