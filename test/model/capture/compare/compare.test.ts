// What a comparison says of single nodes: units, new and gone nodes, lists that end early, unknown times, and the words for it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareCaptures, presence, type Comparison } from '../../../../model/capture/compare/compare'
import { guard } from '../../../../model/capture/compare/guard'
import { comparisonMarkdown, escaped } from '../../../../model/capture/compare/markdown'
import {
  changedNodes,
  comparisonNotices,
  nodeName,
  verdictCounts,
  verdictOf,
  verdictSentence,
} from '../../../../model/capture/compare/sentences'
import { captureOf, type CaptureOf, type NodeOf } from '../table/capture-of'

/** A little noise that is the same in every run; `take` makes repeats differ. */
const noisy = (ms: number, frames: number, take: number) =>
  Array.from({ length: frames }, (_, frame) => ms * (1 + 0.01 * Math.sin(7 * frame + 3 * take + ms)))

type Costs = Readonly<Record<string, number>>
const captured = (costs: Costs, take = 0, of: Partial<CaptureOf> = {}, frames = 30) =>
  captureOf({
    nodes: Object.entries(costs).map(([name, ms], at): NodeOf => ({
      name,
      path: `|${name}`,
      kind: at % 2 === 0 ? 'skin' : 'mesh',
      self: noisy(ms, frames, take + at),
    })),
    wall: noisy(40, frames, take),
    ...of,
  })
const thrice = (costs: Costs, of: Partial<CaptureOf> = {}, from = 0) =>
  [1, 2, 3].map((take) => captured(costs, from + take, of))
const rig = { arm: 4, leg: 3, head: 2, tail: 2, hand: 1, foot: 1, eye: 0.02 }
const verdicts = (comparison: Comparison) =>
  Object.fromEntries(
    Array.from({ length: comparison.nodes.count }, (_, node) => [
      nodeName(comparison, node),
      verdictOf(comparison.self, node),
    ]),
  )

