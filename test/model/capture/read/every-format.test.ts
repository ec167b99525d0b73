// What holds for every format: a recording comes back as it was, however its bytes arrive, and no bytes at all do harm.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costRows, eventRows, readBytes, readText } from './reading'
import { expectedRows, formats, inOrder, recordings } from './recordings'

const isLong = process.env['RIGSCOPE_LONG'] === '1'
const runs = isLong ? 2000 : 40
const attacks = isLong ? 20_000 : 250
const encoder = new TextEncoder()

/** Per name: all its self. */
function sums(rows: readonly { readonly name: string; readonly self: number }[]) {
  const all = new Map<string, number>()
  for (const { name, self } of rows) all.set(name, Math.round(((all.get(name) ?? 0) + self) * 1e3) / 1e3)
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1))
}

describe.each(Object.entries(formats))('%s', (format, { write, withCategories }) => {
  test('come back event for event, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(recordings, fc.integer({ min: 1, max: 300 }), async (made, piece) => {
        const outcome = await readText(write(made), { piece })
        if (outcome.kind === 'refused') throw new Error(outcome.sentence)
        expect(inOrder(eventRows(outcome.capture))).toEqual(expectedRows(made, { withCategories }))
      }),
      { numRuns: runs },
    )
  })
  test('give every node its self, and never more self than inclusive', async () => {
    await fc.assert(
      fc.asyncProperty(recordings, async (made) => {
        const outcome = await readText(write(made))
        if (outcome.kind === 'refused') throw new Error(outcome.sentence)
        const costs = costRows(outcome.capture)
        expect(sums(costs.map(({ node, self }) => ({ name: node, self })))).toEqual(sums(made))
        for (const { self, inclusive } of costs) expect(self).toBeLessThanOrEqual(inclusive)
      }),
      { numRuns: runs },
    )
  })
  test('that are damaged or cut give a capture or a sentence, and nothing worse', async () => {
    const counted = { capture: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(
        recordings,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('set', 'cut', 'drop', 'double'), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 4000 }),
        async (made, changes, piece) => {
          let bytes = encoder.encode(write(made))
          for (const [where, how, byte] of changes) {
            if (bytes.length === 0) break
            const at = where % bytes.length
            if (how === 'set') bytes[at] = byte
            if (how === 'cut') bytes = bytes.slice(0, at)
            if (how === 'drop')
              bytes = new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + (byte % 40))])
            if (how === 'double')
              bytes = new Uint8Array([...bytes.subarray(0, at + (byte % 80)), ...bytes.subarray(at)])
          }
          const outcome = await readBytes(bytes, { piece })
          counted[outcome.kind]++
          if (outcome.kind === 'refused') expect(outcome.sentence).toMatch(/^\S.+\.$/)
          else
            for (const { self, duration } of eventRows(outcome.capture))
              expect(self).toBeLessThanOrEqual(duration + 0.01)
        },
      ),
      { numRuns: attacks },
    )
    if (isLong) console.log(`${format}: ${counted.capture} captures, ${counted.refused} refusals`)
  })
  test('that are cut are never shown as whole', async () => {
    await fc.assert(
      fc.asyncProperty(recordings, fc.nat(), async (made, where) => {
        const text = encoder.encode(write(made))
        const outcome = await readBytes(text.subarray(0, where % text.length))
        if (outcome.kind === 'refused') return
        const isWhole = eventRows(outcome.capture).length === made.length
        const isSaid = outcome.capture.notices.some(({ kind }) => kind === 'incomplete')
        // A list of lines that does not count them is whole as far as anybody can know, when it ends behind a line.
        const isCountless = format.endsWith('CSV') && text[(where % text.length) - 1] === 10
        expect(isWhole || isSaid || isCountless).toBe(true)
      }),
      { numRuns: attacks },
    )
  })
})

describe('Bytes that are no recording', () => {
  const starts = [
    '',
    '{',
    '[',
    '#File Version, # of events, # of CPUs\n',
    '"Event Time"',
    '{"traceEvents":[',
    '{"profiles":[{',
  ]
  test('are refused with a sentence, whatever they begin with', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.json().map((text) => encoder.encode(text)),
        ),
        fc.integer({ min: 1, max: 500 }),
        async (start, bytes, piece) => {
          const outcome = await readBytes(new Uint8Array([...encoder.encode(start), ...bytes]), { piece })
          if (outcome.kind === 'refused') expect(outcome.sentence).toMatch(/^\S.+\.$/)
        },
      ),
      { numRuns: attacks * 4 },
    )
  })
})
