// The CSV that Maya's profilerDump plug-in writes: a line of titles, then one event a line with its texts in quotes. It does not
// say how many events there are, so only a last line without an end shows that a file may be incomplete; any other damaged line
// refuses it.
import { none } from '../capture'
import type { FileRecording } from '../build/build-capture'
import type { ByteWindow } from './byte-window'
import { CsvField } from './csv-field'
import type { FormatReader } from './format-reader'
import { damaged } from './limits'
import { mayaRecording } from './maya-meaning'
import { greatestTime, type RecordingDraft } from './recording-draft'
import { newline, TextLines } from './text-lines'

/** How such a file begins. */
export const csvSigns = ['"Event Time"', 'Event Time,']

const titles = ['Event Time', 'Event Name', 'Description', 'Event Category', 'Duration', 'Thread Id'] as const
type Title = (typeof titles)[number]

export function profilerDumpCsv(window: ByteWindow, draft: RecordingDraft): FormatReader {
  const lines = new TextLines(window, draft)
  const field = new CsvField(window)
  const decoder = new TextDecoder()
  /** Per column of the file: which title it has, as an index. */
  let columns: readonly number[] | null = null
  const numbers = new Float64Array(titles.length)
  const texts = new Uint32Array(titles.length)
  const isText = titles.map((title) => title === 'Event Name' || title === 'Description' || title === 'Event Category')
  const index = (title: Title) => titles.indexOf(title)
  const at = {
    time: index('Event Time'),
    name: index('Event Name'),
    description: index('Description'),
    category: index('Event Category'),
    duration: index('Duration'),
    thread: index('Thread Id'),
  }

  const head = (end: number): boolean => {
    const found: number[] = []
    while (field.read(end)) {
      const title = decoder.decode(window.bytes.subarray(field.from, field.to)).trim()
      found.push((titles as readonly string[]).indexOf(title))
      if (found.length > 100 || !field.goesOn) break
    }
    const missing = titles.filter((_, i) => !found.includes(i))
    if (missing.length > 0) return draft.refuse(damaged(lines.place(), `the column "${missing[0] ?? ''}" is missing`))
    columns = found
    return true
  }

  const row = (end: number, isCut: boolean): boolean => {
    const broken = (what: string): boolean => {
      if (!isCut) return draft.refuse(damaged(lines.place(), what))
      draft.note(
        'incomplete',
        `The file ends in the middle of line ${lines.number.toLocaleString('en')}, which is left out: it was cut short.`,
      )
      return true
    }
    const wanted = columns ?? []
    for (let column = 0; column < wanted.length; column++) {
      if (!field.read(end)) return broken('a quotation mark is missing')
      const of = wanted[column] as number
      if (of >= 0 && isText[of] === true) {
        const text = field.to === field.from ? none : draft.text(field.bytes, field.from, field.to, lines)
        if (text === -1) return false
        texts[of] = text
      } else if (of >= 0) {
        const value = field.number()
        if (Number.isNaN(value)) return broken(`"${titles[of] ?? ''}" is no number`)
        numbers[of] = value
      }
      if (field.goesOn !== column < wanted.length - 1) return broken(`it does not have ${wanted.length} fields`)
    }
    const time = numbers[at.time] as number
    const duration = numbers[at.duration] as number
    if (!(time >= 0 && time <= greatestTime && duration >= 0 && duration <= greatestTime))
      return draft.refuse(damaged(lines.place(), 'a time or a duration is out of all bounds'))
    if (!draft.hasRoom(lines)) return false
    const thread = numbers[at.thread] as number
    const threadRow = draft.thread(0, thread, `Thread ${thread}`, lines)
    if (threadRow < 0) return false
    const name = texts[at.name] as number
    const named = name === none ? draft.texts.internText('(no name)') : name
    draft.events.add(time, duration, named, texts[at.category] as number, texts[at.description] as number, threadRow)
    return true
  }

  return {
    take: () => {
      const until = lines.wholeUntil()
      while (window.at < until && draft.refusal === null) {
        const begin = window.at
        const end = lines.lineEnd()
        if (end > begin) {
          const isRead = columns === null ? head(end) : row(end, window.isLast && end === window.end)
          if (!isRead) break
        }
        window.at = begin
        lines.next()
      }
      return draft.refusal
    },
    finish: (): FileRecording | string => {
      if (window.bytes[window.end - 1] !== newline && draft.notices.length === 0)
        draft.note(
          'incomplete',
          'The last line has no end, so the file may have been cut short; this format does not say how many events there should be.',
        )
      return mayaRecording(draft, 'Maya profilerDump, CSV')
    },
  }
}
