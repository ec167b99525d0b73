// What both writers of JSON need: pieces joined to chunks of a size that travels well, so that no file ever lies in one string, and
// the texts of a capture quoted once each.
import { textOf, type Capture } from '../capture'

const chunkLength = 64 * 1024

export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < chunkLength) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** The pieces with commas between them. */
export function* withCommas(pieces: Iterable<string>): Generator<string> {
  let isFirst = true
  for (const piece of pieces) {
    yield isFirst ? piece : `,\n${piece}`
    isFirst = false
  }
}

/** Returns what gives the text at an index as JSON, or null where it is unknown. */
export function quotedTexts(capture: Capture): (index: number | undefined) => string | null {
  const quoted: string[] = []
  return (index) => {
    const text = textOf(capture, index)
    return text === null || index === undefined ? null : (quoted[index] ??= JSON.stringify(text))
  }
}

/** JSON has no NaN: null is unknown there. */
export const orNull = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? 'null' : String(value)
