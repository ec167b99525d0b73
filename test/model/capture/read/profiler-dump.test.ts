// What Maya's profilerDump plug-in writes, as JSON and as CSV: what it says about events, and what is wrong with a file.
import { describe, expect, test } from 'vitest'
import { textOf } from '../../../../model/capture/capture'
import { captureOf, eventRows, sentenceOf, sentences } from './reading'

const titles =
  '"Event Time","Event Name","Description","Event Category","Duration","Thread Duration","Thread Id","CPU Id","Color Id"'
const csv = (...rows: string[]) => [titles, ...rows, ''].join('\n')
const good = '25620057925,"sendAttributeChangedMsg","","Change",228,212774,6972,0,12'

const event = {
  time: 100,
  nameIdx: 0,
  desc: 'hero:leg',
  catIdx: 1,
  duration: 40,
  tDuration: 9,
  tId: 7,
  cpuId: 0,
  colorId: 1,
}
const json = (events: readonly object[], more: object = {}) =>
  JSON.stringify({
    version: 1,
    eventCount: events.length,
    cpuCount: 4,
    categories: ['Main', 'Evaluation'],
    eventNames: ['EvaluateNode'],
    events,
    ...more,
  })

describe('A profilerDump', () => {
  test('in JSON names the node that is evaluated in its description', async () => {
    const capture = await captureOf(json([event]))
    expect(textOf(capture, capture.nodes.path[0])).toBe('hero:leg')
    expect(eventRows(capture)[0]).toMatchObject({
      name: 'EvaluateNode',
      category: 'Evaluation',
      duration: 40,
      thread: 'Thread 7',
    })
  })
  test('in CSV does so too, in columns of any order', async () => {
    const capture = await captureOf(
      'Event Time,Duration,Thread Id,Event Category,Event Name,Description,New\n5,3,1,Evaluation,EvaluateNode,hero:leg,x\n',
    )
    expect(textOf(capture, capture.nodes.path[0])).toBe('hero:leg')
    expect(eventRows(capture)[0]).toMatchObject({ duration: 3 })
  })
  test('in CSV may forget to double a quotation mark', async () => {
    const capture = await captureOf(csv('1,"say "hi" now","","a""b",2,3,4,5,6'))
    expect(eventRows(capture)[0]).toMatchObject({ name: 'say "hi" now', category: 'a"b' })
  })
  test('is incomplete when it holds fewer events than it counts', async () => {
    expect(sentences(await captureOf(json([event], { eventCount: 5 })))[0]).toMatch(
      /^incomplete: The file announces 5 events but holds 1/,
    )
  })
  test('may be incomplete when its last line has no end', async () => {
    expect(sentences(await captureOf(csv(good).trimEnd()))[0]).toMatch(/^incomplete: The last line has no end/)
    expect(sentences(await captureOf(csv(good, good).slice(0, -30)))[0]).toMatch(
      /^incomplete: .* in the middle of line 3/,
    )
  })
  test('is refused when an event refers to a name or a category that is not there', async () => {
    expect(await sentenceOf(json([{ ...event, nameIdx: 3 }]))).toMatch(
      /"eventNames": an event refers to number 3, but there are 1/,
    )
    expect(await sentenceOf(json([{ ...event, catIdx: 2 }]))).toMatch(/"categories": an event refers to number 2/)
  })
  test('is refused when an event has no time, or one that cannot be', async () => {
    expect(await sentenceOf(json([{ ...event, time: null }]))).toMatch(/at byte \d+: an event has no time/)
    expect(await sentenceOf(json([{ ...event, duration: -2 }]))).toMatch(/an event has -2/)
    expect(await sentenceOf(csv(good, '-1,"a","","b",2,3,4,5,6'))).toMatch(/in line 3/)
  })
  test('is refused with its line where a field is missing or no number', async () => {
    for (const row of ['1,"a","","b",2,3,4,5', '1,"a","","b",x,3,4,5,6', '1,"a,"","b",2,3,4,5,6', '1,"a'])
      expect(await sentenceOf(csv(good, row, good))).toMatch(/damaged in line 3/)
    expect(await sentenceOf('"Event Time","Event Name"\n1,"a"\n')).toMatch(/the column "Description" is missing/)
  })
})

describe('A file that mixes two formats', () => {
  test('is refused', async () => {
    expect(await sentenceOf('{"traceEvents":[],"events":[]}')).toMatch(/mixes recordings of two formats/)
  })
})
