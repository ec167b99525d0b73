// What each rig cost in a frame of a capture, small enough for lists: the own times of its nodes, added up over all threads.
import { type Capture, none, textOf } from './capture'

export interface RigCost {
  /** Its name; null gathers the nodes of no rig. */
  readonly rig: string | null
  /** Mean seconds of a frame, added up over threads. */
  readonly self: number
  /** Seconds by which the mean would differ if it were taken again; null where there is one frame. */
  readonly noise: number | null
  /** That were timed. */
  readonly nodes: number
}

const mostRigs = 32

/** Costliest first; null where no node is known to be one of a host, or none was timed. */
export function rigCosts(capture: Capture): readonly RigCost[] | null {
  const { nodes, costs, frames } = capture
  const sums = new Map<number, { readonly perFrame: Float64Array; nodes: number }>()
  for (let node = 0; node < nodes.count; node++) {
    // What a recording names and is no node of the host evaluates and draws all rigs.
    if (nodes.sessionId[node] === none) continue
    let isTimed = false
    const rig = nodes.rig[node] as number
    for (let row = costs.first[node] as number; row < (costs.first[node + 1] as number); row++) {
      const self = costs.self[row] as number
      if (!Number.isFinite(self)) continue
      let sum = sums.get(rig)
      if (sum === undefined) sums.set(rig, (sum = { perFrame: new Float64Array(frames.count), nodes: 0 }))
      const frame = costs.frame[row] as number
      sum.perFrame[frame] = (sum.perFrame[frame] as number) + self
      if (!isTimed) sum.nodes++
      isTimed = true
    }
  }
  if (sums.size === 0) return null
  return [...sums]
    .map(([rig, { perFrame, nodes: timed }]) => ({ rig: textOf(capture, rig), ...meanOf(perFrame), nodes: timed }))
    .sort((a, b) => b.self - a.self)
    .slice(0, mostRigs)
}

function meanOf(perFrame: Float64Array): { self: number; noise: number | null } {
  const count = perFrame.length
  const self = perFrame.reduce((sum, one) => sum + one, 0) / count
  if (count < 2) return { self, noise: null }
  const variance = perFrame.reduce((sum, one) => sum + (one - self) ** 2, 0) / (count - 1)
  return { self, noise: Math.sqrt(variance / count) }
}
