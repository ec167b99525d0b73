// The promise of a comparison, tried on a simulated machine a thousand times: what did not change is not called changed, and what did
// is found.
import { describe, expect, test } from 'vitest'
import { compareCaptures, type Comparison } from '../../../../model/capture/compare/compare'
import { isChange, verdictOf } from '../../../../model/capture/compare/sentences'
import { randomScene, realistic, seeded, takeCapture } from './simulated-machine'

/** Any row: nodes, types, rigs or the frame. */
const criesWolf = ({ self, byType, byRig, frame }: Comparison) =>
  [self, byType.judged, byRig.judged, frame].some((judged) =>
    judged.verdict.some((_, row) => isChange(verdictOf(judged, row))),
  )

describe('Where nothing changed, nothing is called slower or faster in 995 of 1,000 comparisons of', () => {
  test.each([
    ['three captures each', 3, 1, 40, 60, 'captures'],
    ['three captures each of a scene with few nodes', 3, 1, 40, 8, 'captures'],
    ['one capture of five passes each', 1, 5, 24, 60, 'passes'],
    ['one capture each of a range played once', 1, 1, 60, 60, 'pairedBlocks'],
  ] as const)('%s', (_, repeats, passes, frames, nodes, kind) => {
    const chance = seeded(2026)
    let cries = 0
    for (let round = 0; round < 1000; round++) {
      const scene = randomScene(chance, nodes, frames, passes)
      const side = () => Array.from({ length: repeats }, () => takeCapture(scene, realistic, chance))
      const comparison = compareCaptures({ a: side(), b: side() })
      expect(comparison.units.kind).toBe(kind)
      if (criesWolf(comparison)) cries++
    }
    expect(cries).toBeLessThanOrEqual(5)
  })
})

describe('A node of 5 ms that became 0.5 ms slower is found in 95 of 100 comparisons of five captures each', () => {
  test.each([60, 200])('among %d nodes', (nodes) => {
    const chance = seeded(5)
    const rounds = 300
    let found = 0
    let wrong = 0
    for (let round = 0; round < rounds; round++) {
      const random = randomScene(chance, nodes, 40)
      const scene = { ...random, costs: [5, ...random.costs.slice(1)] }
      const side = (factor: number) =>
        Array.from({ length: 5 }, () => takeCapture(scene, realistic, chance, (node) => (node === 0 ? factor : 1)))
      const { self } = compareCaptures({ a: side(1), b: side(1.1) })
      if (verdictOf(self, 0) === 'slower') found++
      if (self.verdict.subarray(1).some((_, row) => isChange(verdictOf(self, row + 1)))) wrong++
    }
    expect(found / rounds).toBeGreaterThanOrEqual(0.95)
    expect(wrong / rounds).toBeLessThanOrEqual(0.01)
  })
})

test('The interval holds the true change in about 95 of 100 comparisons', () => {
  const chance = seeded(11)
  let holds = 0
  const rounds = 400
  for (let round = 0; round < rounds; round++) {
    const scene = { costs: [5, 4, 3, 2, 1, 1], frames: 30, passes: 1 }
    const side = (factor: number) =>
      Array.from({ length: 4 }, () =>
        takeCapture(scene, { ...realistic, hitches: 0 }, chance, (node) => (node === 0 ? factor : 1)),
      )
    const { self } = compareCaptures({ a: side(1), b: side(1.2) })
    if ((self.low[0] as number) <= 0.001 && (self.high[0] as number) >= 0.001) holds++
  }
  expect(holds / rounds).toBeGreaterThan(0.92)
})

test('A machine that is slower as a whole is told, and not blamed on single nodes', () => {
  const chance = seeded(4)
  const scene = randomScene(chance, 60, 40)
  const steady = { ...realistic, drift: 0, frame: 0.005, hitches: 0 }
  const take = (factor: number) => [takeCapture(scene, steady, chance, () => factor)]
  const comparison = compareCaptures({ a: take(1), b: take(1.12) })
  expect(criesWolf(comparison)).toBe(false)
  expect(Math.abs((comparison.together?.share ?? NaN) - 0.12)).toBeLessThan(0.02)
})
