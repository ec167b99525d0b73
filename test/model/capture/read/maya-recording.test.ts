// Maya's saved profiler recordings: what their events mean, which deviations are tolerated, and which are not.
import { describe, expect, test } from 'vitest'
import { textOf, tri } from '../../../../model/capture/capture'
import { captureOf, costRows, eventRows, sentenceOf, sentences } from './reading'

const names = [
  'EvaluateNode',
  'arm_L_skinCluster',
  'setDirty',
  'EvaluationGraphExecution',
  'Vp2SceneRender',
  '(null)',
  'hero:rig:leg',
  '|hero:root|hero:body',
  'opaqueTaskEvaluation',
  'GPUOverridePostEval',
  'Compute',
] as const
type Name = (typeof names)[number]
const at = (name: Name) => `@${names.indexOf(name)}`
const row = (time: number, name: Name, description: Name, duration: number, { category = 2, thread = 7 } = {}) =>
  [time, at(name), at(description), category, duration, duration * 1000, thread, 1, 7].join('\t')

const file = (rows: readonly string[], { count = rows.length, end = '\n' } = {}) =>
  [
    '#File Version, # of events, # of CPUs',
    `1\t${count}\t8`,
    'Main\tDirty Propagation\tEvaluation',
    '#Comment mapping---------',
    ...names.map((name, i) => `@${i} = ${name}`),
    '#End comment mapping---------',
    '#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id',
    ...rows,
  ].join('\n') + end
/** The line of the first event. */
const firstLine = 6 + names.length + 1

describe('What Maya evaluates', () => {
  test('is a node under the name in the description; all else is an event under its own name, with its category', async () => {
    const capture = await captureOf(
      file([row(100, 'EvaluateNode', 'hero:rig:leg', 50), row(160, 'setDirty', '(null)', 8, { category: 1 })]),
    )
    const { nodes } = capture
    expect([...nodes.name].map((name) => textOf(capture, name))).toEqual(['hero:rig:leg', 'setDirty'])
    expect([...nodes.namespace].map((name) => textOf(capture, name))).toEqual(['hero:rig', null])
    expect([...nodes.kind].map((name) => textOf(capture, name))).toEqual([null, 'Dirty Propagation'])
  })
  test('is named by the last part of its path', async () => {
    const capture = await captureOf(file([row(100, 'EvaluateNode', '|hero:root|hero:body', 50)]))
    expect(textOf(capture, capture.nodes.name[0])).toBe('hero:body')
    expect(textOf(capture, capture.nodes.path[0])).toBe('|hero:root|hero:body')
    expect(textOf(capture, capture.nodes.namespace[0])).toBe('hero')
  })
  test('owns what happens inside it, but not other nodes', async () => {
    const capture = await captureOf(
      file([
        row(100, 'EvaluateNode', 'arm_L_skinCluster', 100),
        row(110, 'Compute', '(null)', 20),
        row(140, 'EvaluateNode', 'hero:rig:leg', 30),
      ]),
    )
    expect(costRows(capture)).toEqual([
      { node: 'arm_L_skinCluster', frame: 0, self: 70, inclusive: 100, calls: 1 },
      { node: 'hero:rig:leg', frame: 0, self: 30, inclusive: 30, calls: 1 },
    ])
    expect(eventRows(capture).map(({ name }) => name)).toEqual(['EvaluateNode', 'Compute', 'EvaluateNode'])
  })
  test('is in a cycle when it is evaluated as one opaque task, and on the GPU inside a GPU override', async () => {
    const capture = await captureOf(
      file([
        row(100, 'opaqueTaskEvaluation', '(null)', 50),
        row(110, 'EvaluateNode', 'hero:rig:leg', 10),
        row(200, 'GPUOverridePostEval', '(null)', 50),
        row(210, 'EvaluateNode', 'arm_L_skinCluster', 10),
      ]),
    )
    const { nodes } = capture
    const states = new Map(
      Array.from(nodes.name, (name, i) => [textOf(capture, name), [nodes.cycle[i], nodes.gpu[i]]] as const),
    )
    expect(states.get('hero:rig:leg')).toEqual([tri.yes, tri.unknown])
    expect(states.get('arm_L_skinCluster')).toEqual([tri.unknown, tri.yes])
  })
  test('has thread durations of an unknown unit, which are in no figure', async () => {
    const capture = await captureOf(file([row(100, 'EvaluateNode', 'hero:rig:leg', 50)]))
    expect(costRows(capture)).toEqual([{ node: 'hero:rig:leg', frame: 0, self: 50, inclusive: 50, calls: 1 }])
    expect(sentences(capture)[0]).toMatch(/^meaning: .*microseconds/)
  })
})

