// The lines of a text file in a window: which of them are whole, and their number for sentences. A line that is longer than
// the limit is refused. What lines mean is left to the formats.
import type { ByteWindow } from './byte-window'
import { tooMany } from './limits'
import type { RecordingDraft } from './recording-draft'

export const newline = 10
const carriageReturn = 13

export class TextLines {
  /** Of the line that begins at `window.at`. */
  number = 1

  constructor(
    private readonly window: ByteWindow,
    private readonly draft: RecordingDraft,
  ) {}

  /** For sentences. */
  place(): string {
    return `in line ${this.number.toLocaleString('en')}`
  }

  /** Behind the last byte of the last whole line. */
  wholeUntil(): number {
    const { bytes, at, end, isLast } = this.window
    if (isLast) return end
    const last = end === at ? -1 : bytes.lastIndexOf(newline, end - 1)
    if (last < at) {
      if (end - at > this.draft.limits.recordBytes)
        this.draft.refuse(tooMany.recordBytes(this.draft.limits, this.place()))
      return at
    }
    return last + 1
  }

  /** Where the line at `window.at` ends, without its newline. */
  lineEnd(): number {
    const { bytes, at, end } = this.window
    const found = bytes.indexOf(newline, at)
    const stop = found < 0 || found > end ? end : found
    return stop > at && bytes[stop - 1] === carriageReturn ? stop - 1 : stop
  }

  /** Goes to the next line. */
  next(): void {
    const { window } = this
    const found = window.bytes.indexOf(newline, window.at)
    window.at = found < 0 || found >= window.end ? window.end : found + 1
    this.number++
  }
}
