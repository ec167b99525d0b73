// Reads JSON values straight from the bytes of a window, without making objects of them: a failed read leaves the cursor
// where it failed, and who asked decides whether bytes are missing or wrong. The walk through a whole file is json-walk's.
import type { ByteWindow } from './byte-window'
import type { KeySet } from './key-set'
import { unescapeJson } from './unescape-json'

export const quote = 34
export const comma = 44
export const colon = 58
export const openArray = 91
export const backslash = 92
export const closeArray = 93
export const openObject = 123
export const closeObject = 125

/** What reading a key may give beside its index. */
export const key = { other: -1, end: -2, failed: -3 } as const

export class JsonCursor {
  /** The last string that was read, without its quotes. */
  from = 0
  to = 0
  isEscaped = false
  private scratch = new Uint8Array(256)

  constructor(readonly window: ByteWindow) {}

  /** Where the cursor is, for sentences. */
  place(): string {
    return `at byte ${this.window.place.toLocaleString('en')}`
  }

  /** The next byte that is no space; 0 behind the end. */
  next(): number {
    const { bytes } = this.window
    let at = this.window.at
    let byte = bytes[at] as number
    while (byte === 32 || byte === 10 || byte === 13 || byte === 9) byte = bytes[++at] as number
    this.window.at = at
    return byte
  }

  /** Goes past `byte` if it is the next one. */
  take(byte: number): boolean {
    if (this.next() !== byte) return false
    this.window.at++
    return true
  }

  string(): boolean {
    const { window } = this
    const { bytes } = window
    if (this.next() !== quote) return false
    let at = window.at + 1
    this.from = at
    this.isEscaped = false
    let byte = bytes[at] as number
    while (byte !== quote) {
      if (byte === backslash) {
        this.isEscaped = true
        at++
      } else if (byte < 32) {
        window.at = at
        return false
      }
      byte = bytes[++at] as number
    }
    window.at = at + 1
    this.to = at
    return true
  }

  number(): number {
    const { window } = this
    this.next()
    const value = window.number()
    // Its next digits may be in the bytes to come.
    return window.at >= window.end && !window.isLast ? NaN : value
  }

  /** The bytes of a string as it was meant; the range is in `from` and `to` of what comes back. Null: an escape is wrong. */
  meant(from: number, to: number, isEscaped: boolean): { bytes: Uint8Array; from: number; to: number } | null {
    const { bytes } = this.window
    if (!isEscaped) return { bytes, from, to }
    if (this.scratch.length < to - from) this.scratch = new Uint8Array(2 * (to - from))
    const length = unescapeJson(bytes, from, to, this.scratch)
    return length < 0 ? null : { bytes: this.scratch, from: 0, to: length }
  }

  /** The first key of an object behind its brace: an index in `keys`, or one of `key`. */
  firstKey(keys: KeySet): number {
    if (this.next() !== closeObject) return this.readKey(keys, key.end)
    this.window.at++
    return key.end
  }

  nextKey(keys: KeySet, previous: number): number {
    const byte = this.next()
    if (byte === comma) {
      this.window.at++
      return this.readKey(keys, previous)
    }
    if (byte !== closeObject) return key.failed
    this.window.at++
    return key.end
  }

  private readKey(keys: KeySet, previous: number): number {
    const { window } = this
    this.next()
    // Writers put the keys of all objects in the same order, mostly without spaces.
    const guess = keys.guess(window.bytes, window.at, previous)
    if (guess >= 0) {
      window.at += keys.written(guess)
      return guess
    }
    if (!this.string()) return key.failed
    const found = keys.find(window.bytes, this.from, this.to)
    if (!this.take(colon)) return key.failed
    keys.learn(previous, found)
    return found
  }

  /** Goes past a value of any kind; what lies inside is not judged. */
  skip(): boolean {
    const { window } = this
    const first = this.next()
    if (first === quote) return this.string()
    if (first !== openObject && first !== openArray) return this.skipScalar()
    let depth = 0
    for (;;) {
      const byte = window.bytes[window.at] as number
      if (byte === quote) {
        if (!this.string()) return false
        continue
      }
      if (byte === 0) return false
      window.at++
      if (byte === openObject || byte === openArray) depth++
      else if ((byte === closeObject || byte === closeArray) && --depth === 0) return true
    }
  }

  private skipScalar(): boolean {
    const { window } = this
    const from = window.at
    let byte = window.bytes[window.at] as number
    while (
      byte > 32 &&
      byte !== comma &&
      byte !== closeObject &&
      byte !== closeArray &&
      byte !== colon &&
      byte !== quote
    )
      byte = window.bytes[++window.at] as number
    return window.at > from && byte !== 0
  }
}
