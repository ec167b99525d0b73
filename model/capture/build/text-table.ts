// The texts of a capture, each once: found by their bytes, so that a name that occurs a million times is decoded once.
// Which column a text belongs to is left to others.

export interface TextLimits {
  readonly count: number
  readonly bytes: number
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

export class TextTable {
  count = 0
  bytesUsed = 0
  private arena = new Uint8Array(1 << 14)
  private ends = new Uint32Array(1 << 10)
  private hashes = new Int32Array(1 << 10)
  /** Index + 1 of the text in this place of the hash table. */
  private slots = new Uint32Array(1 << 11)
  // A file cannot be made to collide with a number that it cannot know.
  private readonly seed = (Math.random() * 0x7fffffff) | 0

  constructor(private readonly limits: TextLimits) {}

  /** The index of the text that these bytes are; -1 when the limits do not allow another. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    const hash = this.hash(bytes, from, to)
    const mask = this.slots.length - 1
    let slot = hash & mask
    for (let found = this.slots[slot] as number; found !== 0; found = this.slots[slot] as number) {
      if (this.hashes[found - 1] === hash && this.equals(found - 1, bytes, from, to)) return found - 1
      slot = (slot + 1) & mask
    }
    return this.add(bytes, from, to, hash, slot)
  }

  internText(text: string): number {
    const bytes = encoder.encode(text)
    return this.intern(bytes, 0, bytes.length)
  }

  /** The index of part of a text that is already here. */
  internPart(index: number, from: number, to: number): number {
    const start = this.startOf(index)
    return this.intern(this.arena, start + from, start + to)
  }

  /** The bytes of a text; only to be looked at until the next text is added. */
  bytesOf(index: number): Uint8Array {
    return this.arena.subarray(this.startOf(index), this.ends[index])
  }

  textOf(index: number): string {
    return decoder.decode(this.bytesOf(index))
  }

  all(): string[] {
    return Array.from({ length: this.count }, (_, index) => this.textOf(index))
  }

  private startOf(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] as number)
  }

  private hash(bytes: Uint8Array, from: number, to: number): number {
    let hash = this.seed ^ (to - from)
    let i = from
    for (; i + 3 < to; i += 4) {
      const four =
        (bytes[i] as number) |
        ((bytes[i + 1] as number) << 8) |
        ((bytes[i + 2] as number) << 16) |
        ((bytes[i + 3] as number) << 24)
      hash = Math.imul(hash ^ four, 0x5bd1e995)
      hash ^= hash >>> 15
    }
    for (; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0x5bd1e995)
    return hash ^ (hash >>> 15)
  }

  private equals(index: number, bytes: Uint8Array, from: number, to: number): boolean {
    const arena = this.arena
    let own = this.startOf(index)
    if ((this.ends[index] as number) - own !== to - from) return false
    for (let i = from; i < to; i++) if (arena[own++] !== bytes[i]) return false
    return true
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const end = this.bytesUsed + to - from
    if (this.count >= this.limits.count || end > this.limits.bytes) return -1
    if (end > this.arena.length) {
      const grown = new Uint8Array(Math.max(end, 2 * this.arena.length))
      grown.set(this.arena.subarray(0, this.bytesUsed))
      // Part of a text that is already here keeps its place.
      this.arena = grown
    }
    if (this.count === this.ends.length) this.growIndex()
    this.arena.set(bytes.subarray(from, to), this.bytesUsed)
    this.bytesUsed = end
    this.ends[this.count] = end
    this.hashes[this.count] = hash
    this.slots[slot] = ++this.count
    if (2 * this.count >= this.slots.length) this.growSlots()
    return this.count - 1
  }

  private growIndex(): void {
    const ends = new Uint32Array(2 * this.ends.length)
    ends.set(this.ends)
    this.ends = ends
    const hashes = new Int32Array(ends.length)
    hashes.set(this.hashes)
    this.hashes = hashes
  }

  private growSlots(): void {
    const slots = new Uint32Array(2 * this.slots.length)
    const mask = slots.length - 1
    for (let index = 0; index < this.count; index++) {
      let slot = (this.hashes[index] as number) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = index + 1
    }
    this.slots = slots
  }
}
