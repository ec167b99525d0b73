// The nodes of a capture while it is built: one row for each name, path, kind and rig that occur together. Where a node's
// texts come from is left to the formats.
import { none } from '../capture'
import type { TextTable } from './text-table'

const colon = 58
const pipe = 124

export class NodeTable {
  count = 0
  name = new Uint32Array(256)
  path = new Uint32Array(256)
  kind = new Uint32Array(256)
  rig = new Uint32Array(256)
  /** 1 where the file names a node of the host, 0 where an event stands for itself. */
  isNamed = new Uint8Array(256)
  private slots = new Uint32Array(512)
  private readonly seed = (Math.random() * 0x7fffffff) | 0

  /** The row of a node of the host. */
  named(name: number, path: number, kind: number, rig: number): number {
    return this.row(name, path, kind, rig, 1)
  }

  /** The row of all events of one name and category that are about no node of the host. */
  event(name: number, category: number): number {
    return this.row(name, name, category, none, 0)
  }

  /** The row of a node of which only the path is known: `|group|rig:arm` is `rig:arm`. */
  atPath(path: number, texts: TextTable): number {
    const bytes = texts.bytesOf(path)
    const leaf = bytes.lastIndexOf(pipe) + 1
    const name = leaf === 0 || leaf === bytes.length ? path : texts.internPart(path, leaf, bytes.length)
    return this.named(name < 0 ? path : name, path, none, none)
  }

  /** The text before the last `:` of a node's name; `none` where there is none. */
  namespaceOf(row: number, texts: TextTable): number {
    if (this.isNamed[row] === 0) return none
    const name = this.name[row] as number
    const bytes = texts.bytesOf(name)
    const end = bytes.lastIndexOf(colon)
    if (end <= 0) return none
    const namespace = texts.internPart(name, 0, end)
    return namespace < 0 ? none : namespace
  }

  private row(name: number, path: number, kind: number, rig: number, isNamed: number): number {
    const mask = this.slots.length - 1
    let slot = this.hash(name, path, kind, rig) & mask
    for (let found = this.slots[slot] as number; found !== 0; found = this.slots[slot] as number) {
      const row = found - 1
      if (
        this.name[row] === name &&
        this.kind[row] === kind &&
        this.path[row] === path &&
        this.rig[row] === rig &&
        this.isNamed[row] === isNamed
      )
        return row
      slot = (slot + 1) & mask
    }
    const row = this.count
    if (row === this.name.length) this.growColumns()
    this.name[row] = name
    this.path[row] = path
    this.kind[row] = kind
    this.rig[row] = rig
    this.isNamed[row] = isNamed
    this.slots[slot] = ++this.count
    if (2 * this.count >= this.slots.length) this.growSlots()
    return row
  }

  private hash(name: number, path: number, kind: number, rig: number): number {
    let hash = Math.imul(this.seed ^ name, 0x9e3779b1)
    hash = Math.imul(hash ^ (hash >>> 15) ^ path, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13) ^ kind, 0xc2b2ae35)
    hash = Math.imul(hash ^ (hash >>> 16) ^ rig, 0x27d4eb2f)
    return hash ^ (hash >>> 15)
  }

  private growColumns(): void {
    const length = 2 * this.name.length
    const grown = (column: Uint32Array) => {
      const longer = new Uint32Array(length)
      longer.set(column)
      return longer
    }
    this.name = grown(this.name)
    this.path = grown(this.path)
    this.kind = grown(this.kind)
    this.rig = grown(this.rig)
    const isNamed = new Uint8Array(length)
    isNamed.set(this.isNamed)
    this.isNamed = isNamed
  }

  private growSlots(): void {
    const slots = new Uint32Array(2 * this.slots.length)
    const mask = slots.length - 1
    for (let row = 0; row < this.count; row++) {
      const hash = this.hash(
        this.name[row] as number,
        this.path[row] as number,
        this.kind[row] as number,
        this.rig[row] as number,
      )
      let slot = hash & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = row + 1
    }
    this.slots = slots
  }
}
