// One field of a line of CSV after the other, with or without quotes. A quotation mark inside quotes is doubled, or stands where
// no field can end: writers forget to double it.
import type { ByteWindow } from './byte-window'

const quote = 34
const comma = 44

export class CsvField {
  /** Where the field's text is. */
  bytes: Uint8Array
  from = 0
  to = 0
  /** Whether a comma follows. */
  goesOn = false
  private scratch = new Uint8Array(256)

  constructor(private readonly window: ByteWindow) {
    this.bytes = window.bytes
  }

  /** Reads the field at `window.at` of a line that ends at `end`; false when its quotes do not close. */
  read(end: number): boolean {
    const { window } = this
    const { bytes } = window
    this.bytes = bytes
    let at = window.at
    if (bytes[at] !== quote) {
      this.from = at
      while (at < end && bytes[at] !== comma) at++
      this.to = at
      return this.leave(at, end)
    }
    this.from = ++at
    let doubled = 0
    for (; at < end; at++) {
      if (bytes[at] !== quote) continue
      if (bytes[at + 1] === quote && at + 1 < end) {
        doubled++
        at++
      } else if (at + 1 === end || bytes[at + 1] === comma) {
        this.to = at
        if (doubled > 0) this.single()
        return this.leave(at + 1, end)
      }
    }
    return false
  }

  /** The field as a number; NaN when it is none. */
  number(): number {
    const { window } = this
    const after = window.at
    window.at = this.from
    const value = this.bytes === window.bytes ? window.number() : NaN
    const isWhole = window.at === this.to
    window.at = after
    return isWhole ? value : NaN
  }

  private leave(at: number, end: number): true {
    this.goesOn = at < end
    this.window.at = this.goesOn ? at + 1 : at
    return true
  }

  /** Turns doubled quotation marks into single ones, in bytes of our own. */
  private single(): void {
    if (this.scratch.length < this.to - this.from) this.scratch = new Uint8Array(2 * (this.to - this.from))
    let length = 0
    for (let at = this.from; at < this.to; at++) {
      const byte = this.bytes[at] as number
      this.scratch[length++] = byte
      if (byte === quote && this.bytes[at + 1] === quote) at++
    }
    this.bytes = this.scratch
    this.from = 0
    this.to = length
  }
}