describe('Two sides compared', () => {
  test('name the node that became slower, by how much, and nothing else', () => {
    const comparison = compareCaptures({ a: thrice(rig), b: thrice({ ...rig, leg: 4.2 }, {}, 3) })
    expect(verdicts(comparison)).toEqual({
      ...Object.fromEntries(Object.keys(rig).map((name) => [name, 'same'])),
      leg: 'slower',
    })
    expect(verdictSentence(comparison)).toMatch(/^leg is slower by 1\.\d+ ms \(\+\d\d %, 1\.\d+ to 1\.\d+\)\.$/)
    expect(comparisonNotices(comparison)).toEqual([])
  })
  test('call a node untimed that no capture timed, instead of the same', () => {
    const withBone = (take: number) =>
      captureOf({
        nodes: [
          { name: 'arm', path: '|arm', kind: 'skin', self: noisy(4, 30, take) },
          { name: 'bone', path: '|bone', kind: 'bone', self: [] },
        ],
        wall: noisy(40, 30, take),
      })
    const comparison = compareCaptures({ a: [1, 2, 3].map(withBone), b: [4, 5, 6].map(withBone) })
    expect(verdicts(comparison)).toEqual({ arm: 'same', bone: 'untimed' })
    expect(comparison.self.delta[1]).toBeNaN()
    expect(verdictSentence(comparison)).toBe('No node is slower or faster.')
    expect(comparisonMarkdown(comparison, [])).toContain('1 same, 0 inconclusive, 1 not timed, of 2 nodes')
  })
  test('name new and gone nodes with their whole cost', () => {
    const comparison = compareCaptures({ a: thrice({ ...rig, cape: 2 }), b: thrice({ ...rig, crown: 1.5 }, {}, 3) })
    expect(verdicts(comparison)).toMatchObject({ cape: 'gone', crown: 'new', arm: 'same' })
    const crown = comparison.nodes.count - 1
    expect(comparison.presence[crown]).toBe(presence.onlyB)
    expect(comparison.self.a[crown]).toBe(0)
    expect(comparison.self.delta[crown]).toBeCloseTo(0.0015, 4)
  })
  test('call a new node that costs next to nothing no change', () => {
    const comparison = compareCaptures({ a: thrice(rig), b: thrice({ ...rig, hair: 0.01 }, {}, 3) })
    expect(verdicts(comparison)).toMatchObject({ hair: 'same' })
    expect(verdictSentence(comparison)).toBe('No node is slower or faster.')
  })
  test('are the other way round when swapped', () => {
    const [a, b] = [thrice(rig), thrice({ ...rig, leg: 4.2, hand: 0.5 }, {}, 3)]
    const there = compareCaptures({ a, b })
    const back = compareCaptures({ a: b, b: a })
    expect(there.self.delta.map((delta) => -delta)).toEqual(back.self.delta)
    expect([...there.self.chance]).toEqual([...back.self.chance])
    expect(verdictCounts(there.self)).toMatchObject({ slower: 1, faster: 1 })
    expect(verdictCounts(back.self)).toMatchObject({ slower: 1, faster: 1 })
  })
  test('of a capture with itself find nothing', () => {
    const one = captured(rig)
    const comparison = compareCaptures({ a: [one], b: [one] })
    expect(verdictCounts(comparison.self).same).toBe(Object.keys(rig).length)
    expect(comparison.self.delta.every((delta) => delta === 0)).toBe(true)
  })
  test('count evaluations', () => {
    const twice = (calls: number) =>
      captureOf({
        nodes: [{ name: 'arm', path: '|arm', self: noisy(1, 12, 1), calls: new Array<number>(12).fill(calls) }],
      })
    const { count } = compareCaptures({ a: [twice(1)], b: [twice(2)] })
    expect([count.a[0], count.b[0]]).toEqual([1, 2])
  })
  test('put types and the whole frame beside the nodes', () => {
    const [a, b] = [thrice(rig, { wall: noisy(30, 30, 1) }), thrice({ ...rig, arm: 9 }, { wall: noisy(35, 30, 2) }, 3)]
    const { byType, frame } = compareCaptures({ a, b })
    expect(byType.names.map((name, row) => [name, verdictOf(byType.judged, row)])).toEqual([
      ['skin', 'slower'],
      ['mesh', 'same'],
    ])
    expect(frame.delta[0]).toBeCloseTo(0.005, 3)
    expect(verdictOf(frame, 1)).toBe('inconclusive')
    expect(frame.delta[1]).toBeNaN()
  })
})

describe('One measurement is', () => {
  const kind = (a: CaptureOf['pass'], frames: number, numbers = 0) => {
    const of = { ...(a === undefined ? {} : { pass: a }) }
    const one = captured(rig, 1, of, frames)
    const other = captured(
      rig,
      2,
      { ...of, number: Array.from({ length: frames }, (_, frame) => frame + 1 + numbers) },
      frames,
    )
    return compareCaptures({ a: [one], b: [other] }).units.kind
  }
  test('a capture, where both sides have three', () => {
    expect(compareCaptures({ a: thrice(rig), b: thrice(rig, {}, 3) }).units).toEqual({ kind: 'captures', a: 3, b: 3 })
  })
  test('a pass, where there are three', () =>
    expect(
      kind(
        Array.from({ length: 30 }, (_, f) => Math.floor(f / 10)),
        30,
      ),
    ).toBe('passes'))
  test('a block of the same frames, where the range is the same', () =>
    expect(kind(undefined, 30)).toBe('pairedBlocks'))
  test('a block of frames, where it is not', () => expect(kind(undefined, 30, 5)).toBe('blocks'))
  test('nothing, with fewer than five frames: then nothing is concluded', () => {
    const few = compareCaptures({ a: [captured(rig, 1, {}, 4)], b: [captured({ ...rig, arm: 40 }, 2, {}, 4)] })
    expect(few.units.kind).toBe('nothing')
    expect(changedNodes(few)).toEqual([])
    expect(comparisonNotices(few)[0]).toContain('at least 5')
  })
  test('anything but a capture, and the notice says that drift cannot be told from a change', () => {
    expect(comparisonNotices(compareCaptures({ a: [captured(rig, 1)], b: [captured(rig, 2)] }))).toEqual([
      expect.stringMatching(/^Taken once each: .* repeat both/) as string,
    ])
  })
})

