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

/** The bytes of one record. */
export function encodeRecord(record: LogRecord): Uint8Array {
  const payload = typeof record.data === 'string' ? new TextEncoder().encode(record.data) : record.data
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
  private rest: Uint8Array = new Uint8Array(0)
  private offset = 0
  private state: 'magic' | 'records' | 'refused' = 'magic'
  private lastTime = 0

  /** Takes the next chunk and returns what became whole. */
  push(chunk: Uint8Array): LogEvent[] {
    if (this.state === 'refused') return []
    this.rest = this.rest.byteLength === 0 ? chunk : concat(this.rest, chunk)
    const events: LogEvent[] = []
    let at = 0
    const refuse = (sentence: string) => {
      this.state = 'refused'
      this.rest = new Uint8Array(0)
      events.push({ kind: 'refused', sentence })
      return events
    }
    if (this.state === 'magic') {
      if (this.rest.byteLength < logMagic.byteLength) return events
      if (logMagic.some((byte, i) => i < 7 && this.rest[i] !== byte))
        return refuse('This is not a log of Rigscope messages.')
      if (this.rest[7] !== logMagic[7])
        return refuse(
          `This log has version ${this.rest[7]}; this Rigscope reads version ${logMagic[7]}. Update Rigscope.`,
        )
      this.state = 'records'
      at = logMagic.byteLength
    }
    while (this.rest.byteLength - at >= recordHeaderBytes) {
      const head = new DataView(this.rest.buffer, this.rest.byteOffset + at, recordHeaderBytes)
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
      if (this.rest.byteLength - at < whole) break
      const payload = this.rest.slice(at + recordHeaderBytes, at + recordHeaderBytes + length)
      this.lastTime = time
      events.push({ kind: 'record', record: { time, data: lane === 0 ? new TextDecoder().decode(payload) : payload } })
      at += whole
    }
    this.offset += at
    this.rest = this.rest.subarray(at)
    return events
  }

  /** After the last chunk: a sentence if the log ends inside a record, else null. */
  end(): string | null {
    if (this.state === 'refused') return null
    if (this.state === 'magic') return 'The log is empty or not a log of Rigscope messages.'
    return this.rest.byteLength > 0
      ? `The log ends inside a record at byte ${this.offset}; what came before is whole.`
      : null
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.byteLength + b.byteLength)
  joined.set(a)
  joined.set(b, a.byteLength)
  return joined
}
