// Opening any file: what is packed, empty, too large, called off or not readable, and what is told while it is read.
import { describe, expect, test } from 'vitest'
import { readCapture } from '../../../../model/capture/read/read-capture'
import { packed, readBytes, readText, sentenceOf } from './reading'
import { formats, type Made } from './recordings'

const made = (count: number): Made[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `event ${i}`,
    category: 'Main',
    thread: i,
    start: 10 * i,
    duration: 5,
    self: 5,
    parent: null,
  }))
const encoder = new TextEncoder()

describe.each(Object.entries(formats))('%s', (_format, { write }) => {
  test('are refused beyond a number of events, texts or threads, with the place of the first that is too much', async () => {
    const text = write(made(5))
    for (const limits of [{ events: 4 }, { texts: 4 }, { textBytes: 20 }, { threads: 4 }])
      expect(await sentenceOf(text, { limits })).toMatch(
        /^The file (holds|names) more than [\d,]+ .*(at byte|in line|in profile) [\d,]+/,
      )
    expect((await readText(text, { limits: { events: 5, threads: 5 } })).kind).toBe('capture')
  })
})

describe('A file', () => {
  const text = Object.values(formats)[0]?.write(made(50)) ?? ''

  test('may be packed with gzip', async () => {
    const bytes = packed(text)
    const outcome = await readBytes(bytes, { piece: 7 })
    expect(outcome.kind === 'capture' && outcome.capture.events?.count).toBe(50)
    expect(await readBytes(bytes.subarray(0, bytes.length / 2))).toMatchObject({ kind: 'refused' })
  })
  test('may begin with a byte order mark', async () => {
    expect((await readText(`\ufeff${text}`)).kind).toBe('capture')
  })
  test('is refused when it is empty or nothing that is known', async () => {
    expect(await sentenceOf('')).toMatch(/^The file is empty/)
    expect(await sentenceOf('PK\u0003\u0004 and so on')).toMatch(/no recording that Rigscope knows/)
  })
  test('is refused when a line or an event has no end', async () => {
    const limits = { recordBytes: 1000 }
    expect(
      await sentenceOf(`${text}#${'x'.repeat(5000)}`.replace('#Comment', `#${'x'.repeat(5000)}\n#Comment`), { limits }),
    ).toMatch(/in line \d+ is longer than 1,000 bytes/)
    expect(await sentenceOf(`{"traceEvents":[{"name":"${'x'.repeat(5000)}`, { limits, piece: 100 })).toMatch(
      /at byte 16 is longer than 1,000 bytes/,
    )
  })
  test('may hold anything of any size in places that nobody reads', async () => {
    const chrome = `{"metadata":{"a":[${'"\\"}",'.repeat(5000)}0]},"traceEvents":[{"name":"a","ph":"X","ts":0,"dur":1}]}`
    expect((await readText(chrome, { limits: { recordBytes: 1000 }, piece: 333 })).kind).toBe('capture')
  })
  test('is not read on when reading is called off', async () => {
    const asked = new AbortController()
    let given = 0
    async function* chunks() {
      for (;;) {
        given++
        if (given === 3) asked.abort()
        yield encoder.encode(text)
      }
    }
    const outcome = await readCapture(chunks(), { fileName: 'a', signal: asked.signal })
    expect(outcome).toEqual({ kind: 'refused', sentence: 'Reading was cancelled.' })
    expect(given).toBe(3)
  })
  test('that fails while it is read is refused with the reason', async () => {
    async function* chunks() {
      yield encoder.encode(text.slice(0, 100))
      throw new Error('The disk was taken out.')
    }
    expect(await readCapture(chunks(), { fileName: 'a' })).toEqual({
      kind: 'refused',
      sentence: 'The file could not be read to its end: The disk was taken out.',
    })
  })
  test('tells how many bytes were taken', async () => {
    const told: number[] = []
    await readText(text, { piece: 1000, onProgress: (bytes) => told.push(bytes) })
    expect(told.at(-1)).toBe(encoder.encode(text).length)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })
  test('is titled by its name without folder and ending', async () => {
    const outcome = await readText(text, { fileName: 'C:\\shots\\sh010.v3.txt' })
    expect(outcome.kind === 'capture' && outcome.capture.title).toBe('sh010.v3')
  })
})
