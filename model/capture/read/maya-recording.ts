// A recording that Maya's profiler saved, version 1 or 2, with the deviations of Maya 2025: sections between marker lines, texts
// by number, one event a line. A damaged event line refuses the file; fewer events than announced are shown and called
// incomplete, and so is a last line that was cut off.
import type { CaptureNotice } from '../capture'
import type { FileRecording } from '../build/build-capture'
import type { ByteWindow } from './byte-window'
import { countNotice } from './count-notice'
import type { FormatReader } from './format-reader'
import { damaged } from './limits'
import { mayaRecording } from './maya-meaning'
import { MayaRow } from './maya-row'
import { MayaTexts } from './maya-texts'
import type { RecordingDraft } from './recording-draft'
import { TextLines } from './text-lines'

/** How such a file begins. */
export const mayaSign = '#File Version'

type Section =
  'head' | 'counts' | 'categories' | 'categoryDescriptions' | 'between' | 'comments' | 'events' | 'passedOver'

/** Marker lines by how they begin; the first that fits holds. In Maya 2025 a section ends with its own beginning once more. */
const markers: readonly { readonly begins: string; readonly section: Section }[] = [
  { begins: '#End ', section: 'between' },
  { begins: '#Comment mapping', section: 'comments' },
  { begins: '#Event time', section: 'events' },
  { begins: '#Begin ', section: 'passedOver' },
  { begins: '#Event ID', section: 'passedOver' },
  { begins: '#Tag Label', section: 'passedOver' },
]
const hash = 35

export function mayaProfilerRecording(window: ByteWindow, draft: RecordingDraft): FormatReader {
  const lines = new TextLines(window, draft)
  const texts = new MayaTexts(draft)
  const row = new MayaRow(window, draft, lines, texts)
  const decoder = new TextDecoder()
  let section: Section = 'head'
  let version = 0
  let announced = 0
  let unknownLines = 0
  let sawEvents = false

  const marker = (line: string): void => {
    const found = markers.find(({ begins }) => line.startsWith(begins))
    if (found === undefined) unknownLines++
    // The same marker again, where the end of its section should be.
    else if (found.section === section && section === 'comments') section = 'between'
    else section = found.section
    sawEvents ||= section === 'events'
  }

  const counts = (line: string): boolean => {
    const [first, events] = line.split('\t').map(Number)
    if (first === undefined || events === undefined || !Number.isInteger(first) || !(events >= 0))
      return draft.refuse(damaged(lines.place(), 'it does not give the version and the number of events'))
    if (first < 1) return draft.refuse(damaged(lines.place(), `there is no version ${first}`))
    version = first
    announced = events
    if (version > 2)
      draft.note(
        'meaning',
        `The file says it is version ${version}; it was read as version 2, the newest that is known.`,
      )
    section = 'categories'
    return true
  }

  const plainLine = (): boolean => {
    const end = lines.lineEnd()
    if (section === 'comments') return texts.comment(window.bytes, window.at, end, lines)
    if (section === 'passedOver') return true
    const line = decoder.decode(window.bytes.subarray(window.at, end))
    if (section !== 'head' && section !== 'counts' && line.startsWith('#')) {
      marker(line)
      return true
    }
    switch (section) {
      case 'head':
        section = 'counts'
        return true
      case 'counts':
        return counts(line)
      case 'categories':
        section = version >= 2 ? 'categoryDescriptions' : 'between'
        return texts.categories(line, lines)
      case 'categoryDescriptions':
        section = 'between'
        return true
      default:
        if (line.trim() !== '') unknownLines++
        return true
    }
  }

  return {
    take: () => {
      const until = lines.wholeUntil()
      while (window.at < until && draft.refusal === null) {
        const first = window.bytes[window.at] as number
        if (section === 'events' && first >= 48 && first <= 57) {
          if (!row.read()) break
          continue
        }
        if (first === hash && (section === 'comments' || section === 'passedOver' || section === 'events'))
          marker(decoder.decode(window.bytes.subarray(window.at, Math.min(window.at + 80, lines.lineEnd()))))
        else if (section === 'events') {
          if (lines.lineEnd() > window.at) draft.refuse(damaged(lines.place(), 'it is no event'))
        } else plainLine()
        lines.next()
      }
      return draft.refusal
    },
    finish: (): FileRecording | string => {
      if (!sawEvents)
        return `The file ends ${lines.place()} before its events begin: it was cut short. Save or copy it again from where it was recorded.`
      const notices: CaptureNotice[] = [...countNotice(announced, draft.events.count), ...texts.finish()]
      if (unknownLines > 0)
        notices.push({
          kind: 'damage',
          sentence: `${unknownLines.toLocaleString('en')} lines have no meaning that is known and are left out.`,
        })
      draft.notices.push(...notices)
      return mayaRecording(draft, `Maya profiler recording, version ${version}`)
    },
  }
}
