// Thinning as a chart relies on it: no spike is lost, time never goes back, breaks stay breaks, and thinning new rows only comes to
// the same as thinning all of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ThinnedLines } from '../../model/live/thinned-lines'

interface Row {
  readonly step: number
  readonly value: number
  readonly breaks: boolean
}

const steps = fc.array(
  fc.record({
    step: fc.double({ min: 0.001, max: 0.4, noNaN: true }),
    value: fc.oneof(fc.double({ min: 0, max: 500, noNaN: true }), fc.constant(NaN)),
    breaks: fc.boolean(),
  }),
  { minLength: 1, maxLength: 300 },
)
const buckets = fc.double({ min: 0.01, max: 5, noNaN: true })

/** Rows as a ring holds them: appended to in place. */
class Given {
  rows: number
  epoch = 0
  readonly time: Float64Array
  constructor(readonly all: readonly Row[]) {
    let at = 0
    this.time = Float64Array.from(all, ({ step }) => (at += step))
    this.rows = all.length
  }
}

const lines = () =>
  new ThinnedLines<Given>({
    series: [({ all }, row) => (all[row] as Row).value],
    breaksBefore: ({ all }, row) => (all[row] as Row).breaks,
  })
const pointsOf = (thinned: ThinnedLines<Given>) => ({
  x: [...thinned.x.subarray(0, thinned.points)],
  y: thinned.y.map((column) => [...column.subarray(0, thinned.points)]),
})
const thin = (rows: readonly Row[], bucketSeconds: number) => {
  const given = new Given(rows)
  const thinned = lines()
  thinned.take(given, bucketSeconds, 0, Infinity)
  const { x, y } = pointsOf(thinned)
  return { x, y: y[0] as number[], time: given.time }
}

describe('Thinned lines', () => {
  test('keep the highest and the lowest value of all rows', () => {
    fc.assert(
      fc.property(steps, buckets, (rows, bucket) => {
        const known = rows.map(({ value }) => value).filter((v) => !Number.isNaN(v))
        const drawn = thin(rows, bucket).y.filter((v) => !Number.isNaN(v))
        if (known.length === 0) {
          expect(drawn).toEqual([])
          return
        }
        expect(Math.max(...drawn)).toBe(Math.max(...known))
        expect(Math.min(...drawn)).toBe(Math.min(...known))
      }),
    )
  })
  test('never go back in time', () => {
    fc.assert(
      fc.property(steps, buckets, (rows, bucket) => {
        const { x } = thin(rows, bucket)
        for (let i = 1; i < x.length; i++) expect(x[i]).toBeGreaterThanOrEqual(x[i - 1] as number)
      }),
    )
  })
  test('have at most two points a bucket and one a break', () => {
    fc.assert(
      fc.property(steps, buckets, (rows, bucket) => {
        const { x, time } = thin(rows, bucket)
        const used = new Set(Array.from(time, (t) => Math.floor(t / bucket))).size
        const breaks = rows.filter(({ breaks }) => breaks).length
        expect(x.length).toBeLessThanOrEqual(2 * (used + breaks) + breaks)
      }),
    )
  })
  test('are broken where the rows are', () => {
    const { y } = thin(
      [
        { step: 1, value: 5, breaks: false },
        { step: 1, value: 6, breaks: true },
      ],
      0.1,
    )
    expect(y).toEqual([5, NaN, 6])
  })
  test('are the same whether rows came at once or a few at a time', () => {
    fc.assert(
      fc.property(steps, buckets, fc.array(fc.nat(40), { maxLength: 30 }), (rows, bucket, parts) => {
        const given = new Given(rows)
        const bitByBit = lines()
        given.rows = 0
        for (const part of parts) {
          given.rows = Math.min(rows.length, given.rows + part)
          bitByBit.take(given, bucket, 0, Infinity)
        }
        given.rows = rows.length
        bitByBit.take(given, bucket, 0, Infinity)
        const atOnce = lines()
        atOnce.take(given, bucket, 0, Infinity)
        expect(pointsOf(bitByBit)).toEqual(pointsOf(atOnce))
      }),
    )
  })
  test('hold no row beyond the end that is asked for', () => {
    fc.assert(
      fc.property(steps, buckets, fc.double({ min: 0, max: 40, noNaN: true }), (rows, bucket, to) => {
        const given = new Given(rows)
        const cut = lines()
        cut.take(given, bucket, 0, to)
        const until = new Given(rows.slice(0, given.time.filter((t) => t <= to).length))
        const whole = lines()
        whole.take(until, bucket, 0, Infinity)
        expect(pointsOf(cut)).toEqual(pointsOf(whole))
      }),
    )
  })
})

describe('A chart that scrolls for an hour', () => {
  const row = (i: number): Row => ({ step: 1 / 60, value: i % 97, breaks: i % 500 === 0 })
  const given = new Given(Array.from({ length: 216_000 }, (_, i) => row(i)))
  const thinned = lines()
  for (let rows = 600; rows <= given.all.length; rows += 600) {
    given.rows = rows
    const edge = given.time[rows - 1] as number
    thinned.take(given, 0.16, edge - 60, edge)
  }
  const edge = given.time[given.all.length - 1] as number

  test('keeps no more points than the shown minute needs', () => {
    expect(thinned.x.length).toBeLessThanOrEqual(4096)
  })
  test('shows the last minute as if it were thinned anew', () => {
    const anew = lines()
    anew.take(given, 0.16, edge - 60, edge)
    const shown = ({ x, y }: ReturnType<typeof pointsOf>) =>
      x.map((at, i) => [at, y[0]?.[i]]).filter(([at]) => (at as number) >= edge - 60)
    expect(shown(pointsOf(thinned))).toEqual(shown(pointsOf(anew)))
  })
  test('is thinned anew when the rows are of another epoch', () => {
    given.epoch++
    given.rows = 3
    thinned.take(given, 0.16, -10, 1)
    expect(pointsOf(thinned).y[0]).toEqual([0, 2])
  })
})
