// The paint loop, driven by hand: frames come when the test says so, and paints take as long as it says.
import { expect, test } from 'vitest'
import { PaintLoop } from '../../renderer/feed/paint-loop'

const frameMs = 1000 / 60

/** A page whose animation frames are 60 a second. */
function page() {
  let nowMs = 0
  let asked: ((nowMs: number) => void)[] = []
  const loop = new PaintLoop(
    (callback) => asked.push(callback),
    () => nowMs,
  )
  const painted: number[] = []
  const beaten: number[] = []
  let paintMs = 0
  loop.onPaint((at) => {
    painted.push(at)
    nowMs += paintMs
  })
  loop.onBeat((at) => beaten.push(at))
  let frame = 0
  return {
    loop,
    painted,
    beaten,
    takes: (ms: number) => (paintMs = ms),
    /** Runs some animation frames, with new data before each. */
    run(frames: number, newData = true) {
      for (let i = 0; i < frames; i++) {
        if (newData) loop.invalidate()
        frame++
        nowMs = frame * frameMs
        const now = asked
        asked = []
        for (const callback of now) callback(frame * frameMs)
      }
    },
    get asked() {
      return asked.length
    },
  }
}

test('New data is painted in the very next frame, once', () => {
  const { loop, painted, run } = page()
  run(1, false)
  painted.length = 0
  loop.invalidate()
  loop.invalidate()
  run(2, false)
  expect(painted).toEqual([2 * frameMs])
})

test('Nothing is asked of the browser while nothing is new', () => {
  const given = page()
  given.run(3)
  given.run(1, false)
  expect(given.asked).toBe(0)
})

test('Every frame is painted while frames have room', () => {
  const { painted, run, takes } = page()
  takes(3)
  run(600)
  expect(painted.length).toBe(600)
})

test('Every other frame is painted while frames have no room, and every one again when they have', () => {
  const { painted, run, takes } = page()
  takes(11)
  run(120)
  painted.length = 0
  run(120)
  expect(painted.length).toBe(60)
  takes(2)
  run(120)
  painted.length = 0
  run(120)
  expect(painted.length).toBe(120)
})

test('What is due while a frame is spared is painted in the next, without being asked for again', () => {
  const { painted, run, takes, loop } = page()
  takes(11)
  run(120)
  painted.length = 0
  loop.invalidate()
  run(2, false)
  expect(painted.length).toBe(1)
})

test('Beats come at most four times a second', () => {
  const { beaten, run } = page()
  run(600)
  expect(beaten.length).toBeLessThanOrEqual(40)
  expect(beaten.length).toBeGreaterThan(35)
})

test('A beat that is wanted at once comes in the next frame', () => {
  const { beaten, loop, run } = page()
  run(3)
  beaten.length = 0
  loop.beatNow()
  run(1, false)
  expect(beaten).toEqual([4 * frameMs])
})
