// Thinning as a chart relies on it: no spike is lost, time never goes back, breaks stay breaks.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimate, emptyLines, firstRowAt } from '../../model/live/decimate'

const steps = fc.array(
  fc.record({
    step: fc.double({ min: 0.001, max: 0.4, noNaN: true }),
    value: fc.oneof(fc.double({ min: 0, max: 500, noNaN: true }), fc.constant(NaN)),
    breaks: fc.boolean(),
  }),
  { minLength: 1, maxLength: 300 },
)

const thin = (rows: readonly { step: number; value: number; breaks: boolean }[], bucketSeconds: number) => {
  let at = 0
  const time = Float64Array.from(rows, ({ step }) => (at += step))
  const out = emptyLines(1)
  const points = decimate(
    {
      time,
      series: [(row) => (rows[row] as { value: number }).value],
      from: 0,
      to: rows.length,
      bucketSeconds,
      shift: -10,
      breaksBefore: (row) => (rows[row] as { breaks: boolean }).breaks,
    },
    out,
  )
  return { out, points, time }
}

describe('Thinned lines', () => {
  test('keep the highest and the lowest value of all rows', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0.01, max: 5, noNaN: true }), (rows, bucket) => {
        const { out } = thin(rows, bucket)
        const known = rows.map(({ value }) => value).filter((v) => !Number.isNaN(v))
        const drawn = (out.y[0] ?? []).filter((v): v is number => v !== null)
        if (known.length === 0) {
          expect(drawn).toEqual([])
          return
        }
        expect(Math.max(...drawn)).toBe(Math.max(...known))
        expect(Math.min(...drawn)).toBe(Math.min(...known))
      }),
    )
  })
  test('never go back in time, and have as many values as times', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0.01, max: 5, noNaN: true }), (rows, bucket) => {
        const { out, points } = thin(rows, bucket)
        expect(out.x.length).toBe(points)
        expect(out.y[0]?.length).toBe(points)
        for (let i = 1; i < points; i++) expect(out.x[i]).toBeGreaterThanOrEqual(out.x[i - 1] as number)
      }),
    )
  })
  test('have at most two points a bucket and one a break', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0.01, max: 5, noNaN: true }), (rows, bucket) => {
        const { points, time } = thin(rows, bucket)
        const buckets = new Set(Array.from(time, (t) => Math.floor(t / bucket))).size
        const breaks = rows.filter(({ breaks }) => breaks).length
        expect(points).toBeLessThanOrEqual(2 * (buckets + breaks) + breaks)
      }),
    )
  })
  test('are broken where the rows are', () => {
    const { out } = thin(
      [
        { step: 1, value: 5, breaks: false },
        { step: 1, value: 6, breaks: true },
      ],
      0.1,
    )
    expect(out.y[0]).toEqual([5, null, 6])
  })
  test('are reused without leftovers of longer ones', () => {
    const out = emptyLines(1)
    const run = (rows: number) =>
      decimate(
        {
          time: Float64Array.from({ length: rows }, (_, i) => i),
          series: [(row) => row],
          from: 0,
          to: rows,
          bucketSeconds: 0.5,
          shift: 0,
          breaksBefore: () => false,
        },
        out,
      )
    run(50)
    run(3)
    expect(out.x).toEqual([0, 1, 2])
  })
})

test('The first row at a time is found by bisection', () => {
  const time = Float64Array.from([1, 2, 2, 5])
  expect([0, 1, 1.5, 2, 5, 6].map((t) => firstRowAt(time, 4, t))).toEqual([0, 0, 1, 1, 3, 4])
})
