// What every format fills while it reads: events, texts, threads and notices, each held to the limits. What bytes mean is left
// to the formats, figures to build/.
import type { CaptureNotice } from '../capture'
import { EventColumns } from '../build/event-columns'
import { NodeTable } from '../build/node-table'
import type { FrameMark } from '../build/split-frames'
import { TextTable } from '../build/text-table'
import { type ReadLimits, tooMany } from './limits'

/** Who can say where in the file reading is: "at byte 12", "in line 7". */
export interface Placed {
  place(): string
}

/** Beyond this no clock counts, in any unit; sums of such times stay finite. */
export const greatestTime = 2 ** 63

export class RecordingDraft {
  readonly events = new EventColumns()
  readonly nodes = new NodeTable()
  readonly texts: TextTable
  readonly notices: CaptureNotice[] = []
  readonly marks: FrameMark[] = []
  readonly threads: string[] = []
  /** Why the file is refused, once it is. */
  refusal: string | null = null
  private readonly threadRows = new Map<number, Map<number, number>>()
  private lastProcess = NaN
  private lastThread = NaN
  private lastRow = -1

  constructor(
    readonly limits: ReadLimits,
    readonly fileName: string,
    /** Whether the host has a node of this name, where anybody can say. */
    readonly isNode: (name: string) => boolean = () => false,
  ) {
    this.texts = new TextTable({ count: limits.texts, bytes: limits.textBytes })
  }

  /** Ends reading with a sentence. */
  refuse(sentence: string): false {
    this.refusal ??= sentence
    return false
  }

  /** The index of a text; -1 and a refusal when there are too many. */
  text(bytes: Uint8Array, from: number, to: number, at: Placed): number {
    const index = this.texts.intern(bytes, from, to)
    if (index < 0) this.refuse(tooMany.texts(this.limits, at.place()))
    return index
  }

  /** Whether there is room for one more event. */
  hasRoom(at: Placed): boolean {
    return this.events.count < this.limits.events || this.refuse(tooMany.events(this.limits, at.place()))
  }

  /** The row of a thread that the file knows by two numbers; -1 and a refusal when there are too many. */
  thread(process: number, thread: number, name: string, at: Placed): number {
    if (process === this.lastProcess && thread === this.lastThread) return this.lastRow
    let ofProcess = this.threadRows.get(process)
    if (ofProcess === undefined) {
      if (this.threadRows.size >= this.limits.threads) return this.refuseThread(at)
      this.threadRows.set(process, (ofProcess = new Map<number, number>()))
    }
    let row = ofProcess.get(thread)
    if (row === undefined) {
      if (this.threads.length >= this.limits.threads) return this.refuseThread(at)
      row = this.threads.push(name) - 1
      ofProcess.set(thread, row)
    }
    this.lastProcess = process
    this.lastThread = thread
    this.lastRow = row
    return row
  }

  /** The row of a thread with events; undefined where there is none. */
  knownThread(process: number, thread: number): number | undefined {
    return this.threadRows.get(process)?.get(thread)
  }

  /** Takes a mark of a frame; false and a refusal when there are too many. */
  mark(mark: FrameMark, at: Placed): boolean {
    if (this.marks.length >= this.limits.frames) return this.refuse(tooMany.frames(this.limits, at.place()))
    this.marks.push(mark)
    return true
  }

  note(kind: CaptureNotice['kind'], sentence: string): void {
    this.notices.push({ kind, sentence })
  }

  private refuseThread(at: Placed): -1 {
    this.refuse(tooMany.threads(this.limits, at.place()))
    return -1
  }
}
