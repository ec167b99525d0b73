// Nesting as figures rely on it: no self is negative, a thread never works more than it was busy, and order does not matter.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { none } from '../../../../model/capture/capture'
import { EventColumns } from '../../../../model/capture/build/event-columns'
import { countsAs, deepestNesting, nestEvents } from '../../../../model/capture/build/nest-events'
import { eventOrder, orderEvents } from '../../../../model/capture/build/order-events'

interface Span {
  readonly start: number
  readonly duration: number
  readonly node?: number
  readonly thread?: number
}

function columnsOf(spans: readonly Span[]): EventColumns {
  const columns = new EventColumns()
  for (const { start, duration, node = 0, thread = 0 } of spans) columns.add(start, duration, 0, none, node, thread)
  return columns
}

function nested(spans: readonly Span[]) {
  const events = columnsOf(spans)
  orderEvents(events)
  const nesting = nestEvents(events, { threads: 3, nodes: 4, isNamed: new Uint8Array(4), roles: new Uint8Array(1) })
  if (nesting === null) throw new Error('too deep')
  return { events, ...nesting }
}

/** Any spans at all, overlapping as they like. */
const spans = fc.array(
  fc.record({
    start: fc.integer({ min: 0, max: 60 }),
    duration: fc.integer({ min: 0, max: 40 }),
    node: fc.integer({ min: 0, max: 3 }),
    thread: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 40 },
)

describe('Events on a thread', () => {
  test('add up to just the time in which any of them was open', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { events, self } = nested(all)
        for (const thread of [0, 1, 2]) {
          let busy = 0
          const own = all.filter((span) => span.thread === thread)
          for (let at = 0; at < 100; at++)
            if (own.some((span) => span.start <= at && at < span.start + span.duration)) busy++
          const sum = self.reduce((sum, value, row) => sum + (events.thread[row] === thread ? value : 0), 0)
          expect(sum).toBe(busy)
        }
      }),
    )
  })
  test('have a self between nothing and their duration, and lie in an event that started no later', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { events, self, parent } = nested(all)
        for (let row = 0; row < events.count; row++) {
          expect(self[row]).toBeGreaterThanOrEqual(0)
          expect(self[row]).toBeLessThanOrEqual(events.duration[row] as number)
          const around = parent[row] as number
          if (around === none) continue
          expect(around).toBeLessThan(row)
          expect(events.thread[around]).toBe(events.thread[row])
          const within =
            (events.start[around] as number) + (events.duration[around] as number) - (events.start[row] as number)
          expect(2 * within).toBeGreaterThanOrEqual(events.duration[row] as number)
        }
      }),
    )
  })
  test('follow one another when they overlap by a tick, and lie in one another when they overrun by one', () => {
    const apart = nested([
      { start: 0, duration: 11 },
      { start: 10, duration: 10 },
    ])
    expect([...apart.self]).toEqual([10, 10])
    expect([...apart.parent]).toEqual([none, none])
    const inside = nested([
      { start: 0, duration: 20 },
      { start: 10, duration: 11 },
    ])
    expect([...inside.self]).toEqual([10, 11])
    expect([...inside.parent]).toEqual([none, 0])
  })
  test('count once in their node when they nest in it, and as one call when directly so', () => {
    const { counts } = nested([
      { start: 0, duration: 9, node: 1 },
      { start: 1, duration: 7, node: 1 },
      { start: 2, duration: 5, node: 2 },
      { start: 3, duration: 2, node: 1 },
    ])
    expect([...counts]).toEqual([
      countsAs.inclusive | countsAs.call,
      0,
      countsAs.inclusive | countsAs.call,
      countsAs.call,
    ])
  })
  test('may nest deep, but not without end', () => {
    const deep = (depth: number) =>
      nestEvents(columnsOf(Array.from({ length: depth }, (_, i) => ({ start: i, duration: 2 * (depth - i) }))), {
        ...{ threads: 1, nodes: 1, isNamed: new Uint8Array(1), roles: new Uint8Array(1) },
      })
    expect(deep(deepestNesting)).not.toBeNull()
    expect(deep(deepestNesting + 1)).toBeNull()
  })
})

describe('Order of events', () => {
  test('is by start, the longer first, and else as in the file', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const expected = all
          .map((span, row) => ({ ...span, row }))
          .sort((a, b) => a.start - b.start || b.duration - a.duration || a.row - b.row)
          .map(({ row }) => row)
        const columns = columnsOf(all)
        expect([...(eventOrder(columns) ?? expected)]).toEqual(expected)
        orderEvents(columns)
        expect([...columns.node]).toEqual(expected.map((row) => all[row]?.node))
      }),
      { numRuns: 500 },
    )
  })
})
