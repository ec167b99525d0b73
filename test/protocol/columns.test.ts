// The binary lane in TypeScript: what is encoded is decoded again, and bytes that are no message are refused in a sentence.
// Python reads and writes the same golden files in test/bridge/test_golden_columns.py.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  byteLength,
  decodeColumns,
  encodeColumns,
  headerBytes,
  layouts,
  type ColumnMessage,
} from '../../bridge/protocol/columns'
import { goldenMessages } from './golden-messages'

const u32 = fc.integer({ min: 0, max: 0xffffffff })
const f64 = fc.double()
const column = <T>(rows: number, value: fc.Arbitrary<number>, make: (values: number[]) => T) =>
  fc.array(value, { minLength: rows, maxLength: rows }).map(make)

const anyMessage: fc.Arbitrary<ColumnMessage> = fc
  .record({ kind: fc.constantFrom('frames' as const, 'samples' as const), rows: fc.nat(20) })
  .chain(({ kind, rows }): fc.Arbitrary<ColumnMessage> => {
    const floats = column(rows, f64, (v) => Float64Array.from(v))
    const bytes = column(rows, fc.nat(255), (v) => Uint8Array.from(v))
    const words = column(rows, u32, (v) => Uint32Array.from(v))
    const common = { rosterVersion: u32, sequence: u32, dropped: u32, rows: fc.constant(rows) }
    const frames = {
      time: floats,
      frame: floats,
      interval: floats,
      evaluation: floats,
      drawSubmit: floats,
      ownCost: floats,
    }
    const words8 = {
      activity: bytes,
      speedMode: bytes,
      cached: bytes,
      evaluationMode: bytes,
      evaluationSource: bytes,
      marks: bytes,
    }
    if (kind === 'frames') return fc.record({ kind: fc.constant(kind), ...common, ...frames, ...words8 })
    const head = { flags: fc.nat(0xffff), time: f64, frame: f64, wall: f64 }
    return fc.record({
      kind: fc.constant(kind),
      ...common,
      ...head,
      id: words,
      self: floats,
      inclusive: floats,
      count: words,
    })
  })

const decoded = (bytes: Uint8Array): ColumnMessage => {
  const message = decodeColumns(bytes)
  if (message.kind === 'refused') throw new Error(message.sentence)
  return message
}
const refusal = (bytes: Uint8Array): string | null => {
  const message = decodeColumns(bytes)
  return message.kind === 'refused' ? message.sentence : null
}

describe('Columns', () => {
  test('come back as they were encoded, unknowns included', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(decoded(encodeColumns(message))).toEqual(message)
      }),
    )
  })

  test('are read wherever they lie in memory, a Buffer of the socket too', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(15), (message, offset) => {
        const bytes = encodeColumns(message)
        const memory = Buffer.alloc(bytes.length + offset)
        memory.set(bytes, offset)
        expect(decoded(memory.subarray(offset))).toEqual(message)
        expect(decoded(new Uint8Array(memory.buffer, memory.byteOffset + offset, bytes.length))).toEqual(message)
      }),
    )
  })

  test('are views where the bytes lie well: nothing is copied', () => {
    const bytes = encodeColumns(goldenMessages.frames)
    const message = decoded(bytes)
    expect(message.kind === 'frames' ? message.time.buffer : null).toBe(bytes.buffer)
  })

  test('each begin at a multiple of 8 bytes', () => {
    for (const rows of [0, 1, 3, 7, 8, 9])
      for (const kind of ['frames', 'samples'] as const) {
        const bytes = byteLength(kind, rows)
        expect(bytes % 8).toBe(0)
        expect(bytes).toBeGreaterThanOrEqual(headerBytes + rows * layouts[kind].length)
      }
  })

  test('one byte short or long are refused', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 1, max: 48 }), (message, bytes) => {
        const whole = encodeColumns(message)
        expect(refusal(whole.subarray(0, whole.length - bytes))).toMatch(/bytes/)
        expect(refusal(new Uint8Array([...whole, ...new Uint8Array(bytes)]))).toMatch(/bytes/)
      }),
    )
  })

  test('that claim so many rows that 32 bits wrap around are refused', () => {
    const one = encodeColumns(goldenMessages.samples)
    for (const rows of [0x4000_0001, 0x2000_0001, 0x8000_0001, 0xffff_ffff]) {
      const bytes = new Uint8Array(headerBytes + 4 * 8)
      bytes.set(one.subarray(0, headerBytes))
      new DataView(bytes.buffer).setUint32(12, rows, true)
      expect(decodeColumns(bytes)).toMatchObject({ kind: 'refused' })
    }
  })

  test('of any bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, looksRight) => {
        if (looksRight && bytes.length > 1) bytes.set([1 + ((bytes[0] ?? 0) % 2), 1])
        expect(['refused', 'frames', 'samples']).toContain(decodeColumns(bytes).kind)
      }),
    )
  })

  const changed = (change: (head: DataView) => void) => {
    const bytes = encodeColumns(goldenMessages.samples)
    change(new DataView(bytes.buffer))
    return bytes
  }
  test.each<[string, string, Uint8Array]>([
    ['nothing', 'A binary message of 0 bytes is shorter than its 48-byte header.', new Uint8Array(0)],
    ['half a header', 'A binary message of 47 bytes is shorter than its 48-byte header.', new Uint8Array(47)],
    ['a later layout', 'has layout version 2; this side reads version 1', changed((head) => head.setUint8(1, 2))],
    ['an unknown kind', 'has the unknown kind 9', changed((head) => head.setUint8(0, 9))],
    ['the other kind', 'A frames message says 3 rows', changed((head) => head.setUint8(0, 1))],
    ['four thousand million rows', 'says 4294967295 rows', changed((head) => head.setUint32(12, 0xffffffff, true))],
  ])('refuse %s', (_, sentence, bytes) => {
    expect(refusal(bytes)).toContain(sentence)
  })

  test('are not encoded with columns of different lengths', () => {
    const lopsided = { ...goldenMessages.samples, self: new Float64Array(2) }
    expect(() => encodeColumns(lopsided)).toThrow('The column self has 2 rows, the message 3.')
  })
})

describe('The golden files', () => {
  test.each(['frames', 'samples', 'empty'] as const)('%s hold what this side encodes and decodes', (name) => {
    const golden = readFileSync(new URL(`golden/${name}.bin`, import.meta.url))
    expect(Buffer.from(encodeColumns(goldenMessages[name])).equals(golden)).toBe(true)
    expect(decoded(golden)).toEqual(goldenMessages[name])
  })
})
