// The log of messages as a stream: whatever the chunks, whatever the damage, what is read is what was written or a sentence.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  encodeRecord,
  LogReader,
  logMagic,
  maxRecordBytes,
  type LogEvent,
  type LogRecord,
} from '../../../model/container/message-log'

const recordsOf = (steps: readonly { step: number; data: string | Uint8Array }[]): LogRecord[] => {
  let time = 0
  return steps.map(({ step, data }) => ({ time: (time += step), data }))
}
const anyRecords = fc
  .array(
    fc.record({
      step: fc.double({ min: 0, max: 100, noNaN: true }),
      data: fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 100 })),
    }),
    { maxLength: 20 },
  )
  .map(recordsOf)

const encode = (records: readonly LogRecord[]): Buffer => Buffer.concat([logMagic, ...records.map(encodeRecord)])

function read(chunks: Iterable<Uint8Array>): { events: LogEvent[]; end: string | null } {
  const reader = new LogReader()
  const events = [...chunks].flatMap((chunk) => reader.push(chunk))
  return { events, end: reader.end() }
}
const records = (events: readonly LogEvent[]) => events.flatMap((e) => (e.kind === 'record' ? [e.record] : []))

function* cutAt(bytes: Uint8Array, cuts: readonly number[]): Generator<Uint8Array> {
  let from = 0
  for (const cut of [...cuts.map((c) => c % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    yield bytes.subarray(from, cut)
    from = cut
  }
}

const small = recordsOf([
  { step: 0, data: 'one' },
  { step: 0.5, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
  { step: 0.5, data: '' },
])

describe('A log', () => {
  test('reads back as it was written, however it is cut into chunks', () => {
    fc.assert(
      fc.property(anyRecords, fc.array(fc.nat(10_000), { maxLength: 30 }), (all, cuts) => {
        const { events, end } = read(cutAt(encode(all), cuts))
        expect(events.every((event) => event.kind === 'record')).toBe(true)
        expect(records(events)).toEqual(all)
        expect(end).toBeNull()
      }),
    )
  })

  test('reads byte by byte', () => {
    const bytes = encode(small)
    const { events, end } = read(Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)))
    expect(records(events)).toEqual(small)
    expect(end).toBeNull()
  })

  test('keeps records apart from the chunk that they came in', () => {
    const bytes = encode(small)
    const { events } = read([bytes])
    bytes.fill(0xff)
    expect(records(events)).toEqual(small)
  })

  test('torn at any byte gives what came before and says where it ends', () => {
    const bytes = encode(small)
    const ends = [8, 8 + 24, 8 + 24 + 24, bytes.length]
    for (let length = 0; length <= bytes.length; length++) {
      const { events, end } = read([bytes.subarray(0, length)])
      const whole = ends.filter((at) => at <= length).length - 1
      expect(records(events), `torn at ${length}`).toEqual(small.slice(0, Math.max(0, whole)))
      if (ends.includes(length)) expect(end).toBeNull()
      else expect(end).toMatch(length < 8 ? /empty or not a log/ : /ends inside a record at byte \d+/)
    }
  })

  test('with a damaged byte never throws, and refuses once at most', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(), fc.integer({ min: 1, max: 255 }), (all, at, change) => {
        const bytes = encode(all)
        const index = at % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ change
        const { events } = read([bytes])
        const refusals = events.filter((event) => event.kind === 'refused')
        expect(refusals.length).toBeLessThanOrEqual(1)
        if (refusals.length > 0) expect(events.at(-1)?.kind).toBe('refused')
        expect(records(events).length).toBeLessThanOrEqual(all.length)
      }),
    )
  })

  test('of any bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.boolean(), (bytes, isLog) => {
        const { events } = read(isLog ? [logMagic, bytes] : [bytes])
        expect(events.filter((event) => event.kind === 'refused').length).toBeLessThanOrEqual(1)
      }),
    )
  })

  const damaged = (change: (head: DataView) => void): Uint8Array => {
    const bytes = encode(small)
    change(new DataView(bytes.buffer, bytes.byteOffset + 8 + 24))
    return bytes
  }
  test.each<[string, RegExp, Uint8Array]>([
    ['another kind of file', /not a log of Rigscope/, Buffer.from('PK\u0003\u0004 and so on')],
    [
      'a log of a later version',
      /version 2; this Rigscope reads version 1\. Update/,
      Uint8Array.from(logMagic, (b, i) => (i === 7 ? 2 : b)),
    ],
    ['a third lane', /at byte 32: lane 2/, damaged((head) => head.setUint32(8, 2, true))],
    [
      'a record without end',
      /at byte 32: a record of 4294967295 bytes/,
      damaged((head) => head.setUint32(12, 0xffffffff, true)),
    ],
    [
      'time that goes back',
      /at byte 32: its time does not go forward/,
      damaged((head) => head.setFloat64(0, -1, true)),
    ],
    [
      'time that is no number',
      /at byte 32: its time does not go forward/,
      damaged((head) => head.setFloat64(0, NaN, true)),
    ],
    [
      'text that is not UTF-8',
      /at byte 8: a text record is not UTF-8/,
      Buffer.concat([encode(small).subarray(0, 24), Buffer.from([0xff, 0xfe, 0xfd])]),
    ],
  ])('refuses %s, saying where', (_, sentence, bytes) => {
    const padded = Buffer.concat([bytes, Buffer.alloc(16)])
    const refusal = read([padded]).events.at(-1)
    expect(refusal?.kind === 'refused' ? refusal.sentence : refusal).toMatch(sentence)
  })

  test('reads nothing more after a refusal', () => {
    const reader = new LogReader()
    expect(reader.push(Buffer.alloc(8))).toHaveLength(1)
    expect(reader.push(encode(small))).toEqual([])
    expect(reader.end()).toBeNull()
  })

  test('is not written with a record that no reader would take', () => {
    expect(() => encodeRecord({ time: 0, data: new Uint8Array(maxRecordBytes + 1) })).toThrow('over the limit')
  })

  test('reads a long record in small chunks without copying it anew for each', () => {
    const bytes = encode([{ time: 0, data: new Uint8Array(8 * 1024 * 1024) }])
    const chunks = Array.from({ length: Math.ceil(bytes.length / 4096) }, (_, i) =>
      bytes.subarray(i * 4096, (i + 1) * 4096),
    )
    const start = performance.now()
    expect(records(read(chunks).events)).toHaveLength(1)
    // Copying anew would move 8 GB.
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
