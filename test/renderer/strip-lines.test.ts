// The strip chart's lines and scale: what is drawn of thinned points. The simulated page has no canvas, so paths are written down here.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { linePaths } from '../../renderer/view/live/strip-lines'
import { scaleTop, StripScale } from '../../renderer/view/live/strip-scale'

class WrittenPath {
  readonly moves: string[] = []
  moveTo(x: number, y: number) {
    this.moves.push(`M${x},${y}`)
  }
  lineTo(x: number, y: number) {
    this.moves.push(`L${x},${y}`)
  }
}
beforeEach(() => vi.stubGlobal('Path2D', WrittenPath))
afterEach(() => vi.unstubAllGlobals())

/** Ten pixels a second and one a millisecond, from 100 seconds at the right. */
const placing = { right: 600, bottom: 100, edge: 100, perSecond: 10, perMs: 1 }
const drawn = (points: readonly (readonly [number, number])[], steps = false) => {
  const x = Float64Array.from(points, ([at]) => at)
  const y = Float64Array.from(points, ([, value]) => value)
  const { stroke, fill } = linePaths(x, y, 0, points.length, placing, steps, true)
  const text = (path: unknown) => (path as WrittenPath).moves.join(' ')
  return { stroke: text(stroke), fill: text(fill) }
}

const rising = [
  [99, 10],
  [100, 20],
] as const
const lone = [
  [98, 10],
  [98.5, NaN],
  [99, 30],
  [99.5, NaN],
] as const

describe('A line of the strip chart', () => {
  test('ends at the right edge with what is now', () => expect(drawn(rising).stroke).toBe('M588,90 L590,90 L600,80'))
  test('is filled down to zero', () => expect(drawn(rising).fill).toBe('M588,100 L588,90 L590,90 L600,80 L600,100'))
  test('reaches back from each point where it goes in steps, as a frame’s time does', () =>
    expect(drawn(rising, true).stroke).toBe('M588,90 L590,90 L590,80 L600,80'))
  test('is lifted where nothing is known, and a frame that stands alone is seen', () =>
    expect(drawn(lone).stroke).toBe('M578,90 L580,90 M588,70 L590,70'))
})

describe('The scale', () => {
  const frames = (...ms: number[]) => Float64Array.from(ms)
  const top = (values: Float64Array, targetMs = 0) => scaleTop(values, 0, values.length, targetMs)
  test('has a round top above the frames and the target', () => {
    expect(top(frames(20, 21, 22))).toBe(30)
    expect(top(frames(20, 21, 22), 1000 / 24)).toBe(60)
    expect(top(frames(NaN, NaN))).toBe(5)
  })
  test('lets a rare hitch stand out instead of flattening all others', () => {
    const values = new Float64Array(200).fill(20)
    values[50] = 900
    expect(top(values)).toBe(30)
  })
  test('rises at once and shrinks only after some seconds', () => {
    const scale = new StripScale()
    const at = (ms: number, nowMs: number) => {
      scale.follow(frames(ms), 0, 1, 0, nowMs)
      return scale.top
    }
    expect([at(90, 0), at(10, 1000), at(10, 3900), at(10, 4300)]).toEqual([120, 120, 120, 15])
  })
})
