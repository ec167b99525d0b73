// speedscope profiles: sampled ones, units, and what makes no sense.
import { describe, expect, test } from 'vitest'
import { captureOf, costRows, eventRows, sentenceOf, sentences } from './reading'

const file = (
  profile: object,
  frames: readonly object[] = [{ name: 'a' }, { name: 'b' }, { name: 'c', file: 'c.py' }],
) =>
  JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    shared: { frames },
    profiles: [profile],
  })
const sampled = (samples: number[][], weights: number[], more: object = {}) =>
  file({ type: 'sampled', name: 'Main', unit: 'milliseconds', startValue: 5, endValue: 9, samples, weights, ...more })
const evented = (...events: [string, number, number][]) =>
  file({
    type: 'evented',
    name: 'Main',
    unit: 'seconds',
    startValue: 0,
    endValue: 9,
    events: events.map(([type, frame, at]) => ({ type, frame, at })),
  })

describe('A sampled profile', () => {
  test('is one event for as long as samples in a row have it in common', async () => {
    const capture = await captureOf(sampled([[0, 1], [0, 1], [0, 2], [], [0]], [1, 2, 3, 4, 5]))
    expect(
      eventRows(capture).map(({ name, start, duration, self, parent }) => [name, start, duration, self, parent]),
    ).toEqual([
      ['a', 0, 6000, 0, null],
      ['b', 0, 3000, 3000, 'a'],
      ['c', 3000, 3000, 3000, 'a'],
      ['a', 10000, 5000, 5000, null],
    ])
    expect(capture.threads).toEqual(['Main'])
  })
  test('needs a weight for each sample', async () => {
    expect(await sentenceOf(sampled([[0], [1]], [1]))).toMatch(/2 samples but 1 weights/)
  })
})

describe('A speedscope profile', () => {
  test('counts recursion once in what is inclusive', async () => {
    const capture = await captureOf(
      evented(['O', 0, 0], ['O', 1, 1], ['O', 0, 2], ['C', 0, 3], ['C', 1, 4], ['C', 0, 5]),
    )
    expect(costRows(capture)).toEqual([
      { node: 'a', frame: 0, self: 3e6, inclusive: 5e6, calls: 2 },
      { node: 'b', frame: 0, self: 2e6, inclusive: 3e6, calls: 1 },
    ])
  })
  test('is incomplete when events stay open', async () => {
    const capture = await captureOf(evented(['O', 0, 1]))
    expect(eventRows(capture)[0]).toMatchObject({ duration: 8e6 })
    expect(sentences(capture)[0]).toMatch(/^incomplete: 1 events had not ended/)
  })
  test('is refused when events do not nest, go back in time, or name what is not there', async () => {
    expect(await sentenceOf(evented(['O', 0, 1], ['C', 1, 2]))).toMatch(/not the innermost open one/)
    expect(await sentenceOf(evented(['O', 0, 3], ['C', 0, 2]))).toMatch(/at byte \d+: an event is at 2, before/)
    expect(await sentenceOf(evented(['O', 7, 1], ['C', 7, 2]))).toMatch(/number 7, but there are 3/)
    expect(await sentenceOf(evented(['X', 0, 1]))).toMatch(/neither opens nor closes/)
  })
  test('is refused when it counts bytes, and says so when it counts nothing', async () => {
    expect(await sentenceOf(sampled([[0]], [1], { unit: 'bytes' }))).toMatch(/counts bytes, not time/)
    expect(sentences(await captureOf(sampled([[0]], [1], { unit: 'none' })))[0]).toMatch(/^meaning: .*unit/)
  })
  test('is refused when nothing is in it', async () => {
    expect(await sentenceOf(JSON.stringify({ shared: { frames: [] }, profiles: [] }))).toMatch(/holds no events/)
  })
})
