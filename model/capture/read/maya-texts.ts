// The texts of a Maya profiler recording: names and descriptions by the numbers that events call them by, and categories, which
// count from 0 or, where a file needs it, from 1. Their places in the capture's texts are found here.
import { type CaptureNotice, none } from '../capture'
import { damaged } from './limits'
import type { RecordingDraft } from './recording-draft'
import type { TextLines } from './text-lines'

const tab = 9
const at = 64
const space = 32
const equals = 61
/** Numbers below this are looked up in a column; Maya counts from 0. */
const dense = 1 << 20

export class MayaTexts {
  private byNumber = new Uint32Array(1 << 10).fill(none)
  private readonly byLargeNumber = new Map<number, number>()
  private categoryNames: number[] = []
  private strayLines = 0
  private readonly strayNumbers = new Set<number>()
  private unnamed = -1

  constructor(private readonly draft: RecordingDraft) {}

  /** Takes a line `@27 = MainMayaEvaluation`, the `@` being missing in some files. */
  comment(bytes: Uint8Array, from: number, end: number, lines: TextLines): boolean {
    let i = bytes[from] === at ? from + 1 : from
    const first = i
    let number = 0
    for (let byte = bytes[i] as number; i < end && byte >= 48 && byte <= 57; byte = bytes[++i] as number)
      number = number * 10 + byte - 48
    const isMapping = i > first && i + 1 < end && bytes[i] === space && bytes[i + 1] === equals
    if (!isMapping || number > Number.MAX_SAFE_INTEGER) {
      // A text with a line break of its own goes on here.
      if (end > from) this.strayLines++
      return true
    }
    i += bytes[i + 2] === space ? 3 : 2
    let to = end
    while (to > i && bytes[to - 1] === tab) to--
    const text = this.draft.text(bytes, Math.min(i, to), to, lines)
    if (text < 0) return false
    this.set(number, text)
    return true
  }

  categories(line: string, lines: TextLines): boolean {
    const names = line.replace(/\t+$/, '').split('\t')
    if (names.length > this.draft.limits.threads)
      return this.draft.refuse(damaged(lines.place(), `it names ${names.length.toLocaleString('en')} categories`))
    this.categoryNames = names.map((name) => this.draft.texts.internText(name))
    return !this.categoryNames.includes(-1) || this.draft.refuse(damaged(lines.place(), 'its categories are too long'))
  }

  /** The text a number stands for; `none` where it stands for nothing, which is said in the end. */
  of(number: number): number {
    const text =
      number < this.byNumber.length ? (this.byNumber[number] ?? none) : (this.byLargeNumber.get(number) ?? none)
    if (text === none && this.strayNumbers.size < 1000) this.strayNumbers.add(number)
    return text
  }

  noName(): number {
    return this.unnamed < 0 ? (this.unnamed = this.draft.texts.internText('(no name)')) : this.unnamed
  }

  /** A category's number, kept as it is until all are known. */
  category(number: number): number {
    return Math.min(number, none - 1)
  }

  /** Puts the categories' texts into the events; gives what must be said. */
  finish(): readonly CaptureNotice[] {
    const { events, texts } = this.draft
    const names = this.categoryNames
    let lowest = Infinity
    let highest = -1
    for (let row = 0; row < events.count; row++) {
      const number = events.category[row] as number
      if (number < lowest) lowest = number
      if (number > highest) highest = number
    }
    const shift = highest === names.length && lowest >= 1 ? 1 : 0
    const strays = new Map<number, number>()
    for (let row = 0; row < events.count; row++) {
      const number = events.category[row] as number
      let text = names[number - shift] ?? strays.get(number)
      if (text === undefined)
        strays.set(number, (text = strays.size < 1000 ? texts.internText(`Category ${number}`) : none))
      events.category[row] = text
    }
    const notices: CaptureNotice[] = []
    const say = (count: number, sentence: string) => {
      if (count > 0) notices.push({ kind: 'damage', sentence: `${count.toLocaleString('en')} ${sentence}` })
    }
    say(this.strayLines, 'lines among the names are no names and are left out.')
    say(this.strayNumbers.size, 'names that events refer to are not in the file; these events are called "(no name)".')
    say(strays.size, 'categories that events refer to are not in the file; they are called by their number.')
    return notices
  }

  private set(number: number, text: number): void {
    if (number >= dense) {
      if (this.byLargeNumber.size < this.draft.limits.texts) this.byLargeNumber.set(number, text)
      return
    }
    if (number >= this.byNumber.length) {
      const grown = new Uint32Array(2 ** Math.ceil(Math.log2(number + 1))).fill(none)
      grown.set(this.byNumber)
      this.byNumber = grown
    }
    this.byNumber[number] = text
  }
}
