// Goes past a JSON value that may be larger than any window and keeps nothing of it; what lies inside is not judged.
import type { ByteWindow } from './byte-window'
import { backslash, closeArray, closeObject, openArray, openObject, quote } from './json-cursor'

export class JsonPassing {
  private depth = 0
  private isInString = false
  private isEscaped = false

  constructor(private readonly window: ByteWindow) {}

  /** Before the first byte of a list, an object or a string. */
  begin(): void {
    this.depth = 0
    this.isInString = this.isEscaped = false
  }

  /** Whether the value has come to its end; if not, it goes on in the bytes to come. */
  take(): boolean {
    const { bytes, end } = this.window
    for (let at = this.window.at; at < end; at++) {
      const byte = bytes[at] as number
      if (this.isEscaped) this.isEscaped = false
      else if (this.isInString) {
        if (byte === backslash) this.isEscaped = true
        else if (byte === quote) this.isInString = false
      } else if (byte === quote) this.isInString = true
      else if (byte === openObject || byte === openArray) this.depth++
      else if (byte === closeObject || byte === closeArray) this.depth--
      if (this.depth > 0 || this.isInString) continue
      this.window.at = at + 1
      return true
    }
    this.window.at = end
    return false
  }
}
