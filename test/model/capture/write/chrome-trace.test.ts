// A capture as a Chrome trace: what Perfetto, DevTools and speedscope find in it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Capture } from '../../../../model/capture/capture'
import { chromeTrace } from '../../../../model/capture/write/chrome-trace'
import { anyCapture } from '../any-capture'
import { withEvents, withoutEvents } from '../small-captures'

interface TraceEvent {
  readonly ph: 'M' | 'X'
  readonly pid: number
  readonly tid: number
  readonly name: string
  readonly cat?: string
  readonly ts?: number
  readonly dur?: number
  readonly args?: Record<string, unknown>
}

function written(capture: Capture): { traceEvents: TraceEvent[]; otherData: { rigscope: Record<string, unknown> } } {
  return JSON.parse([...chromeTrace(capture)].join('')) as ReturnType<typeof written>
}

const trackNames = (events: readonly TraceEvent[]) =>
  events.filter(({ name }) => name === 'thread_name').map(({ tid, args }) => [tid, args?.['name']])
const spans = (events: readonly TraceEvent[]) => events.filter(({ ph }) => ph === 'X')

describe('a capture with single events', () => {
  test('has its frames on top and each thread below, in microseconds', () => {
    const { traceEvents } = written(withEvents)
    expect(trackNames(traceEvents)).toEqual([
      [0, 'Frames'],
      [1, 'Main thread'],
      [2, 'Worker 1'],
    ])
    expect(spans(traceEvents).map(({ tid, name, ts, dur }) => [tid, name, ts, dur])).toEqual([
      [0, 'Rigscope frame', 0, 10_000],
      [0, 'Rigscope frame', 10_000, 10_000],
      [1, 'EvaluateNode', 1000, 4000],
      [2, 'EvaluateNode', 1000, 2000],
      [1, 'Solve', 2000, 1000],
      [1, 'EvaluateNode', 11_000, 4000],
    ])
  })

  test('says what each event is about, and what each frame was', () => {
    const { traceEvents } = written(withEvents)
    const [frame, unmeasured, event] = spans(traceEvents)
    expect(frame).toMatchObject({
      cat: 'rigscope.frame',
      args: { number: 12, pass: 0, evaluation: 0.006, drawSubmit: 0.001 },
    })
    expect(unmeasured?.args).toMatchObject({ evaluation: null, drawSubmit: null })
    expect(event).toMatchObject({
      cat: 'Evaluation',
      args: { node: 'body', path: 'hero|body', kind: 'skinCluster', rig: 'hero' },
    })
  })

  test('keeps what lies inside another event inside, to the nanosecond', () => {
    const inside = fc.record({
      start: fc.double({ min: 0, max: 1e4, noNaN: true }),
      duration: fc.double({ min: 0, max: 10, noNaN: true }),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(inside, ({ start, duration, from }) => {
        const events = withEvents.events as NonNullable<Capture['events']>
        const begin = start + duration * from
        const lasts = Math.max(0, Math.min(start + duration, begin + duration / 3) - begin)
        fc.pre(begin + lasts <= start + duration)
        const { traceEvents } = written({
          ...withEvents,
          events: {
            ...events,
            start: new Float64Array([start, start, begin, begin]),
            duration: new Float64Array([duration, 0, lasts, 0]),
          },
        })
        const [, , outer, , inner] = spans(traceEvents).map(({ ts = 0, dur = 0 }) => [
          Math.round(ts * 1000),
          Math.round((ts + dur) * 1000),
        ])
        expect(inner?.[0]).toBeGreaterThanOrEqual(outer?.[0] as number)
        expect(inner?.[1]).toBeLessThanOrEqual(outer?.[1] as number)
      }),
    )
  })
})

describe('a capture of costs by node and frame', () => {
  test('lays them one after another inside their frame and says that this is not when they ran', () => {
    const { traceEvents, otherData } = written(withoutEvents)
    expect(trackNames(traceEvents)).toEqual([
      [0, 'Frames'],
      [1, 'Processor time by node (not when it ran)'],
      [2, 'Processor time by node (not when it ran), 2'],
    ])
    expect(otherData.rigscope['note']).toMatch(/not when it ran/)
    expect(traceEvents.find(({ name }) => name === 'process_labels')?.args?.['labels']).toMatch(/not when it ran/)
    const [, body, arm] = spans(traceEvents)
    expect(body).toMatchObject({ tid: 1, name: 'body', cat: 'rigscope.cost', ts: 500_000, dur: 8000 })
    expect(arm).toMatchObject({ tid: 2, name: 'arm', ts: 500_000, dur: 5000, args: { self: 0.005, inclusive: null } })
  })

  test('puts no two of them on one track at one time, and loses none', () => {
    fc.assert(
      fc.property(
        anyCapture.map((capture) => ({ ...capture, events: null })),
        (capture) => {
          const laid = spans(written(capture).traceEvents).filter(({ tid }) => tid > 0)
          const { self, inclusive } = capture.costs
          expect(laid).toHaveLength(
            self.filter((cost, row) => !Number.isNaN(cost) || !Number.isNaN(inclusive[row])).length,
          )
          const ends = new Map<number, number>()
          for (const { tid, ts = 0, dur = 0 } of laid) {
            expect(ts).toBeGreaterThanOrEqual((ends.get(tid) ?? -Infinity) - 0.001)
            ends.set(tid, ts + dur)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('any capture is whole JSON in chunks that travel well', () => {
  fc.assert(
    fc.property(anyCapture, (capture) => {
      const { traceEvents } = written(capture)
      const count = capture.frames.count + (capture.events?.count ?? 0)
      expect(spans(traceEvents).length).toBeGreaterThanOrEqual(count)
    }),
    { numRuns: 300 },
  )
  const many = {
    ...withEvents,
    notices: Array.from({ length: 5 }, () => ({ kind: 'meaning' as const, sentence: 'x'.repeat(30_000) })),
  }
  expect([...chromeTrace(many)].length).toBeGreaterThan(1)
})
