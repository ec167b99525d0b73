// The keys a reader looks for in an object, found by their bytes without making a text of them.

const encoder = new TextEncoder()

export class KeySet {
  private readonly keys: readonly Uint8Array[]
  /** Keys by length and first byte. */
  private readonly candidates = new Map<number, number[]>()
  private readonly longest: number

  constructor(names: readonly string[]) {
    this.keys = names.map((name) => encoder.encode(name))
    this.longest = Math.max(...this.keys.map((key) => key.length))
    this.keys.forEach((key, index) => {
      const bucket = this.bucket(key, 0, key.length)
      this.candidates.set(bucket, [...(this.candidates.get(bucket) ?? []), index])
    })
  }

  /** Index of the key that these bytes are; -1 for any other. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (to - from > this.longest || to === from) return -1
    const candidates = this.candidates.get(this.bucket(bytes, from, to))
    if (candidates === undefined) return -1
    next: for (const index of candidates) {
      const key = this.keys[index] as Uint8Array
      for (let i = 1; i < key.length; i++) if (key[i] !== bytes[from + i]) continue next
      return index
    }
    return -1
  }

  private bucket(bytes: Uint8Array, from: number, to: number): number {
    return ((to - from) << 8) | (bytes[from] as number)
  }
}
