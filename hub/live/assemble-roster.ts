// Puts a roster together from the parts in which it travels, and takes it apart again for a panel that comes later.
// Only whole rosters count; a change to a version that is not held is refused with a sentence.
import type { Node, Roster } from '../../bridge/protocol/messages'

const nodesPerPart = 250

export class RosterAssembly {
  private nodes = new Map<number, Node>()
  private whole: number | null = null
  private pending: Roster[] = []

  /** The version that is whole, null before the first. */
  get version(): number | null {
    return this.whole
  }

  get isPending(): boolean {
    return this.pending.length > 0
  }

  /** Takes the next part; a sentence where it does not fit. */
  accept(part: Roster): string | null {
    const refuse = (sentence: string) => {
      this.pending = []
      return sentence
    }
    const first = this.pending[0]
    if (part.part >= part.parts) return refuse(`A roster has part ${part.part} of ${part.parts}.`)
    if (part.part === 0) {
      if (part.base !== null && part.base !== this.whole)
        return refuse(
          `A change to version ${part.base} of the roster came, but the hub holds ${this.whole === null ? 'none' : `version ${this.whole}`}.`,
        )
      this.pending = [part]
    } else if (
      first === undefined ||
      first.version !== part.version ||
      first.parts !== part.parts ||
      first.base !== part.base ||
      part.part !== this.pending.length
    ) {
      return refuse(`Part ${part.part} of version ${part.version} of the roster came out of order.`)
    } else this.pending.push(part)
    if (part.part === part.parts - 1) this.apply()
    return null
  }

  clear(): void {
    this.nodes.clear()
    this.whole = null
    this.pending = []
  }

  /** The whole roster as fresh parts, then the parts of the next one that came so far. */
  toParts(): Roster[] {
    const { whole } = this
    if (whole === null) return [...this.pending]
    const nodes = [...this.nodes.values()]
    const parts = Math.max(1, Math.ceil(nodes.length / nodesPerPart))
    const fresh = Array.from({ length: parts }, (_, part): Roster => ({
      type: 'roster',
      version: whole,
      base: null,
      part,
      parts,
      nodes: nodes.slice(part * nodesPerPart, (part + 1) * nodesPerPart),
      removed: [],
    }))
    return [...fresh, ...this.pending]
  }

  private apply(): void {
    const [first] = this.pending
    if (first === undefined) return
    if (first.base === null) this.nodes.clear()
    for (const part of this.pending) {
      for (const id of part.removed) this.nodes.delete(id)
      for (const node of part.nodes) this.nodes.set(node.id, node)
    }
    this.whole = first.version
    this.pending = []
  }
}
