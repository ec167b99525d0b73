// Which nodes of a roster a capture shows, and in which row: those that it speaks of and all above them, which come first.
import type { CapturedRoster } from './captured-roster'

export class ShownNodes {
  /** The id of each row. */
  readonly ids: number[] = []
  private readonly rows = new Map<number, number>()

  constructor(private readonly roster: CapturedRoster) {}

  get count(): number {
    return this.ids.length
  }

  rowOf(id: number): number | undefined {
    return this.rows.get(id)
  }

  /** Shows these nodes; gives the first that the roster does not know. */
  addAll(ids: Iterable<number>): number | null {
    for (const id of ids) {
      if (this.rows.has(id)) continue
      if (this.roster.get(id) === undefined) return id
      this.add(id)
    }
    return null
  }

  private add(id: number): void {
    const above: number[] = []
    const seen = new Set<number>()
    for (let at: number | null = id; at !== null && !this.rows.has(at) && !seen.has(at);) {
      const node = this.roster.get(at)
      if (node === undefined) break
      seen.add(at)
      above.push(at)
      at = node.parent
    }
    for (const one of above.reverse()) this.rows.set(one, this.ids.push(one) - 1)
  }
}