describe('The machine', () => {
  const once = (costs: Costs, take: number) => [captured(costs, take)]
  const times = (factor: number) => Object.fromEntries(Object.entries(rig).map(([name, ms]) => [name, ms * factor]))

  test('that is slower as a whole is told with its share, which is not taken off', () => {
    const comparison = compareCaptures({ a: once(rig, 1), b: once(times(1.08), 2) })
    expect(changedNodes(comparison)).toEqual([])
    expect(comparisonNotices(comparison)[1]).toMatch(/^All nodes together are \d\.\d % slower in B/)
    expect((comparison.self.delta[0] as number) / 0.004).toBeCloseTo(0.08, 1)
  })
  test('in captures that were repeated is part of the noise, so a change of every node is one', () => {
    const comparison = compareCaptures({ a: thrice(rig), b: thrice(times(1.2), {}, 3) })
    expect(verdictCounts(comparison.self)).toMatchObject({ slower: 6, same: 1 })
  })
  test('cannot be told from few nodes, so only large changes count there, and that is said', () => {
    const few = { arm: 4, leg: 3 }
    const comparison = compareCaptures({ a: once(few, 1), b: once({ arm: 4.3, leg: 5 }, 2) })
    expect(verdicts(comparison)).toEqual({ arm: 'inconclusive', leg: 'slower' })
    expect(comparisonNotices(comparison)[1]).toContain('only changes beyond 10 % count')
  })
})

describe('What is not known', () => {
  const listed = (costs: Costs, seen: (name: string) => boolean, take: number) => {
    const nodes = Object.entries(costs).map(([name, ms], at): NodeOf => ({
      name,
      path: `|${name}`,
      self: noisy(ms, 30, take + at).map((cost, frame) => (seen(name) || frame % 2 === 0 ? cost : null)),
    }))
    return captureOf({ nodes, isTruncated: true })
  }
  const often = (costs: Costs, seen: (name: string) => boolean, from: number) =>
    [1, 2, 3].map((take) => listed(costs, seen, from + take))

  test('of a list that ends early counts as anything up to the cheapest that is listed', () => {
    const all = { arm: 4, leg: 3, head: 2, tail: 1, toe: 0.9 }
    const comparison = compareCaptures({ a: often(all, () => true, 0), b: often(all, (name) => name !== 'toe', 3) })
    const toe = 4
    // Half of its frames are not listed: 0.45 ms are known, and at most half of 1 ms more.
    expect(comparison.self.low[toe]).toBeLessThanOrEqual(-0.00044)
    expect(comparison.self.high[toe]).toBeGreaterThanOrEqual(0)
    expect(verdictOf(comparison.self, toe)).toBe('inconclusive')
    expect(verdictOf(comparison.self, 0)).toBe('same')
    expect(comparison.inclusive.delta[toe]).toBeNaN()
  })
  test('is no new node where the other list ends early, but can still be slower', () => {
    const comparison = compareCaptures({
      a: often({ arm: 4, leg: 3, head: 2, tail: 1 }, () => true, 0),
      b: often({ arm: 4, leg: 3, head: 2, tail: 1, cape: 3 }, () => true, 3),
    })
    expect(verdicts(comparison)['cape']).toBe('slower')
    expect(comparison.self.low[4]).toBeLessThan(0.00201)
  })
  test('stays inconclusive, and does not spoil its neighbours', () => {
    const unknown = (take: number) =>
      captureOf({
        nodes: [
          { name: 'arm', path: '|arm', self: noisy(4, 30, take).map((ms, frame) => (frame === 3 ? NaN : ms)) },
          { name: 'leg', path: '|leg', self: noisy(4, 30, take) },
        ],
      })
    const { self } = compareCaptures({ a: [1, 2, 3].map(unknown), b: [4, 5, 6].map(unknown) })
    expect([verdictOf(self, 0), verdictOf(self, 1)]).toEqual(['inconclusive', 'same'])
    expect(self.tested).toBe(1)
  })
})

