// Which node is which between two captures, and that nothing is matched on a guess.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { none } from '../../../../model/capture/capture'
import { matchNodes, matchedBy } from '../../../../model/capture/compare/match'
import { uniteNodes } from '../../../../model/capture/compare/unite'
import { captureOf, type NodeOf } from '../table/capture-of'

type Named = Omit<NodeOf, 'self'>
const capture = (...nodes: readonly Named[]) => captureOf({ nodes: nodes.map((node) => ({ ...node, self: [1] })) })
const matched = (from: readonly Named[], to: readonly Named[]) => {
  const { row, how } = matchNodes(capture(...from), capture(...to))
  return [...row].map((value, node) => (value === none ? null : [value, how[node]]))
}

describe('A node is matched', () => {
  test('by stable id though it was renamed and moved', () => {
    expect(matched([{ name: 'a', path: '|a', stableId: 'x' }], [{ name: 'q', path: '|r|q', stableId: 'x' }])).toEqual([
      [0, matchedBy.stableId],
    ])
  })
  test('by path where ids changed', () => {
    expect(matched([{ name: 'a', path: '|a', stableId: 'x' }], [{ name: 'a', path: '|a', stableId: 'y' }])).toEqual([
      [0, matchedBy.path],
    ])
  })
  test('by path without namespaces where a reference came in under another', () => {
    expect(
      matched(
        [{ name: 'v1:arm', path: '|v1:rig|v1:arm' }],
        [{ name: 'hero:v2:arm', path: '|hero:v2:rig|hero:v2:arm' }],
      ),
    ).toEqual([[0, matchedBy.pathWithoutNamespaces]])
  })
  test('by type and place under a matched parent, level after level', () => {
    const side = (mark: string): Named[] => [
      { name: 'rig', path: '|rig' },
      { name: `${mark}1`, kind: 'skin', parent: 'rig' },
      { name: `${mark}2`, kind: 'tweak', parent: `${mark}1` },
    ]
    expect(matched(side('a'), side('b'))).toEqual([
      [0, matchedBy.path],
      [1, matchedBy.typeAndPlace],
      [2, matchedBy.typeAndPlace],
    ])
  })
})

describe('A node stays unmatched', () => {
  test('where its path without namespaces fits two characters', () => {
    const two = [
      { name: 'a:arm', path: '|a:arm' },
      { name: 'b:arm', path: '|b:arm' },
    ]
    expect(matched([{ name: 'arm', path: '|c:arm' }], two)).toEqual([null])
    expect(matched(two, [{ name: 'arm', path: '|c:arm' }])).toEqual([null, null])
  })
  test('where one of its type was added or removed beside it', () => {
    const parent = { name: 'rig', path: '|rig' }
    const child = (name: string) => ({ name, kind: 'skin', parent: 'rig' })
    expect(matched([parent, child('a')], [parent, child('b'), child('c')])[1]).toBeNull()
  })
  test('where only its type is the same and nothing is above it', () => {
    expect(matched([{ name: 'a', path: '|a', kind: 'mesh' }], [{ name: 'b', path: '|b', kind: 'mesh' }])).toEqual([
      null,
    ])
  })
  test('by a stable id that two nodes claim, and is then found by its path', () => {
    const twins = [
      { name: 'a', path: '|a', stableId: 'x' },
      { name: 'b', path: '|b', stableId: 'x' },
    ]
    expect(matched(twins, twins)).toEqual([
      [0, matchedBy.path],
      [1, matchedBy.path],
    ])
  })
})

test('No node is given to two, whatever the names', () => {
  const word = fc.constantFrom('a', 'b', 'n:a', 'm:a', 'n:b')
  const side = fc.array(
    fc.record({ id: fc.option(word), path: fc.option(word), kind: fc.constantFrom('x', 'y'), above: fc.nat(5) }),
    { minLength: 1, maxLength: 8 },
  )
  const named = (nodes: readonly { id: string | null; path: string | null; kind: string; above: number }[]): Named[] =>
    nodes.map(({ id, path, kind, above }, at) => ({
      name: `n${at}`,
      kind,
      ...(id === null ? {} : { stableId: id }),
      ...(path === null ? {} : { path }),
      ...(above < at ? { parent: `n${above}` } : {}),
    }))
  fc.assert(
    fc.property(side, side, side, (a, b, c) => {
      const captures = [a, b, c].map((nodes) => capture(...named(nodes)))
      const [one, other] = captures as [(typeof captures)[0], (typeof captures)[0]]
      const rows = [...matchNodes(one, other).row].filter((row) => row !== none)
      expect(new Set(rows).size).toBe(rows.length)
      const united = uniteNodes(captures, 1)
      captures.forEach(({ nodes }, index) => {
        const found = [...(united.rowIn[index] as Uint32Array)].filter((row) => row !== none).sort((x, y) => x - y)
        expect(found).toEqual(Array.from({ length: nodes.count }, (_, row) => row))
      })
    }),
  )
})
