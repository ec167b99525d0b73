// The ring of the recent past: against a plain list for any sequence of appends and reads, within its budget, and readable as
// the log of a container.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogReader, logMagic } from '../../../model/container/message-log'
import { type Cursor, RecordRing } from '../../../hub/live/record-ring'

const isEqual = (a: Uint8Array | undefined, b: Uint8Array | undefined) =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0
const payload = (length: number, fill: number) => new Uint8Array(length).fill(fill % 256)

test('gives every record in order, or says how many it dropped', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8_000, max: 100_000 }),
      fc.array(fc.oneof(fc.integer({ min: 0, max: 9000 }), fc.constant('read' as const)), { maxLength: 300 }),
      (budget, actions) => {
        const ring = new RecordRing(budget, 'binary')
        const all: Uint8Array[] = []
        const cursor: Cursor = ring.cursorAtEnd()
        let expected = 0
        for (const action of actions) {
          if (action === 'read') {
            expected += ring.skipDropped(cursor)
            const record = ring.read(cursor)
            if (record === undefined) expect(expected).toBe(all.length)
            else {
              expect(record.time).toBe(expected)
              expect(isEqual(record.payload, all[expected])).toBe(true)
              expected += 1
            }
          } else {
            const bytes = payload(action, all.length)
            ring.append(all.length, bytes)
            all.push(bytes)
            expect(isEqual(ring.newest()?.payload, bytes)).toBe(true)
          }
          expect(ring.bytes).toBeLessThanOrEqual(Math.max(budget, 9016 + 8))
        }
        expected += ring.skipDropped(cursor)
        for (let record = ring.read(cursor); record !== undefined; record = ring.read(cursor)) {
          expect(isEqual(record.payload, all[expected])).toBe(true)
          expected += 1
        }
        expect(expected).toBe(all.length)
      },
    ),
    { numRuns: 200 },
  )
})

test('stays within its budget over a million records, and still tells the newest', () => {
  const budget = 4_000_000
  const ring = new RecordRing(budget, 'binary')
  const stalled = ring.cursorAtEnd()
  const bytes = payload(120, 1)
  for (let i = 0; i < 1_000_000; i += 1) ring.append(i / 60, bytes)
  expect(ring.bytes).toBeLessThanOrEqual(budget)
  expect(ring.bytes).toBeGreaterThan(budget * 0.7)
  const dropped = ring.skipDropped(stalled)
  let left = 0
  while (ring.read(stalled) !== undefined) left += 1
  expect(dropped + left).toBe(1_000_000)
})

test('holds one record that is larger than the budget, alone', () => {
  const ring = new RecordRing(10_000, 'binary')
  ring.append(1, payload(100, 1))
  ring.append(2, payload(50_000, 2))
  expect(ring.newest()?.payload.byteLength).toBe(50_000)
  ring.append(3, payload(100, 3))
  expect(ring.bytes).toBeLessThanOrEqual(10_000)
})

test('finds where some seconds ago begins', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 }),
      fc.integer({ min: -5, max: 90 }),
      (sizes, from) => {
        const ring = new RecordRing(40_000, 'binary')
        sizes.forEach((size, i) => ring.append(i, payload(size, i)))
        const cursor = ring.cursorFrom(from)
        const first = ring.read(cursor)
        if (first === undefined && sizes.length === 0) return
        if (first === undefined) expect(from).toBeGreaterThan(sizes.length - 1)
        else {
          expect(first.time).toBeGreaterThanOrEqual(from)
          const before = ring.cursorFrom(-Infinity)
          let previous: number | undefined
          for (
            let record = ring.read(before);
            record !== undefined && record.time < first.time;
            record = ring.read(before)
          )
            previous = record.time
          if (previous !== undefined) expect(previous).toBeLessThan(from)
        }
      },
    ),
  )
})

test('lies as a container’s log lies, even in a segment that was used before', () => {
  const ring = new RecordRing(32_768, 'text')
  const encoder = new TextEncoder()
  for (let i = 0; i < 2000; i += 1) ring.append(i, encoder.encode(`{"n":${i},"x":"${'é'.repeat(i % 40)}"}`))
  const reader = new LogReader()
  reader.push(logMagic)
  const texts = ring
    .segmentViews()
    .flatMap((bytes) => reader.push(bytes))
    .map((event) => (event.kind === 'record' ? event.record.data : event.sentence))
  expect(reader.end()).toBeNull()
  expect(texts.length).toBeGreaterThan(100)
  const numbers = texts.map((text) => (JSON.parse(String(text)) as { n: number }).n)
  expect(numbers.at(-1)).toBe(1999)
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => 2000 - numbers.length + i))
})

test('forgets everything when cleared, and cursors go on behind it', () => {
  const ring = new RecordRing(10_000, 'binary')
  ring.append(1, payload(10, 1))
  const cursor = ring.cursorFrom(0)
  ring.clear()
  expect(ring.read(cursor)).toBeUndefined()
  expect(ring.newest()).toBeUndefined()
  ring.append(2, payload(10, 2))
  expect(ring.read(cursor)?.time).toBe(2)
})
