// The keys a reader looks for in an object, found by their bytes without making texts of them, first of all where they were the
// last time: behind the same key.

const encoder = new TextEncoder()
/** What comes before a first key is -2, see `key` in json-cursor. */
const lowest = 2

export class KeySet {
  private readonly keys: readonly Uint8Array[]
  /** Keys as they are written: with quotation marks and a colon. */
  private readonly patterns: readonly Uint8Array[]
  /** The key that came last after each other, shifted by `lowest`. */
  private readonly after: Int32Array
  private readonly longest: number

  constructor(names: readonly string[]) {
    this.keys = names.map((name) => encoder.encode(name))
    this.patterns = names.map((name) => encoder.encode(`"${name}":`))
    this.after = Int32Array.from({ length: names.length + lowest }, (_, i) => Math.max(0, i - lowest))
    this.longest = Math.max(...this.keys.map((key) => key.length))
  }

  /** The key that is written at `at`, if it is the one that was expected there; else -1. */
  guess(bytes: Uint8Array, at: number, previous: number): number {
    const index = this.after[previous + lowest] as number
    const pattern = this.patterns[index] as Uint8Array
    for (let i = 0; i < pattern.length; i++) if (bytes[at + i] !== pattern[i]) return -1
    return index
  }

  /** How many bytes a key takes that was guessed. */
  written(index: number): number {
    return (this.patterns[index] as Uint8Array).length
  }

  learn(previous: number, found: number): void {
    if (found >= 0) this.after[previous + lowest] = found
  }

  /** Index of the key that these bytes are; -1 for any other. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from
    if (length > this.longest) return -1
    next: for (let index = 0; index < this.keys.length; index++) {
      const key = this.keys[index] as Uint8Array
      if (key.length !== length) continue
      for (let i = 0; i < length; i++) if (key[i] !== bytes[from + i]) continue next
      return index
    }
    return -1
  }
}
