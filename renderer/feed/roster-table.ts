// The session's nodes as columns, built from roster parts. A part counts only once its last one came: until then the nodes before
// stay readable. Which of them are shown is the view's choice.
import type { Node, Roster } from '../../bridge/protocol/messages'
import type { NodeColumns } from '../../model/live/sampled-cost'

export type RosterProgress =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly part: number; readonly parts: number }
  | { readonly kind: 'whole'; readonly version: number }

/** Slots are stable while their node lives; a removed node's slot is empty (id -1) until the next fresh roster. */
export class RosterTable implements NodeColumns {
  id: number[] = []
  name: string[] = []
  path: string[] = []
  /** Name, path and kind in lower case: what filtering reads. */
  haystack: string[] = []
  kinds: string[] = []
  rig = new Int32Array(0)
  kind = new Int32Array(0)
  parent = new Float64Array(0)
  /** Rises with every change, for what is derived from the columns. */
  revision = 0
  progress: RosterProgress = { kind: 'none' }
  /** Version of the whole roster that is readable; null before the first. */
  version: number | null = null
  /** Living nodes. */
  size = 0
  private slots = new Map<number, number>()
  private kindIndex = new Map<string, number>()
  private pending: Roster[] = []

  /** Slots in use, empty ones included: loops run over [0, slotCount). */
  get slotCount() {
    return this.id.length
  }

  slotOf(id: number): number {
    return this.slots.get(id) ?? -1
  }

  /** Takes a part. Parts that do not follow one another, or change a roster that is not here, are dropped: the next fresh one mends it. */
  take(part: Roster) {
    if (part.part === 0) this.pending = []
    const before = this.pending[this.pending.length - 1]
    const follows =
      before === undefined ? part.part === 0 : before.version === part.version && part.part === before.part + 1
    const fits = part.base === null || part.base === this.version
    if (!follows || !fits) {
      this.pending = []
      return
    }
    this.pending.push(part)
    if (part.part < part.parts - 1) {
      if (part.base === null) this.progress = { kind: 'loading', part: part.part + 1, parts: part.parts }
      return
    }
    this.apply(this.pending)
    this.pending = []
    this.version = part.version
    this.progress = { kind: 'whole', version: part.version }
    this.revision++
  }

  clear() {
    this.reset()
    this.pending = []
    this.version = null
    this.progress = { kind: 'none' }
    this.revision++
  }

  private reset() {
    this.id = []
    this.name = []
    this.path = []
    this.haystack = []
    this.kinds = []
    this.kindIndex.clear()
    this.slots.clear()
    this.size = 0
  }

  private apply(parts: readonly Roster[]) {
    if (parts[0]?.base === null) this.reset()
    let added = 0
    for (const part of parts) added += part.nodes.length
    this.grow(this.slotCount + added)
    for (const part of parts) {
      for (const id of part.removed) this.remove(id)
      for (const node of part.nodes) this.put(node)
    }
  }

  private grow(slots: number) {
    if (slots <= this.rig.length) return
    const capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(slots)))
    const rig = new Int32Array(capacity)
    const kind = new Int32Array(capacity)
    const parent = new Float64Array(capacity)
    rig.set(this.rig)
    kind.set(this.kind)
    parent.set(this.parent)
    this.rig = rig
    this.kind = kind
    this.parent = parent
  }

  private put(node: Node) {
    let slot = this.slotOf(node.id)
    if (slot < 0) {
      slot = this.id.length
      this.slots.set(node.id, slot)
      this.size++
    }
    let kind = this.kindIndex.get(node.kind)
    if (kind === undefined) {
      kind = this.kinds.length
      this.kinds.push(node.kind)
      this.kindIndex.set(node.kind, kind)
    }
    this.id[slot] = node.id
    this.name[slot] = node.name
    this.path[slot] = node.path
    this.haystack[slot] = `${node.name}\n${node.path}\n${node.kind}`.toLowerCase()
    this.kind[slot] = kind
    this.rig[slot] = node.rig ?? -1
    this.parent[slot] = node.parent ?? -1
  }

  private remove(id: number) {
    const slot = this.slots.get(id)
    if (slot === undefined) return
    this.slots.delete(id)
    this.id[slot] = -1
    this.size--
  }
}
