// The recent past of one kind of message, within a budget of bytes: whole records in a few large segments, the oldest segment
// dropped first. Records lie as in a container's log, so that saving the past is copying it. What they say is not looked at.

export interface RingRecord {
  /** Seconds, as given to append. */
  readonly time: number
  /** A view that holds until the next append; copy what is to be kept. */
  readonly payload: Uint8Array
}

interface Segment {
  bytes: Uint8Array
  used: number
  /** Where its newest record begins. */
  last: number
  readonly firstIndex: number
  readonly firstTime: number
}

/** Where a reader stands. */
export interface Cursor {
  /** Number of the next record to read, counted since the ring began. */
  index: number
  segment: number
  offset: number
}

const headerBytes = 16
const pad8 = (bytes: number) => (bytes + 7) & ~7

export class RecordRing {
  private segments: Segment[] = []
  private firstSegment = 0
  private total = 0
  private nextIndex = 0
  private readonly segmentBytes: number

  /** `budgetBytes` holds for all segments together; only a single record larger than it goes beyond. */
  constructor(
    private readonly budgetBytes: number,
    private readonly lane: 'text' | 'binary',
  ) {
    this.segmentBytes = Math.max(4096, Math.min(1 << 20, pad8(Math.floor(budgetBytes / 8))))
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.total
  }

  /** Records ever appended. */
  get appended(): number {
    return this.nextIndex
  }

  /** Adds a record of `time` seconds, which never goes back. */
  append(time: number, payload: Uint8Array): void {
    const length = headerBytes + pad8(payload.byteLength)
    let segment = this.segments.at(-1)
    if (segment === undefined || segment.bytes.byteLength - segment.used < length) segment = this.grow(length, time)
    const head = new DataView(segment.bytes.buffer, segment.used, headerBytes)
    head.setFloat64(0, time, true)
    head.setUint32(8, this.lane === 'text' ? 0 : 1, true)
    head.setUint32(12, payload.byteLength, true)
    segment.bytes.set(payload, segment.used + headerBytes)
    segment.last = segment.used
    segment.used += length
    this.nextIndex += 1
  }

  clear(): void {
    this.firstSegment += this.segments.length
    this.segments = []
    this.total = 0
  }

  /** What is held, oldest first, as bytes of a container's log: for saving. Views that hold until the next append. */
  segmentViews(): Uint8Array[] {
    return this.segments.map(({ bytes, used }) => bytes.subarray(0, used))
  }

  /** A cursor at the first record of `time` seconds or later. */
  cursorFrom(time: number): Cursor {
    let number = this.segments.length - 1
    while (number > 0 && (this.segments[number]?.firstTime ?? 0) >= time) number -= 1
    const cursor = this.cursorIn(Math.max(0, number))
    for (;;) {
      const at = { ...cursor }
      const record = this.read(cursor)
      if (record === undefined || record.time >= time) return at
    }
  }

  /** A cursor behind the newest record. */
  cursorAtEnd(): Cursor {
    const last = this.segments.at(-1)
    return {
      index: this.nextIndex,
      segment: this.firstSegment + Math.max(0, this.segments.length - 1),
      offset: last?.used ?? 0,
    }
  }

  /** The newest record. */
  newest(): RingRecord | undefined {
    const segment = this.segments.at(-1)
    if (segment === undefined) return undefined
    const last = {
      index: this.nextIndex - 1,
      segment: this.firstSegment + this.segments.length - 1,
      offset: segment.last,
    }
    return this.read(last)
  }

  /** How many records the ring dropped before `cursor` read them; moves it to the oldest that is left. */
  skipDropped(cursor: Cursor): number {
    if (cursor.segment >= this.firstSegment && cursor.index >= (this.segments[0]?.firstIndex ?? this.nextIndex))
      return 0
    const oldest = this.cursorIn(0)
    const dropped = Math.max(0, oldest.index - cursor.index)
    Object.assign(cursor, oldest)
    return dropped
  }

  /** The record under `cursor`, which moves on; undefined at the end. */
  read(cursor: Cursor): RingRecord | undefined {
    this.skipDropped(cursor)
    let segment = this.segments[cursor.segment - this.firstSegment]
    if (segment !== undefined && cursor.offset >= segment.used) {
      const following = this.segments[cursor.segment + 1 - this.firstSegment]
      if (following === undefined) return undefined
      cursor.segment += 1
      cursor.offset = 0
      segment = following
    }
    if (segment === undefined) return undefined
    const head = new DataView(segment.bytes.buffer, cursor.offset, headerBytes)
    const length = head.getUint32(12, true)
    const start = cursor.offset + headerBytes
    cursor.offset = start + pad8(length)
    cursor.index += 1
    return { time: head.getFloat64(0, true), payload: segment.bytes.subarray(start, start + length) }
  }

  private cursorIn(position: number): Cursor {
    const segment = this.segments[position]
    return { index: segment?.firstIndex ?? this.nextIndex, segment: this.firstSegment + position, offset: 0 }
  }

  private grow(recordBytes: number, time: number): Segment {
    const wanted = Math.max(this.segmentBytes, recordBytes)
    let spare: Uint8Array | undefined
    while (this.segments.length > 0 && this.total + wanted > this.budgetBytes) {
      const oldest = this.segments.shift()
      this.firstSegment += 1
      this.total -= oldest?.bytes.byteLength ?? 0
      if (oldest?.bytes.byteLength === wanted) spare = oldest.bytes
    }
    // A used-up segment is written again, cleared so that the padding between records stays zero as in a container.
    const bytes = spare?.fill(0) ?? new Uint8Array(wanted)
    const segment = { bytes, used: 0, last: 0, firstIndex: this.nextIndex, firstTime: time }
    this.segments.push(segment)
    this.total += bytes.byteLength
    return segment
  }
}
