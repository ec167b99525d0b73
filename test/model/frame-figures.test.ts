// Which frames describe a rig, and what is said of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activities, cachedStates, marks, speedModes } from '../../bridge/protocol/columns'
import { frameFigures, latestActivity, type FrameColumns } from '../../model/live/frame-figures'

interface Row {
  interval: number
  evaluation: number
  draw: number
  activity?: (typeof activities)[number]
  speed?: (typeof speedModes)[number]
  cached?: (typeof cachedStates)[number]
  marks?: number
}

const columnsOf = (rows: readonly Row[]): FrameColumns => {
  let time = 100
  const f64 = (of: (row: Row) => number) => Float64Array.from(rows, of)
  return {
    rows: rows.length,
    time: f64((row) => (time += Number.isFinite(row.interval) ? row.interval : 0.04)),
    frame: f64(() => 1),
    interval: f64((row) => row.interval),
    evaluation: f64((row) => row.evaluation),
    drawSubmit: f64((row) => row.draw),
    ownCost: f64(() => 0),
    activity: Uint8Array.from(rows, (row) => activities.indexOf(row.activity ?? 'playback')),
    speedMode: Uint8Array.from(rows, (row) => speedModes.indexOf(row.speed ?? 'capped')),
    cached: Uint8Array.from(rows, (row) => cachedStates.indexOf(row.cached ?? 'no')),
    evaluationSource: Uint8Array.from(rows, () => 1),
    marks: Uint8Array.from(rows, (row) => row.marks ?? 0),
  }
}
const steady: Row = { interval: 1 / 24, evaluation: 0.012, draw: 0.004 }
const many = (row: Row, count: number): Row[] => Array.from({ length: count }, () => row)
const figuresOf = (rows: readonly Row[], activity: (typeof activities)[number] = 'playback') =>
  frameFigures(columnsOf(rows), activity, 4, 24)

describe('Figures of frames', () => {
  test('fps is frames over the time they took', () =>
    expect(figuresOf(many(steady, 48))?.fps?.value).toBeCloseTo(24, 6))
  test('fps is of playback only', () =>
    expect(figuresOf(many({ ...steady, activity: 'manipulation' }, 20), 'manipulation')?.fps).toBeNull())
  test('a pause before the first frame is no slow frame', () => {
    const figures = figuresOf([{ ...steady, interval: 9, marks: marks.firstAfterPause }, ...many(steady, 30)])
    expect(figures?.fps?.value).toBeCloseTo(24, 6)
    expect(figures?.targetMet).toEqual({ met: 30, of: 30 })
  })
  test('marked and cached frames do not describe the rig, and are counted', () => {
    const figures = figuresOf([
      ...many({ ...steady, evaluation: 0.5, marks: marks.warmUp }, 3),
      ...many({ ...steady, evaluation: 0.5, marks: marks.loopWrap }, 2),
      ...many({ ...steady, evaluation: 0.0001, cached: 'yes' }, 20),
      ...many(steady, 10),
    ])
    expect(figures?.evaluation?.median).toBeCloseTo(0.012)
    expect(figures?.described).toBe(10)
    expect(figures?.fromCache).toBe(20)
  })
  test('a hitch is a frame like others', () => {
    expect(figuresOf([...many(steady, 10), { ...steady, interval: 0.3, marks: marks.hitch }])?.frame?.count).toBe(11)
  })
  test('the target is met within five per cent, and asked of throttled playback alone', () => {
    const late = { ...steady, interval: 0.05 }
    expect(
      figuresOf([...many(steady, 6), ...many({ ...steady, interval: (1 / 24) * 1.04 }, 2), ...many(late, 2)])
        ?.targetMet,
    ).toEqual({ met: 8, of: 10 })
    expect(figuresOf(many({ ...steady, speed: 'free' }, 10))?.targetMet).toBeNull()
  })
  test('parts add up to the frame, and overlap is told as a remainder below zero', () => {
    const parts = figuresOf(many({ interval: 0.03, evaluation: 0.026, draw: 0.012 }, 10))?.parts
    expect(parts?.other).toBeCloseTo(-0.008)
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (interval, evaluation, draw) => {
          const { parts: p } = figuresOf(many({ interval, evaluation, draw }, 5)) ?? { parts: null }
          expect(p).not.toBeNull()
          if (p !== null) expect(p.evaluation + p.drawSubmit + p.other).toBeCloseTo(p.frame, 9)
        },
      ),
    )
  })
  test('the noise of a mean part shrinks with the frames it is taken from', () => {
    const swinging = (count: number) =>
      figuresOf(Array.from({ length: count }, (_, i) => ({ ...steady, evaluation: i % 2 === 0 ? 0.01 : 0.014 })))?.parts
    // Deviation 2 ms over the root of the count.
    expect(swinging(16)?.noise.evaluation).toBeCloseTo(0.0005, 4)
    expect(swinging(64)?.noise.evaluation).toBeCloseTo(0.00025, 4)
    expect(swinging(16)?.noise.other).toBeGreaterThanOrEqual(swinging(16)?.noise.evaluation ?? NaN)
    expect(swinging(1)?.noise.evaluation).toBeNaN()
  })
  test('a part that no frame knows stays unknown', () =>
    expect(figuresOf(many({ ...steady, draw: NaN }, 5))?.parts.drawSubmit).toBeNaN())
  test('only the last seconds count', () => {
    expect(
      figuresOf([...many({ ...steady, evaluation: 0.9 }, 200), ...many(steady, 150)])?.evaluation?.p95,
    ).toBeCloseTo(0.012)
  })
  test('the marked step after playback stops does not put the figures of playback away', () => {
    const step = { ...steady, activity: 'step' as const, marks: marks.firstAfterPause }
    expect(latestActivity(columnsOf([...many(steady, 5), step]))).toBe('playback')
    expect(latestActivity(columnsOf([step]))).toBe('step')
    expect(latestActivity(columnsOf([]))).toBeNull()
  })
  test('activities are kept apart, and idle is none of them', () => {
    const rows = [
      ...many(steady, 20),
      ...many({ ...steady, activity: 'manipulation', evaluation: 0.05 }, 20),
      { ...steady, activity: 'idle' as const },
    ]
    expect(latestActivity(columnsOf(rows))).toBe('manipulation')
    expect(figuresOf(rows)?.evaluation?.median).toBeCloseTo(0.012)
    expect(figuresOf(rows, 'manipulation')?.evaluation?.median).toBeCloseTo(0.05)
    expect(figuresOf(rows, 'scrub')).toBeNull()
  })
})