describe('Frames of a Maya recording', () => {
  test('begin where the evaluation graph runs, and carry its time and that of the draw', async () => {
    const capture = await captureOf(
      file([
        row(100, 'setDirty', '(null)', 5),
        row(1000, 'EvaluationGraphExecution', '(null)', 300),
        row(1100, 'EvaluateNode', 'hero:rig:leg', 100, { thread: 8 }),
        row(1400, 'Vp2SceneRender', '(null)', 200),
        row(5000, 'EvaluationGraphExecution', '(null)', 400),
        row(5100, 'EvaluateNode', 'hero:rig:leg', 150, { thread: 8 }),
      ]),
    )
    const { frames } = capture
    expect(frames.count).toBe(2)
    expect([...frames.start]).toEqual([0.0009, 0.0049])
    expect([...frames.wall]).toEqual([0.0006, 0.0004])
    expect([...frames.evaluation]).toEqual([0.0003, 0.0004])
    expect([...frames.drawSubmit]).toEqual([0.0002, 0])
    expect(
      costRows(capture)
        .filter(({ node }) => node === 'hero:rig:leg')
        .map(({ frame, self }) => [frame, self]),
    ).toEqual([
      [0, 100],
      [1, 150],
    ])
    expect(sentences(capture).join('\n')).toMatch(/1 event lies outside every whole frame/)
  })
  test('end with each draw where the evaluation graph does not run', async () => {
    const capture = await captureOf(
      file([
        row(0, 'setDirty', '(null)', 10),
        row(50, 'Vp2SceneRender', '(null)', 50),
        row(150, 'setDirty', '(null)', 10),
        row(200, 'Vp2SceneRender', '(null)', 50),
      ]),
    )
    expect([...capture.frames.start]).toEqual([0, 0.0001])
    expect([...capture.frames.wall]).toEqual([0.0001, 0.00015])
    expect(capture.frames.evaluation.every(Number.isNaN)).toBe(true)
  })
  test('are parted by pauses where neither runs, which is said', async () => {
    const capture = await captureOf(
      file([
        row(0, 'setDirty', '(null)', 10),
        row(2010, 'setDirty', '(null)', 10),
        row(4019, 'setDirty', '(null)', 10),
      ]),
    )
    expect(capture.frames.count).toBe(2)
    expect(sentences(capture).join('\n')).toMatch(/2 frames are the stretches between pauses of 2 ms/)
  })
})

describe('A recording that is not as it should be', () => {
  const good = [row(100, 'setDirty', '(null)', 8), row(200, 'setDirty', '(null)', 8)]

  test('is incomplete when it holds fewer events than it announces', async () => {
    expect(sentences(await captureOf(file(good, { count: 1200 })))[0]).toMatch(
      /^incomplete: The file announces 1,200 events but holds 2/,
    )
  })
  test('is incomplete when it ends within a line', async () => {
    const capture = await captureOf(file([...good, '300\t@0\t@5\t2\t1'], { end: '' }))
    expect(capture.events?.count).toBe(2)
    expect(sentences(capture)[0]).toMatch(
      new RegExp(`^incomplete: The file ends in the middle of line ${firstLine + 2}`),
    )
  })
  test('is shown in full when it holds more events than it announces', async () => {
    expect(sentences(await captureOf(file(good, { count: 1 })))[0]).toMatch(
      /^damage: .* holds 2; all of them are shown/,
    )
  })
  test('is refused with the number of the line when an event is damaged', async () => {
    for (const line of [
      '300\t@0',
      '300\t@0\t@5\t2\tx\t1\t7\t1\t7',
      'x',
      '300\t@0\t@5\t2\t8\t1\t\t1\t7',
      '-5\t@0\t@5\t2\t8\t1\t7\t1\t7',
      '300\t@0\t@5\t2\t8\t1\t7\t1',
    ])
      expect(await sentenceOf(file([good[0] ?? '', line, good[1] ?? '']))).toMatch(`in line ${firstLine + 1}`)
  })
  test('is refused when it ends before its events begin', async () => {
    expect(await sentenceOf('#File Version, # of events, # of CPUs\n1\t4\t8\nMain\n#Comment mapping---\n')).toMatch(
      /before its events begin: it was cut short/,
    )
  })
  test('is refused when it holds no events', async () => {
    expect(await sentenceOf(file([]))).toMatch(/holds no events/)
  })
  test('may count its categories from 1', async () => {
    const from1 = [
      row(100, 'setDirty', '(null)', 8, { category: 1 }),
      row(200, 'Compute', '(null)', 8, { category: 3 }),
    ]
    expect(eventRows(await captureOf(file(from1))).map(({ category }) => category)).toEqual(['Main', 'Evaluation'])
  })
  test('may refer to texts and categories that it does not hold, which is said', async () => {
    const capture = await captureOf(file(['100\t@77\t@5\t9\t8\t1\t7\t1\t7']))
    expect(eventRows(capture)[0]).toMatchObject({ name: '(no name)', category: 'Category 9' })
    expect(sentences(capture).filter((sentence) => sentence.startsWith('damage')).length).toBe(2)
  })
  test('may have lines, fields and a version that are not known yet', async () => {
    const text = file([`${good[0] ?? ''}\tnew`, '#Something else', good[1] ?? ''])
      .replace('\n1\t3', '\n3\t2')
      .replace('#Comment', 'What they mean\n#Comment')
    const capture = await captureOf(text.replace('#Something else', '#Event time, again'))
    expect(capture.events?.count).toBe(2)
    expect(sentences(capture).join('\n')).toMatch(/it was read as version 2/)
  })
})
