// Numbers straight from bytes, and JSON strings: what comes out is what the language would make of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteWindow } from '../../../../model/capture/read/byte-window'
import { unescapeJson } from '../../../../model/capture/read/unescape-json'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function numberOf(text: string) {
  const window = new ByteWindow()
  window.append(encoder.encode(`${text},`))
  const value = window.number()
  return { value, rest: new TextDecoder().decode(window.bytes.subarray(window.at, window.end)) }
}

describe('A number', () => {
  test('is read to the last digit', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
          fc.stringMatching(/^-?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,2})?$/),
        ),
        (text) => {
          expect(numberOf(text)).toEqual({ value: Number(text), rest: ',' })
        },
      ),
      { numRuns: 2000 },
    )
  })
  test('is none without digits', () => {
    for (const text of ['', '-', '.5', '1.', '1e', '1e+', 'x']) expect(numberOf(text).value).toBeNaN()
  })
})

describe('A string of JSON', () => {
  test('means what the language makes of it', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text).slice(1, -1)),
      fc.stringMatching(/^\\u[0-9a-fA-F]{4}$/),
      fc.constantFrom('\\/', '\\b', '\\f'),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const bytes = encoder.encode(pieces.join(''))
        const out = new Uint8Array(bytes.length)
        const length = unescapeJson(bytes, 0, bytes.length, out)
        // A surrogate that stands alone is no text.
        const expected = decoder.decode(encoder.encode(JSON.parse(`"${pieces.join('')}"`) as string))
        expect(decoder.decode(out.subarray(0, length))).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })
  test('is none with an escape that is none', () => {
    for (const text of ['\\x', '\\u12', '\\u12g4', '\\']) {
      const bytes = encoder.encode(text)
      expect(unescapeJson(bytes, 0, bytes.length, new Uint8Array(8))).toBe(-1)
    }
  })
})
