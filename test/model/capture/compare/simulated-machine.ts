// A machine that captures a made-up rig again and again, with the noise that real ones have: each capture a few per cent slower or faster
// as a whole, each node off by itself, frames that follow the one before, and hitches with heavy tails. Seeded, so that a failure
// comes back.
import type { Capture } from '../../../../model/capture/capture'
import { captureOf } from '../table/capture-of'

export type Chance = () => number

/** Mulberry32: small, quick and good enough to shake a statistic. */
export function seeded(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

/** Standard deviations as shares. */
export interface Noise {
  /** Whole captures against each other. */
  readonly drift: number
  /** Single nodes from capture to capture. */
  readonly wander: number
  /** Whole frames, each following the one before. */
  readonly frame: number
  /** Single nodes from frame to frame. */
  readonly node: number
  /** How many frames hitch. */
  readonly hitches: number
}

export const realistic: Noise = { drift: 0.02, wander: 0.01, frame: 0.03, node: 0.06, hitches: 0.005 }

export interface Scene {
  /** Milliseconds of each node. */
  readonly costs: readonly number[]
  readonly frames: number
  readonly passes: number
}

export function randomScene(chance: Chance, nodes: number, frames: number, passes = 1): Scene {
  return { costs: Array.from({ length: nodes }, () => Math.exp(normal(chance) * 1.2 - 1)), frames, passes }
}

const templates = new Map<string, Capture>()

/** A capture in which nodes cost `change(node)` times as much as the scene says. */
export function takeCapture(
  scene: Scene,
  noise: Noise,
  chance: Chance,
  change: (node: number) => number = () => 1,
): Capture {
  const { costs, frames, passes } = scene
  const total = frames * passes
  const template = templateOf(costs.length, frames, passes)
  const self = new Float64Array(costs.length * total)
  const wall = new Float64Array(total)
  const drift = Math.exp(normal(chance) * noise.drift)
  const slope = normal(chance) * noise.drift * 0.5
  const inFrame = new Float64Array(total)
  let mood = normal(chance) * noise.frame
  for (let frame = 0; frame < total; frame++) {
    mood = 0.8 * mood + 0.6 * normal(chance) * noise.frame
    const hitch = chance() < noise.hitches ? 0.2 * (1 - chance()) ** (-1 / 1.5) : 0
    inFrame[frame] = drift * (1 + mood + slope * (frame / total - 0.5) + Math.min(hitch, 4))
  }
  costs.forEach((ms, node) => {
    const own = (ms / 1000) * change(node) * Math.exp(normal(chance) * noise.wander)
    const phase = node
    let walk = normal(chance) * noise.node
    for (let frame = 0; frame < total; frame++) {
      walk = 0.6 * walk + 0.8 * normal(chance) * noise.node
      const pose = 1 + 0.15 * Math.sin((2 * Math.PI * (frame % frames)) / frames + phase)
      const cost = own * pose * Math.max(0.1, 1 + walk) * (inFrame[frame] as number)
      self[node * total + frame] = cost
      wall[frame] = (wall[frame] as number) + cost
    }
  })
  return {
    ...template,
    frames: { ...template.frames, wall, evaluation: wall },
    costs: { ...template.costs, self },
  }
}

/** All that does not change from capture to capture. */
function templateOf(nodes: number, frames: number, passes: number): Capture {
  const key = `${nodes} ${frames} ${passes}`
  const known = templates.get(key)
  if (known !== undefined) return known
  const total = frames * passes
  const made = captureOf({
    nodes: Array.from({ length: nodes }, (_, node) => ({
      name: `n${node}`,
      path: `|n${node}`,
      kind: `type${node % 7}`,
      rig: `rig${node % 3}`,
      self: new Array<number>(total).fill(1),
    })),
    number: Array.from({ length: total }, (_, frame) => (frame % frames) + 1),
    pass: Array.from({ length: total }, (_, frame) => Math.floor(frame / frames)),
  })
  templates.set(key, made)
  return made
}
