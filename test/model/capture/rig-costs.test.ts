// What rigs cost in the list of captures: sums of their nodes' own times, with the spread over frames, and null where nobody knows.
import { describe, expect, test } from 'vitest'
import { none } from '../../../model/capture/capture'
import { headerOf } from '../../../model/capture/capture-header'
import { checkCaptureHeader } from '../../../model/capture/check-capture-header'
import { rigCosts } from '../../../model/capture/rig-costs'
import { captureOf, type NodeOf } from './table/capture-of'

const ofHost = (nodes: readonly NodeOf[], frames = 4) => {
  const capture = captureOf({ nodes, wall: Array.from({ length: frames }, () => 40) })
  const sessionId = Uint32Array.from(nodes, ({ kind }, id) => (kind === 'event' ? none : id + 1))
  return { ...capture, nodes: { ...capture.nodes, sessionId } }
}
const node = (name: string, rig: string | undefined, self: number[], kind = 'joint'): NodeOf => ({
  ...{ name, kind, self },
  ...(rig === undefined ? {} : { rig }),
})

describe('What rigs cost', () => {
  const capture = ofHost([
    node('a', 'hero', [1, 2, 3, 2]),
    node('b', 'hero', [1, 1, 1, 1]),
    node('c', 'horse', [7, 7, 7, 7]),
    node('persp', undefined, [0.5, 0.5, 0.5, 0.5]),
    node('EvaluationGraphExecution', undefined, [90, 90, 90, 90], 'event'),
  ])

  test('is the mean of a frame, costliest first, and no event of the host’s own', () => {
    const costs = rigCosts(capture) ?? []
    expect(costs.map(({ rig, nodes }) => [rig, nodes])).toEqual([
      ['horse', 1],
      ['hero', 2],
      [null, 1],
    ])
    expect(costs.map(({ self }) => Math.round(self * 1e6))).toEqual([7000, 3000, 500])
  })

  test('has as much noise as its mean would have if it were taken again', () => {
    const [horse, hero] = rigCosts(capture) ?? []
    expect(horse?.noise).toBeCloseTo(0, 12)
    expect(hero?.noise).toBeCloseTo(Math.sqrt(2 / 3 / 4) / 1000, 9)
    expect(rigCosts(ofHost([node('a', 'hero', [1])], 1))?.[0]?.noise).toBeNull()
  })

  test('is unknown where no node is known to be one of a host', () => {
    expect(rigCosts(captureOf({ nodes: [node('a', 'hero', [1])], wall: [4] }))).toBeNull()
  })

  test('is kept in the header, and unknown in one from before it was', () => {
    const header = headerOf(capture)
    expect(header.rigCosts).toHaveLength(3)
    expect(checkCaptureHeader(header)).toEqual({ kind: 'header', header })
    const { rigCosts: _, ...old } = header
    expect(checkCaptureHeader(old)).toEqual({ kind: 'header', header: { ...header, rigCosts: null } })
    expect(checkCaptureHeader({ ...header, rigCosts: [{ rig: 1 }] })).toEqual({
      kind: 'refused',
      sentence: 'The header of this capture has no usable rigCosts.',
    })
  })
})
