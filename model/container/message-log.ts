// The timestamped log of wire messages inside a container, both lanes, readable as a stream.
// Layout: 8 bytes "RIGSLOG" + version u8; then records: time f64 (seconds since the log began), lane u32 (0 text, 1 binary),
// length u32, payload, zeros up to a multiple of 8. Little endian. Written record by record; a torn last record is told apart.

export const logMagic = new Uint8Array([0x52, 0x49, 0x47, 0x53, 0x4c, 0x4f, 0x47, 1])
export const recordHeaderBytes = 16
/** A record longer than this is refused. */
export const maxRecordBytes = 16 * 1024 * 1024

export interface LogRecord {
  /** Seconds since the log began. */
  readonly time: number
  readonly data: string | Uint8Array
}

const pad8 = (bytes: number) => (bytes + 7) & ~7

/** The bytes of one record. Throws on a payload that no reader would take. */
export function encodeRecord(record: LogRecord): Uint8Array {
  const payload = typeof record.data === 'string' ? new TextEncoder().encode(record.data) : record.data
  if (payload.byteLength > maxRecordBytes)
    throw new RangeError(`A record of ${payload.byteLength} bytes is over the limit of ${maxRecordBytes}.`)
  const bytes = new Uint8Array(recordHeaderBytes + pad8(payload.byteLength))
  const head = new DataView(bytes.buffer)
  head.setFloat64(0, record.time, true)
  head.setUint32(8, typeof record.data === 'string' ? 0 : 1, true)
  head.setUint32(12, payload.byteLength, true)
  bytes.set(payload, recordHeaderBytes)
  return bytes
}

export type LogEvent =
  { readonly kind: 'record'; readonly record: LogRecord } | { readonly kind: 'refused'; readonly sentence: string }

/** Reads a log fed in chunks of any size. After a refusal nothing more is read. */
export class LogReader {
  private chunks: Uint8Array[] = []
  private held = 0
  // Joining is put off until this many bytes are held: a long record in small chunks is copied once, not once a chunk.
  private wanted = logMagic.byteLength
  private offset = 0
  private state: 'magic' | 'records' | 'refused' = 'magic'
  private lastTime = 0

  /** Takes the next chunk and returns what became whole. */
  push(chunk: Uint8Array): LogEvent[] {
    if (this.state === 'refused') return []
    this.chunks.push(chunk)
    this.held += chunk.byteLength
    if (this.held < this.wanted) return []
    const rest = join(this.chunks, this.held)
    const events: LogEvent[] = []
    let at = 0
    const refuse = (sentence: string) => {
      this.state = 'refused'
      this.chunks = []
      events.push({ kind: 'refused', sentence })
      return events
    }
    if (this.state === 'magic') {
      if (logMagic.some((byte, i) => i < 7 && rest[i] !== byte))
        return refuse('This is not a log of Rigscope messages.')
      if (rest[7] !== logMagic[7])
        return refuse(`This log has version ${rest[7]}; this Rigscope reads version ${logMagic[7]}. Update Rigscope.`)
      this.state = 'records'
      at = logMagic.byteLength
    }
    this.wanted = recordHeaderBytes
    while (rest.byteLength - at >= recordHeaderBytes) {
      const head = new DataView(rest.buffer, rest.byteOffset + at, recordHeaderBytes)
      const time = head.getFloat64(0, true)
      const lane = head.getUint32(8, true)
      const length = head.getUint32(12, true)
      const where = `at byte ${this.offset + at}`
      if (lane > 1) return refuse(`The log is damaged ${where}: lane ${lane} is neither text nor binary.`)
      if (length > maxRecordBytes)
        return refuse(
          `The log is damaged ${where}: a record of ${length} bytes is over the limit of ${maxRecordBytes}.`,
        )
      if (!Number.isFinite(time) || time < this.lastTime)
        return refuse(`The log is damaged ${where}: its time does not go forward.`)
      const whole = recordHeaderBytes + pad8(length)
      if (rest.byteLength - at < whole) {
        this.wanted = whole
        break
      }
      // A copy, so that a kept record does not keep its chunk.
      const payload = new Uint8Array(rest.subarray(at + recordHeaderBytes, at + recordHeaderBytes + length))
      const data = lane === 0 ? decodeText(payload) : payload
      if (data === null) return refuse(`The log is damaged ${where}: a text record is not UTF-8.`)
      this.lastTime = time
      events.push({ kind: 'record', record: { time, data } })
      at += whole
    }
    this.offset += at
    this.held -= at
    this.chunks = this.held > 0 ? [rest.subarray(at)] : []
    return events
  }

  /** After the last chunk: a sentence if the log ends inside a record, else null. */
  end(): string | null {
    if (this.state === 'refused') return null
    if (this.state === 'magic') return 'The log is empty or not a log of Rigscope messages.'
    return this.held > 0 ? `The log ends inside a record at byte ${this.offset}; what came before is whole.` : null
  }
}

// A byte order mark is part of the text: what was recorded is what is read.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeText(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const only = chunks[0]
  if (chunks.length === 1 && only !== undefined) return only
  const joined = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.byteLength
  }
  return joined
}
