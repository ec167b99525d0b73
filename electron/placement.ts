// Where the window opens: where it was put last, else beside the host, else in the middle, and never off the screens. Pure.
import type { Rectangle } from 'electron'
import type { HostWindow } from '../hub/sessions/api'

export interface Screen {
  readonly bounds: Rectangle
  /** Without the bars of the system. */
  readonly workArea: Rectangle
}

export interface Wish {
  readonly saved: Rectangle | null
  readonly host: Pick<HostWindow, 'rectangle' | 'screen'> | null
  /** The first is the main one. */
  readonly screens: readonly [Screen, ...Screen[]]
}

export const leastWidth = 360
const leastHeight = 320
const strip = 460
const alone = { width: 1100, height: 760 }
/** So much of a title bar can be taken hold of. */
const grip = { width: 80, height: 40 }

export function placeWindow({ saved, host, screens }: Wish): Rectangle {
  if (saved !== null) {
    const on = screenUnder(saved, screens)
    if (on !== null) return within(saved, on.workArea)
  }
  if (host !== null) {
    const window = onScreens(host, screens)
    const on = screenUnder(window, screens)
    if (on !== null) return within(beside(window, on.workArea), on.workArea)
  }
  const { workArea } = screens[0]
  const { width, height } = alone
  const middle = { x: workArea.x + (workArea.width - width) / 2, y: workArea.y + (workArea.height - height) / 2 }
  return within({ ...middle, width, height }, workArea)
}

/** Right of the host where there is room, else left of it, else over its right edge. */
function beside(host: Rectangle, area: Rectangle): Rectangle {
  const { y, height } = host
  const rightEdge = host.x + host.width
  const right = area.x + area.width - rightEdge
  const left = host.x - area.x
  if (right >= leastWidth) return { x: rightEdge, y, width: Math.min(strip, right), height }
  if (left >= leastWidth) return { x: host.x - Math.min(strip, left), y, width: Math.min(strip, left), height }
  return { x: area.x + area.width - strip, y, width: strip, height }
}

/** Hosts count in pixels of their own: their screen, found among ours, gives the scale. */
function onScreens({ rectangle, screen }: NonNullable<Wish['host']>, screens: Wish['screens']): Rectangle {
  if (screen === null || screen.width <= 0 || screen.height <= 0) return rectangle
  const unlike = ({ bounds }: Screen) =>
    Math.abs(bounds.x - screen.x) +
    Math.abs(bounds.y - screen.y) +
    Math.abs(bounds.width - screen.width) +
    Math.abs(bounds.height - screen.height)
  const { bounds } = screens.reduce((best, one) => (unlike(one) < unlike(best) ? one : best))
  const [across, down] = [bounds.width / screen.width, bounds.height / screen.height]
  return {
    x: bounds.x + (rectangle.x - screen.x) * across,
    y: bounds.y + (rectangle.y - screen.y) * down,
    width: rectangle.width * across,
    height: rectangle.height * down,
  }
}

/** The screen that shows most of it; null where none shows enough to take hold of. */
function screenUnder(window: Rectangle, screens: readonly Screen[]): Screen | null {
  let best: Screen | null = null
  let most = 0
  for (const screen of screens) {
    const area = screen.workArea
    const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
    const down = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y)
    if (across < grip.width || down < grip.height || across * down <= most) continue
    most = across * down
    best = screen
  }
  return best
}

/** Wholly within the area, in whole pixels. */
function within(window: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(Math.max(window.width, leastWidth), area.width)
  const height = Math.min(Math.max(window.height, leastHeight), area.height)
  const x = Math.min(Math.max(window.x, area.x), area.x + area.width - width)
  const y = Math.min(Math.max(window.y, area.y), area.y + area.height - height)
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}
