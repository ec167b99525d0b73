// Reads a file that somebody recorded into a capture: finds the format by the first bytes, feeds its reader piece by piece, and
// answers with the capture or with one sentence. Never holds more of the file than a piece; unpacking is unpack's, formats are
// the files beside this one.
import { buildCapture } from '../build/build-capture'
import type { Capture } from '../capture'
import { ByteWindow } from './byte-window'
import type { FormatReader } from './format-reader'
import { jsonRecording, unknownFormat } from './json-recording'
import { type ReadLimits, readLimits } from './limits'
import { mayaProfilerRecording, mayaSign } from './maya-recording'
import { csvSigns, profilerDumpCsv } from './profiler-dump-csv'
import { RecordingDraft } from './recording-draft'
import { unpacked } from './unpack'

export interface ReadOptions {
  readonly fileName: string
  /** Told how many bytes of the file were taken so far. */
  readonly onProgress?: (bytes: number) => void
  readonly signal?: AbortSignal
  readonly limits?: Partial<ReadLimits>
  /** Whether the host has a node of this name, where anybody can say. */
  readonly isNode?: (name: string) => boolean
}

export type ReadOutcome =
  { readonly kind: 'capture'; readonly capture: Capture } | { readonly kind: 'refused'; readonly sentence: string }

/** Long enough for the first line of any format; shorter files are judged by what there is. */
const signBytes = 64

export async function readCapture(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<ReadOutcome> {
  const limits = { ...readLimits, ...options.limits }
  const draft = new RecordingDraft(limits, options.fileName, options.isNode)
  const window = new ByteWindow()
  let reader: FormatReader | null = null
  let pending = 0
  const refused = (sentence: string): ReadOutcome => ({ kind: 'refused', sentence })

  /** What there is to read goes to the format; a sentence refuses. */
  const take = (): string | null => {
    pending = 0
    reader ??= chooseReader(window, draft)
    return reader === null ? unknownFormat : reader.take()
  }

  let taken = 0
  const pieces = unpacked(chunks, (bytes) => (taken += bytes))
  try {
    for (;;) {
      const next = await nextOf(pieces)
      if (next.kind === 'failed') return refused(`The file could not be read to its end: ${next.reason}.`)
      if (next.kind === 'end') break
      if (options.signal?.aborted === true) return refused('Reading was cancelled.')
      for (let from = 0; from < next.bytes.length;) {
        // Filled up to a batch, so that pieces of any size are read alike.
        const piece = next.bytes.subarray(from, from + Math.max(1, limits.batchBytes - pending))
        window.append(piece)
        pending += piece.length
        from += piece.length
        if (pending < limits.batchBytes || (reader === null && window.end < signBytes)) continue
        const sentence = take()
        if (sentence !== null) return refused(sentence)
      }
      options.onProgress?.(taken)
    }
  } finally {
    await pieces.return()
  }
  window.isLast = true
  if (window.offset + window.end === 0)
    return refused('The file is empty. Save or copy it again from where it was recorded.')
  const sentence = take()
  if (sentence !== null) return refused(sentence)
  const recording = (reader as FormatReader | null)?.finish() ?? unknownFormat
  if (typeof recording === 'string') return refused(recording)
  const capture = buildCapture(recording)
  return typeof capture === 'string' ? refused(capture) : { kind: 'capture', capture }
}

type Next =
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly reason: string }

/** The next piece of the file; that its source fails is to be expected, that we fail is not. */
async function nextOf(pieces: AsyncGenerator<Uint8Array, void>): Promise<Next> {
  try {
    const { value, done } = await pieces.next()
    return done === true || value === undefined ? { kind: 'end' } : { kind: 'piece', bytes: value }
  } catch (error) {
    return { kind: 'failed', reason: (error instanceof Error ? error.message : String(error)).replace(/\.$/, '') }
  }
}

/** The reader for what a file begins with; null when it is no format that is known. */
function chooseReader(window: ByteWindow, draft: RecordingDraft): FormatReader | null {
  const { bytes } = window
  // A byte order mark, which some editors leave, is no part of any format.
  if (bytes[window.at] === 0xef && bytes[window.at + 1] === 0xbb && bytes[window.at + 2] === 0xbf) window.at += 3
  const start = new TextDecoder().decode(bytes.subarray(window.at, Math.min(window.at + signBytes, window.end)))
  if (start.startsWith(mayaSign)) return mayaProfilerRecording(window, draft)
  if (csvSigns.some((sign) => start.startsWith(sign))) return profilerDumpCsv(window, draft)
  return /^\s*[[{]/.test(start) ? jsonRecording(window, draft) : null
}