describe('The guard', () => {
  const capture = captured(rig)
  test('is silent where nothing differs', () => expect(guard({ a: [capture], b: [capture] })).toEqual([]))
  test('refuses wall-clock against processor time, and files that count differently', () => {
    const processor = { ...capture, time: 'processor' as const }
    const file = { ...capture, source: { kind: 'file', format: 'Chrome trace JSON', fileName: 'a.json' } as const }
    for (const other of [processor, file]) expect(guard({ a: [capture], b: [other] })[0]?.severity).toBe('refuse')
  })
  test('takes two versions of one format for the same', () => {
    const version = (format: string) => ({ ...capture, source: { kind: 'file', format, fileName: 'a' } as const })
    const [one, two] = [1, 2].map((n) => version(`Maya profiler recording, version ${n}`))
    expect(guard({ a: [one ?? capture], b: [two ?? capture] })).toEqual([])
  })
  test.each([
    [{ hardwareClass: 'two cores' }, 'The machine differs: eight cores in A, two cores in B'],
    [{ hostVersion: '4.2' }, 'The host differs: Blender 3.4.1 in A, Blender 4.2 in B'],
    [{ evaluationMode: 'serial' }, 'The evaluation mode differs'],
    [{ scene: '/other.blend' }, 'The scene differs'],
    [{ frameRange: { start: 1, end: 99 } }, 'The frame range differs: 1 to 10 in A, 1 to 99 in B'],
    [{ motion: 'observed' as const }, 'How frames came about differs: Rigscope stepped the frames in A'],
    [{ evaluationMode: null }, 'The evaluation mode is not known of B'],
  ])('warns and shows where %j', (conditions, words) => {
    const [found, ...rest] = guard({ a: [capture], b: [captured(rig, 0, { conditions })] })
    expect([found?.severity, rest]).toEqual(['warn', []])
    expect(found?.sentence).toContain(words)
  })
  test('sees captures of one side that differ', () => {
    const sides = { a: [capture, captured(rig, 0, { conditions: { scene: '/other.blend' } })], b: [capture] }
    expect(guard(sides)[0]?.sentence).toContain('The scene differs')
  })
})

describe('The Markdown for a ticket', () => {
  const a = thrice(rig, { title: 'Hero v12' })
  const b = thrice({ ...rig, leg: 4.2 }, { title: 'Hero v13', conditions: { evaluationMode: 'serial' } }, 3)
  const text = comparisonMarkdown(compareCaptures({ a, b }), guard({ a, b }))
  test('says what was compared, the verdict, what to know, the changed nodes and how many were tested', () => {
    expect(text).toContain('- A: **Hero v12**, Blender 3.4.1')
    expect(text).toMatch(/\*\*leg is slower by 1\.\d+ ms /)
    expect(text).toContain('- The evaluation mode differs: parallel in A, serial in B')
    expect(text).toMatch(/\| leg \| mesh \| 3\.\d+ \| 4\.\d+ \| \+1\.\d+ \| 1\.\d+ to 1\.\d+ \| slower \|/)
    expect(text).toMatch(/6 same, 0 inconclusive, 0 not timed, of 7 nodes; 6 cost enough to be tested\./)
  })
  test('gives no figures where the two cannot be compared', () => {
    const refused = b.map((capture) => ({ ...capture, time: 'processor' as const }))
    const other = comparisonMarkdown(compareCaptures({ a, b: refused }), guard({ a, b: refused }))
    expect(other).toContain('- Not comparable: ')
    expect(other).not.toContain('| leg')
  })
  test('shows any name as it is, on one line', () => {
    expect(escaped('<img src=x>|a*b_[c](d)\n@all `e` https://f')).toBe(
      '&lt;img src=x&gt;\\|a\\*b\\_\\[c\\]\\(d\\) &#64;all \\`e\\` https:&#47;&#47;f',
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(escaped(name)).not.toMatch(/[\n\r<>@]|(?<!\\)[|`*[\]]/)
      }),
    )
  })
})
