// The texts of the table's rows that are in sight. Their order is use-node-rows.ts's, their columns are node-table.tsx's.
import type { CostNoise } from '../../../model/live/cost-noise'
import { percent, plain, reading, unknownText } from '../../../model/live/digits'
import type { SessionFeed } from '../../feed/session-feed'
import { rigWords } from './sampled-costs'
import type { OrderedRows } from './use-node-rows'

export interface NodeCells {
  readonly key: string
  readonly id: number
  readonly name: string
  readonly path: string
  readonly kind: string
  readonly rig: string
  readonly self: string
  readonly share: string
  readonly inclusive: string
  readonly count: string
}

/** The rows [first, last] of the order, each number with the digits that its noise supports. */
export function nodeCells(
  { roster, scene }: SessionFeed,
  { slots, rows: { values }, held }: OrderedRows,
  noise: CostNoise | null,
  first: number,
  last: number,
): NodeCells[] {
  const total = held?.cost?.total ?? NaN
  const rigOf = (id: number) => {
    if (id < 0) return unknownText
    const { name, note } = rigWords(
      scene?.rigs.find((one) => one.id === id),
      id,
    )
    return `${name} ${note}`.trim()
  }
  return Array.from(slots.subarray(first, last + 1), (slot) => {
    const id = roster.id[slot] as number
    const self = values.self[slot] as number
    const selfNoise = noise?.ofSelf(id) ?? NaN
    return {
      key: String(id),
      id,
      name: roster.name[slot] as string,
      path: roster.path[slot] as string,
      kind: roster.kinds[roster.kind[slot] as number] ?? '',
      rig: rigOf(roster.rig[slot] as number),
      self: reading(self, selfNoise),
      share: percent(self / total, selfNoise / total),
      inclusive: reading(values.inclusive[slot] as number, noise?.ofInclusive(id)),
      count: plain(values.count[slot] as number, 0),
    }
  })
}
