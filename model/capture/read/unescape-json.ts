// Turns the inside of a JSON string with escapes into the UTF-8 bytes it means.

const backslash = 92
const simple = new Map<number, number>([
  [34, 34],
  [47, 47],
  [backslash, backslash],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
])
const replacement = 0xfffd

/** Writes to `out`, which is as long as the input at least; gives the length, or -1 where an escape is none. */
export function unescapeJson(bytes: Uint8Array, from: number, to: number, out: Uint8Array): number {
  let length = 0
  const put = (code: number) => {
    if (code < 0x80) out[length++] = code
    else if (code < 0x800) {
      out[length++] = 0xc0 | (code >> 6)
      out[length++] = 0x80 | (code & 63)
    } else if (code < 0x10000) {
      out[length++] = 0xe0 | (code >> 12)
      out[length++] = 0x80 | ((code >> 6) & 63)
      out[length++] = 0x80 | (code & 63)
    } else {
      out[length++] = 0xf0 | (code >> 18)
      out[length++] = 0x80 | ((code >> 12) & 63)
      out[length++] = 0x80 | ((code >> 6) & 63)
      out[length++] = 0x80 | (code & 63)
    }
  }
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    if (byte !== backslash) {
      out[length++] = byte
      continue
    }
    const escaped = bytes[++at] as number
    const plain = at < to ? simple.get(escaped) : undefined
    if (plain !== undefined) {
      put(plain)
      continue
    }
    const unit = escaped === 117 ? hex(bytes, at + 1, to) : -1
    if (unit < 0) return -1
    at += 4
    const isHigh = unit >= 0xd800 && unit < 0xdc00
    const low = isHigh && bytes[at + 1] === backslash && bytes[at + 2] === 117 ? hex(bytes, at + 3, to) : -1
    if (low >= 0xdc00 && low < 0xe000) {
      put(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))
      at += 6
    } else put(unit >= 0xd800 && unit < 0xe000 ? replacement : unit)
  }
  return length
}

/** The value of four hexadecimal digits; -1 where they are none. */
function hex(bytes: Uint8Array, from: number, to: number): number {
  if (from + 4 > to) return -1
  let value = 0
  for (let at = from; at < from + 4; at++) {
    const byte = bytes[at] as number
    const letter = byte | 32
    if (byte >= 48 && byte <= 57) value = value * 16 + byte - 48
    else if (letter >= 97 && letter <= 102) value = value * 16 + letter - 87
    else return -1
  }
  return value
}
