// What is given to others comes back: nodes, frames and costs of a capture that was written and read again.
import { describe, expect, test } from 'vitest'
import { type Capture, textOf } from '../../../../model/capture/capture'
import { chromeTrace } from '../../../../model/capture/write/chrome-trace'
import { speedscope } from '../../../../model/capture/write/speedscope'
import { captureOf, costRows, eventRows, sentences } from './reading'

const maya = [
  '#File Version, # of events, # of CPUs',
  '1\t7\t8',
  'Main\tEvaluation',
  '#Comment mapping---------',
  ...['EvaluateNode', 'hero:leg', '|grp|hero:arm', 'EvaluationGraphExecution', 'Compute', ''].map(
    (text, i) => `@${i} = ${text}`,
  ),
  '#End comment mapping---------',
  '#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id',
  ...[
    [1000, 3, 5, 300, 7],
    [1010, 0, 1, 100, 7],
    [1020, 4, 5, 30, 7],
    [1010, 0, 2, 90, 8],
    [5000, 3, 5, 400, 7],
    [5010, 0, 1, 200, 7],
    [5220, 0, 2, 60, 7],
  ].map(
    ([time, name, description, duration, thread]) =>
      `${time}\t@${name}\t@${description}\t1\t${duration}\t0\t${thread}\t0\t0`,
  ),
  '',
].join('\n')

const written = (pieces: Iterable<string>) => [...pieces].join('')
const byNode = (capture: Capture) =>
  costRows(capture).sort((a, b) => (a.node < b.node ? -1 : a.node > b.node ? 1 : a.frame - b.frame))

describe('A capture that was written as a Chrome trace', () => {
  test('comes back with its nodes, frames, costs and events', async () => {
    const before = await captureOf(maya)
    const after = await captureOf(written(chromeTrace(before)))
    expect(byNode(after)).toEqual(byNode(before))
    expect(eventRows(after)).toEqual(eventRows(before))
    for (const column of ['start', 'wall', 'evaluation', 'drawSubmit', 'number'] as const)
      expect([...after.frames[column]]).toEqual(
        [...before.frames[column]]
          .map((value) => expect.closeTo(value, 12) as number)
          .map((value, i) => (Number.isNaN(before.frames[column][i]) ? NaN : value)),
      )
    const paths = (capture: Capture) => Array.from(capture.nodes.path, (path) => textOf(capture, path)).sort()
    expect(paths(after)).toEqual(paths(before))
  })
  test('has no timeline when it had none, which is said', async () => {
    const before = { ...(await captureOf(maya)), events: null }
    const after = await captureOf(written(chromeTrace(before)))
    expect(after.events).toBeNull()
    expect(after.time).toBe('processor')
    expect(byNode(after).map(({ node, frame, self }) => [node, frame, self])).toEqual(
      byNode(before).map(({ node, frame, self }) => [node, frame, self]),
    )
    expect(sentences(after).join('\n')).toMatch(/not when it ran/)
  })
})

describe('A capture that was written as a speedscope profile', () => {
  test('comes back with its events and frames', async () => {
    const before = await captureOf(maya)
    const after = await captureOf(written(speedscope(before)))
    expect(after.threads).toEqual(before.threads)
    expect(after.frames.count).toBe(before.frames.count)
    expect(eventRows(after).map(({ start, duration, self, thread }) => ({ start, duration, self, thread }))).toEqual(
      eventRows(before).map(({ start, duration, self, thread }) => ({ start, duration, self, thread })),
    )
  })
})
