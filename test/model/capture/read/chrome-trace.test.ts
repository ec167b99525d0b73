// Chrome traces: which events are read, what threads are called, and how a file that was cut is told from a whole one.
import { describe, expect, test } from 'vitest'
import { textOf } from '../../../../model/capture/capture'
import { captureOf, costRows, eventRows, sentenceOf, sentences } from './reading'

const trace = (...events: readonly object[]) => JSON.stringify({ traceEvents: events })
const event = (name: string, ts: number, dur: number, more: object = {}) => ({
  name,
  ph: 'X',
  ts,
  dur,
  pid: 1,
  tid: 1,
  ...more,
})

describe('A Chrome trace', () => {
  test('names its threads before or after their events, by number or by text', async () => {
    const capture = await captureOf(
      trace(
        event('a', 0, 1),
        event('b', 0, 1, { tid: 'worker' }),
        { ph: 'M', name: 'thread_name', pid: 1, tid: 1, args: { name: 'Main "1"' } },
        event('c', 0, 1, { pid: 2, tid: 3 }),
      ),
    )
    expect(capture.threads).toEqual(['Main "1"', 'Thread worker of process 1', 'Thread 3 of process 2'])
  })
  test('says how many entries that are no timed events it leaves out', async () => {
    const capture = await captureOf(
      trace(event('a', 0, 1), { ph: 'C', name: 'memory', ts: 1, args: { used: 7 } }, { ph: 'i', ts: 2 }),
    )
    expect(sentences(capture)).toEqual([expect.stringMatching(/^meaning: 2 entries that are no timed events/)])
    expect(capture.texts).not.toContain('memory')
  })
  test('ends what never ended with the recording, and leaves out what began before it', async () => {
    const capture = await captureOf(
      trace({ ph: 'E', ts: 1, pid: 1, tid: 1 }, { ph: 'B', name: 'open', ts: 2, pid: 1, tid: 1 }, event('a', 3, 4)),
    )
    expect(eventRows(capture).map(({ name, duration }) => [name, duration])).toEqual([
      ['open', 5],
      ['a', 4],
    ])
    expect(sentences(capture).map((sentence) => sentence.slice(0, 12))).toEqual(['incomplete: ', 'incomplete: '])
  })
  test('reads escapes and digits beyond a double as the language has them', async () => {
    const capture = await captureOf(
      '[{"name":"\\u00e9\\uD83D\\uDE00\\n\\ud800","ph":"X","ts":12345678.123456789,"dur":1.5e2,"pid":1,"tid":1}]',
    )
    expect(eventRows(capture)[0]).toMatchObject({ name: 'é😀\n\ufffd', duration: 150 })
  })
  test('may be a list without its last bracket, and is incomplete then', async () => {
    const text = JSON.stringify([event('a', 0, 1), event('b', 2, 1)])
    for (const cut of [text.slice(0, -1), `${text.slice(0, -1)},\n`])
      expect(sentences(await captureOf(cut))).toEqual([
        expect.stringMatching(/^incomplete: The list of events has no closing bracket/),
      ])
    expect(await sentenceOf(text.slice(0, -2))).toMatch(/it was cut short/)
  })
  test('is refused where an object lacks its end', async () => {
    const text = trace(event('a', 0, 1))
    for (const end of [text.length - 1, text.length - 2, 30, 5])
      expect(await sentenceOf(text.slice(0, end))).toMatch(/it was cut short/)
  })
  test('is refused with the place where it is damaged', async () => {
    expect(await sentenceOf('{"traceEvents":[{"name":"a"} {')).toMatch(/damaged at byte 29: a comma/)
    expect(await sentenceOf(trace(event('a', -1, 1)))).toMatch(/at byte \d+: an event's time is no time: -1/)
    expect(await sentenceOf(trace({ name: 'a', ph: 'X', dur: 1 }))).toMatch(/an event has no time/)
    expect(await sentenceOf(`${trace(event('a', 0, 1))} {}`)).toMatch(/something follows its end/)
    expect(await sentenceOf('{"traceEvents":[{"name":"\\x","ph":"X","ts":1,"dur":1}]}')).toMatch(/escape/)
  })
  test('is refused when there is nothing timed in it', async () => {
    expect(await sentenceOf(trace())).toMatch(/holds no timed events/)
    expect(await sentenceOf('{"nodes":[1,2,{"a":[]}]}')).toMatch(/no recording that Rigscope knows/)
  })
  test('has one frame, unless it carries marks of frames', async () => {
    expect((await captureOf(trace(event('a', 0, 1), event('b', 9000, 1)))).frames.count).toBe(1)
    const mark = (number: number, ts: number) =>
      event('Rigscope frame', ts, 100, {
        tid: 0,
        cat: 'rigscope.frame',
        args: { number, pass: 1, evaluation: 0.00005, drawSubmit: null, wall: 0.0001 },
      })
    const node = { node: 'hero:leg', path: '|hero:leg', kind: 'joint', rig: 'hero' }
    const capture = await captureOf(
      trace(
        mark(12, 0),
        mark(13, 200),
        event('EvaluateNode', 10, 40, { args: node }),
        event('EvaluateNode', 210, 60, { args: node }),
        event('other', 150, 5),
      ),
    )
    expect([...capture.frames.number]).toEqual([12, 13])
    expect([...capture.frames.pass]).toEqual([1, 1])
    expect([...capture.frames.wall]).toEqual([0.0001, 0.0001])
    expect([...capture.frames.evaluation]).toEqual([0.00005, 0.00005])
    expect([...capture.frames.drawSubmit].every(Number.isNaN)).toBe(true)
    expect(costRows(capture)).toEqual([
      { node: 'hero:leg', frame: 0, self: 40, inclusive: 40, calls: 1 },
      { node: 'hero:leg', frame: 1, self: 60, inclusive: 60, calls: 1 },
    ])
    expect(
      [capture.nodes.path, capture.nodes.kind, capture.nodes.rig].map((column) => textOf(capture, column[0])),
    ).toEqual(['|hero:leg', 'joint', 'hero'])
  })
})
