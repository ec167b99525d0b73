// The stretch of a file that is being read: what was not used yet, and the newest bytes behind it. Numbers are read here,
// straight from the bytes; strings and structure are left to the formats.

/** Zero bytes behind the end, so that every loop that looks for a byte stops there by itself. */
const padding = 8
const powersOfTen = Float64Array.from({ length: 16 }, (_, power) => 10 ** power)

export class ByteWindow {
  bytes = new Uint8Array(0)
  /** Where reading goes on. */
  at = 0
  end = 0
  /** Where in the file the first of `bytes` lies. */
  offset = 0
  /** Nothing comes after `end`. */
  isLast = false

  /** Adds bytes at the end; those before `at` are forgotten. */
  append(chunk: Uint8Array): void {
    const kept = this.end - this.at
    const needed = kept + chunk.length + padding
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length))
      grown.set(this.bytes.subarray(this.at, this.end))
      this.bytes = grown
    } else if (this.at > 0) this.bytes.copyWithin(0, this.at, this.end)
    this.offset += this.at
    this.at = 0
    this.bytes.set(chunk, kept)
    this.end = kept + chunk.length
    this.bytes.fill(0, this.end, this.end + padding)
  }

  /** Where in the file reading goes on. */
  get place(): number {
    return this.offset + this.at
  }

  /** The number at `at`, as `Number` would read it; NaN when there is none, and `at` is where that showed. */
  number(): number {
    const bytes = this.bytes
    let i = this.at
    const from = i
    let byte = bytes[i] as number
    const isNegative = byte === 45
    if (isNegative) byte = bytes[++i] as number
    const first = i
    let value = 0
    while (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48)
      byte = bytes[++i] as number
    }
    let digits = i - first
    if (digits === 0) return this.failAt(i)
    let decimals = 0
    if (byte === 46) {
      const dot = i
      byte = bytes[++i] as number
      while (byte >= 48 && byte <= 57) {
        value = value * 10 + (byte - 48)
        byte = bytes[++i] as number
      }
      decimals = i - dot - 1
      if (decimals === 0) return this.failAt(i)
      digits += decimals
    }
    // Fifteen digits fit a double exactly, and so does their quotient by a power of ten: rounded once, as it should be.
    if (digits > 15 || byte === 101 || byte === 69) return this.longNumber(from, i)
    this.at = i
    if (decimals > 0) value /= powersOfTen[decimals] as number
    return isNegative ? -value : value
  }

  private longNumber(from: number, mantissaEnd: number): number {
    const bytes = this.bytes
    let i = mantissaEnd
    let byte = bytes[i] as number
    if (byte === 101 || byte === 69) {
      byte = bytes[++i] as number
      if (byte === 43 || byte === 45) i++
      const first = i
      while ((byte = bytes[i] as number) >= 48 && byte <= 57) i++
      if (i === first) return this.failAt(i)
    }
    this.at = i
    let digits = ''
    for (let at = from; at < i; at++) digits += String.fromCharCode(bytes[at] as number)
    return Number(digits)
  }

  private failAt(at: number): number {
    this.at = at
    return NaN
  }
}
