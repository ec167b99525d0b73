// The noise of sampled costs: each frame counts once, and another selection begins anew.
import { expect, test } from 'vitest'
import { CostNoise } from '../../model/live/cost-noise'
import { sampledCost, selectionCost } from '../../model/live/sampled-cost'

const roster = { slotOf: (id: number) => id, rig: Int32Array.from([7, 7, 8]), kind: Int32Array.from([0, 1, 1]) }
const frame = (a: number, b: number, c: number) => ({
  rows: 3,
  id: Uint32Array.from([0, 1, 2]),
  self: Float64Array.from([a, b, c]),
  inclusive: Float64Array.from([a + b, NaN, c]),
  wall: 5,
})

test('Rigs, kinds, nodes and the whole each have a noise of their own', () => {
  const noise = new CostNoise()
  for (const swing of [1, 3, 1, 3]) {
    const samples = frame(swing, 4 - swing, 2)
    noise.take(samples, sampledCost(samples, roster))
  }
  const group = (key: number) => ({ key, self: 0, nodes: 0 })
  expect(noise.ofSelf(0)).toBeCloseTo(2 / 1.128, 6)
  expect([noise.ofRig(group(7)), noise.ofRig(group(8)), noise.ofTotal, noise.ofWall]).toEqual([0, 0, 0, 0])
  expect(noise.ofKind(group(1))).toBeCloseTo(2 / 1.128, 6)
  expect(noise.ofInclusive(1)).toBeNaN()
})

test('A frame that is looked at twice is taken once', () => {
  const noise = new CostNoise()
  for (const value of [1, 5, 1]) {
    const samples = frame(value, 1, 1)
    for (let look = 0; look < 4; look++) noise.take(samples, sampledCost(samples, roster))
  }
  expect(noise.ofSelf(0)).toBeCloseTo(4 / 1.128, 6)
})

test('Another selection’s cost has no noise until it was sampled some times', () => {
  const noise = new CostNoise()
  const look = (nodes: readonly number[], value: number) => {
    const samples = frame(value, 1, 1)
    noise.takeSelection(samples, nodes, selectionCost(samples, new Set(nodes)))
  }
  const first = [0]
  for (const value of [1, 5, 1]) look(first, value)
  expect(noise.ofSelection).toBeCloseTo(4 / 1.128, 6)
  look([0, 1], 1)
  expect(noise.ofSelection).toBeNaN()
})
