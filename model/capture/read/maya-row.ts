// One event's line of a Maya profiler recording, read straight from its bytes: time, name, description, category, duration,
// thread; its thread duration, processor and colour are gone past. Nine fields, or more of a later version.
import { none } from '../capture'
import type { ByteWindow } from './byte-window'
import { damaged } from './limits'
import type { MayaTexts } from './maya-texts'
import { greatestTime, type RecordingDraft } from './recording-draft'
import type { TextLines } from './text-lines'

const tab = 9
const newline = 10
const carriageReturn = 13
const at = 64

export class MayaRow {
  constructor(
    private readonly window: ByteWindow,
    private readonly draft: RecordingDraft,
    private readonly lines: TextLines,
    private readonly texts: MayaTexts,
  ) {}

  /** Reads the line at `window.at` and goes behind it; false when the file is refused. */
  read(): boolean {
    const { window, draft, lines } = this
    const time = window.number()
    if (!this.tab()) return this.broken('its time is no number')
    const name = this.reference()
    if (name === -1) return this.broken('its name refers to no text')
    const description = this.reference()
    if (description === -1) return this.broken('its description refers to no text')
    const category = window.number()
    if (!this.tab()) return this.broken('its category is no number')
    const duration = window.number()
    if (!this.tab() || !this.passField()) return this.broken('its duration is no number')
    const thread = window.number()
    // A last field that is cut is of no account, a line that is cut before it is.
    if (!this.tab() || !this.passField()) return this.broken('its thread is no number')
    if (!this.isFieldBegun()) return this.broken('it has fewer than nine fields')
    if (!(time <= greatestTime && duration >= 0 && duration <= greatestTime && category >= 0) || Number.isNaN(thread))
      return draft.refuse(damaged(lines.place(), 'a time, a duration, a category or a thread is no such number'))
    if (!draft.hasRoom(lines)) return false
    const row = draft.thread(0, thread, `Thread ${thread}`, lines)
    if (row < 0) return false
    const text = this.texts.of(name)
    draft.events.add(
      time,
      duration,
      text === none ? this.texts.noName() : text,
      this.texts.category(category),
      description === none ? none : this.texts.of(description),
      row,
    )
    this.passLine()
    return true
  }

  private tab(): boolean {
    return this.window.bytes[this.window.at] === tab && this.window.at++ >= 0
  }

  /** A text's number with or without its `@`; `none` where the field is empty, -1 where it is anything else. */
  private reference(): number {
    const { window } = this
    if (this.tab()) return none
    if (window.bytes[window.at] === at) window.at++
    const number = window.number()
    return number >= 0 && this.tab() ? number : -1
  }

  /** Goes past a field and the tab behind it. */
  private passField(): boolean {
    const { window } = this
    const { bytes } = window
    let to = window.at
    let byte = bytes[to] as number
    while (byte !== tab && byte !== newline && to < window.end) byte = bytes[++to] as number
    window.at = to
    return this.tab()
  }

  private isFieldBegun(): boolean {
    const byte = this.window.bytes[this.window.at] as number
    return this.window.at < this.window.end && byte !== newline && byte !== carriageReturn
  }

  private passLine(): void {
    const { window } = this
    const { bytes, end } = window
    let to = window.at
    while (to < end && bytes[to] !== newline) to++
    window.at = Math.min(to + 1, end)
    this.lines.number++
  }

  /** A line that the end of the file cuts short is left out; any other refuses the file. */
  private broken(what: string): boolean {
    const { window, draft, lines } = this
    if (!window.isLast || window.at < window.end) return draft.refuse(damaged(lines.place(), what))
    draft.note(
      'incomplete',
      `The file ends in the middle of line ${lines.number.toLocaleString('en')}, which is left out: it was cut short.`,
    )
    return true
  }
}
