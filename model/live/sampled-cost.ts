// Cost by rig, by kind and of a selection, from the nodes of one sampled frame. Processor time of single nodes adds up; inclusive
// times never do, so a node that has only an inclusive time counts as unknown here.
import type { Samples } from '../../bridge/protocol/columns'

/** What the figures need of the roster: for a node's id its slot, and for a slot its rig and kind. -1 is none. */
export interface NodeColumns {
  slotOf(id: number): number
  readonly rig: Int32Array
  readonly kind: Int32Array
}

export interface GroupCost {
  /** Rig id or kind index; -1 gathers nodes in no rig. */
  readonly key: number
  /** Processor seconds in the sampled frame. */
  readonly self: number
  readonly nodes: number
}

export interface SampledCost {
  readonly total: number
  readonly nodes: number
  /** Nodes without a time of their own. */
  readonly untimed: number
  /** Sampled ids that the roster does not have. */
  readonly unnamed: number
  readonly byRig: readonly GroupCost[]
  readonly byKind: readonly GroupCost[]
}

/** Sums a sample's own times by rig and kind, costliest first. */
export function sampledCost(samples: Pick<Samples, 'rows' | 'id' | 'self'>, nodes: NodeColumns): SampledCost {
  const rigs = new Map<number, { key: number; self: number; nodes: number }>()
  const kinds = new Map<number, { key: number; self: number; nodes: number }>()
  let total = 0
  let untimed = 0
  let unnamed = 0
  const add = (groups: typeof rigs, key: number, self: number) => {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { key, self, nodes: 1 })
    else {
      group.self += self
      group.nodes++
    }
  }
  for (let row = 0; row < samples.rows; row++) {
    const self = samples.self[row] as number
    const slot = nodes.slotOf(samples.id[row] as number)
    if (slot < 0) unnamed++
    if (!Number.isFinite(self)) {
      untimed++
      continue
    }
    total += self
    add(rigs, slot < 0 ? -1 : (nodes.rig[slot] as number), self)
    add(kinds, slot < 0 ? -1 : (nodes.kind[slot] as number), self)
  }
  const sorted = (groups: typeof rigs) => [...groups.values()].sort((a, b) => b.self - a.self || a.key - b.key)
  return { total, nodes: samples.rows, untimed, unnamed, byRig: sorted(rigs), byKind: sorted(kinds) }
}

export interface SelectionCost {
  /** Processor seconds of the chosen nodes that were sampled. */
  readonly self: number
  readonly sampled: number
  readonly chosen: number
}

/** The chosen nodes' own times; nodes that were not sampled are unknown, not zero, so both counts are told. */
export function selectionCost(
  samples: Pick<Samples, 'rows' | 'id' | 'self'>,
  chosen: ReadonlySet<number>,
): SelectionCost {
  let self = 0
  let sampled = 0
  for (let row = 0; row < samples.rows && sampled < chosen.size; row++) {
    if (!chosen.has(samples.id[row] as number)) continue
    const value = samples.self[row] as number
    if (!Number.isFinite(value)) continue
    self += value
    sampled++
  }
  return { self, sampled, chosen: chosen.size }
}
