// The order of the table's rows over roster and newest sample: slots, not row objects, so that 50,000 nodes sort and filter within a
// frame or two. What a cell looks like is node-table.tsx's.
import { matchingSlots, ranks, sortByNumber } from '../../../model/live/node-order'
import type { RosterTable } from '../../feed/roster-table'
import type { HeldSamples } from '../../feed/session-feed'
import type { TableSort } from '../../store/view'

/** A slot's sampled values; NaN where the node was not in the sample. */
export interface SlotValues {
  self: Float64Array
  inclusive: Float64Array
  count: Float64Array
}

/** Orders rows and remembers what only changes with the roster. */
export class NodeRows {
  private names: Float64Array = new Float64Array(0)
  private kinds = new Float64Array(0)
  private rigs: Float64Array = new Float64Array(0)
  private namedAt = -1
  readonly values: SlotValues = {
    self: new Float64Array(0),
    inclusive: new Float64Array(0),
    count: new Float64Array(0),
  }

  /** Takes a sample's values; null leaves every node unknown. */
  read(roster: RosterTable, held: HeldSamples | null) {
    const { values } = this
    if (values.self.length < roster.slotCount) {
      const size = Math.max(1024, roster.slotCount * 2)
      values.self = new Float64Array(size)
      values.inclusive = new Float64Array(size)
      values.count = new Float64Array(size)
    }
    values.self.fill(NaN)
    values.inclusive.fill(NaN)
    values.count.fill(NaN)
    if (held === null || held.cost === null) return
    const { samples } = held
    for (let row = 0; row < samples.rows; row++) {
      const slot = roster.slotOf(samples.id[row] as number)
      if (slot < 0) continue
      values.self[slot] = samples.self[row] as number
      values.inclusive[slot] = samples.inclusive[row] as number
      const count = samples.count[row] as number
      values.count[slot] = count === 0xffffffff ? NaN : count
    }
  }

  /** Slots in the order of the table, after `read`. */
  order(
    roster: RosterTable,
    filter: string,
    sampledOnly: boolean,
    sort: TableSort,
    rigName: (id: number) => string,
  ): Uint32Array {
    this.nameOnce(roster, rigName)
    const { self, inclusive, count } = this.values
    const slots = matchingSlots(
      roster.haystack,
      roster.slotCount,
      filter,
      (slot) =>
        (roster.id[slot] as number) >= 0 &&
        (!sampledOnly || !Number.isNaN(self[slot]) || !Number.isNaN(inclusive[slot])),
    )
    const key = {
      name: this.names,
      kind: this.kinds,
      rig: this.rigs,
      self,
      share: self,
      inclusive,
      count,
    }[sort.column]
    return sortByNumber(slots, key, sort.descending, this.names)
  }

  private nameOnce(roster: RosterTable, rigName: (id: number) => string) {
    if (this.namedAt === roster.revision) return
    this.namedAt = roster.revision
    const { slotCount } = roster
    const lower = roster.name.map((name) => name.toLowerCase())
    this.names = ranks(lower, slotCount)
    const kindRank = ranks(roster.kinds, roster.kinds.length)
    this.kinds = Float64Array.from({ length: slotCount }, (_, slot) => kindRank[roster.kind[slot] as number] as number)
    const words = Array.from({ length: slotCount }, (_, slot) => rigName(roster.rig[slot] as number))
    this.rigs = ranks(words, slotCount)
  }
}
