// Which rows a comparison's table shows in which order: filters, words, limit, groups, and the sort of each column.
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { compareCaptures, judgedNodes } from '../../../../model/capture/compare/compare'
import { verdictCounts, verdictOf } from '../../../../model/capture/compare/sentences'
import { comparisonColumns, comparisonFilters, type ComparisonSettings } from '../../../../renderer/store/comparison'
import { comparisonCells } from '../../../../renderer/view/evaluation/comparison-cells'
import { comparisonLines, countsByFilter, groupLine } from '../../../../renderer/view/evaluation/comparison-lines'
import { groupOfNodes, groupsBy } from '../../../../renderer/view/evaluation/comparison-nodes'
import { scriptedCapture } from '../../scripted-captures'

const sides = (id: string) => [1, 2, 3].map((at) => scriptedCapture(`${id}${at}`))
const comparison = compareCaptures({ a: sides('before'), b: sides('after') })
const judged = judgedNodes(comparison)
const settings: ComparisonSettings = {
  ...{ only: 'changed', by: 'none', words: '', hideBelowMs: 0, opened: new Set<number>() },
  sort: { column: 'delta', descending: true },
}
const linesOf = (change: Partial<ComparisonSettings>) => comparisonLines(comparison, { ...settings, ...change })
const cellsOf = (change: Partial<ComparisonSettings>) => {
  const { by, opened } = { ...settings, ...change }
  return comparisonCells(comparison, linesOf(change).lines, by, opened)
}

test('What changed comes first, the largest change before smaller ones whichever way they go', () => {
  expect(cellsOf({}).map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
    'hero:body_tension new',
    'hero:body_skinCluster slower',
    'hero:face_shapes faster',
    'hero:breath_expression gone',
  ])
})

test('Each filter shows as many nodes as it says', () => {
  const counts = countsByFilter(verdictCounts(judged))
  for (const only of comparisonFilters) expect(linesOf({ only }).nodes).toBe(counts[only])
})

test('Words must all be in name, path, type or rig, in any case', () => {
  expect(cellsOf({ only: 'all', words: 'HERO skincluster' }).map(({ name }) => name)).toEqual([
    'hero:body_skinCluster',
    'hero:face_skinCluster',
  ])
  expect(linesOf({ only: 'all', words: 'hero giraffe' }).nodes).toBe(0)
})

test('Nodes that are cheap on both sides are hidden, and what they cost together is told', () => {
  const { nodes, hidden } = linesOf({ only: 'all', hideBelowMs: 0.05 })
  expect(nodes + hidden.nodes).toBe(comparison.nodes.count)
  const whole = judged.a.reduce((sum, seconds) => sum + seconds, 0)
  const seen = linesOf({ only: 'all', hideBelowMs: 0.05 }).lines.reduce((sum, node) => sum + (judged.a[node] ?? 0), 0)
  expect(seen + hidden.a).toBeCloseTo(whole, 9)
  expect(cellsOf({ only: 'all', hideBelowMs: 1 }).map(({ name }) => name)).toContain('hero:body_tension')
})

test('A sort in either way has the same rows', () => {
  fc.assert(
    fc.property(fc.constantFrom(...comparisonColumns), (column) => {
      const up = linesOf({ only: 'all', sort: { column, descending: false } }).lines
      const down = linesOf({ only: 'all', sort: { column, descending: true } }).lines
      expect([...up].sort()).toEqual([...down].sort())
    }),
  )
  const names = cellsOf({ only: 'all', sort: { column: 'name', descending: false } }).map(({ name }) => name)
  expect(names).toEqual(names.toSorted())
  const a = [...linesOf({ only: 'all', sort: { column: 'a', descending: true } }).lines].map(
    (node) => judged.a[node] ?? 0,
  )
  expect(a).toEqual(a.toSorted((x, y) => y - x))
})

test('Groups hold the rows that meet the filter, and open to show them', () => {
  for (const by of ['type', 'rig'] as const) {
    const closed = linesOf({ only: 'all', by })
    expect(closed.lines.every((line) => line < 0)).toBe(true)
    expect(closed.lines).toHaveLength(groupsBy(comparison, by).names.length)
    const groupOf = groupOfNodes(comparison, by)
    const group = groupOf[0] ?? 0
    const opened = linesOf({ only: 'all', by, opened: new Set([group]) })
    const from = opened.lines.indexOf(groupLine(group)) + 1
    const members = [...opened.lines.subarray(from)].filter((line) => line >= 0)
    expect(members.every((node) => groupOf[node] === group)).toBe(true)
    expect(members).toHaveLength(groupsBy(comparison, by).nodes[group] ?? -1)
  }
})

test('Numbers show what their interval supports, with their sign, and a side without the node shows none', () => {
  const [added, slower, , gone] = cellsOf({})
  expect(added).toMatchObject({ a: '–', share: '–', count: '+1', how: 'only in B' })
  expect(added?.delta).toMatch(/^\+1\.\d+$/)
  expect(slower).toMatchObject({ how: 'id', count: '0', type: 'skinCluster' })
  expect(slower?.share).toMatch(/^\+3\d %$/)
  expect(gone).toMatchObject({ b: '–', how: 'only in A', count: '−1' })
})

test('A group’s verdict is its own: sums can be told apart where single nodes cannot', () => {
  const cells = cellsOf({ only: 'all', by: 'type' })
  expect(cells.find(({ name }) => name === 'skinCluster')).toMatchObject({ verdict: 'slower', type: '6 nodes' })
  expect(cells.find(({ name }) => name === 'joint')?.verdict).toBe('same')
  expect(verdictOf(judged, 0)).toBe('slower')
})
