// The JSON that Maya's profilerDump plug-in writes: lists of category and event names, then events that refer to them or carry
// their own. A file that is cut anywhere is refused; fewer or more events than the file announces are said.
import { none } from '../capture'
import type { FileRecording } from '../build/build-capture'
import type { ByteWindow } from './byte-window'
import { type JsonCursor, key, openObject, quote } from './json-cursor'
import type { JsonFormat } from './json-format'
import type { JsonShape } from './json-walk'
import { KeySet } from './key-set'
import { damaged, tooMany } from './limits'
import { mayaRecording } from './maya-meaning'
import { numberShape, textShape } from './read-text'
import { countNotice } from './count-notice'
import { greatestTime, type RecordingDraft } from './recording-draft'

const keys = new KeySet(['time', 'nameIdx', 'name', 'desc', 'catIdx', 'category', 'duration', 'tId'])
const at = { time: 0, nameIdx: 1, name: 2, desc: 3, catIdx: 4, category: 5, duration: 6, tId: 7 } as const
/** Marks an index into the file's own lists, which may come after the events. */
const listed = 0x80000000

export function profilerDumpJson(_window: ByteWindow, draft: RecordingDraft): JsonFormat {
  const { events, texts } = draft
  const eventNames: number[] = []
  const categories: number[] = []
  let announced: number | null = null

  const read = (json: JsonCursor): boolean => {
    if (!json.take(openObject)) return false
    let time = NaN
    let duration = NaN
    let thread = 0
    let name = none
    let category = none
    let description = none
    for (let field = json.firstKey(keys); field !== key.end; field = json.nextKey(keys, field)) {
      if (field === key.failed) return false
      const first = json.next()
      if (first === quote && (field === at.name || field === at.desc || field === at.category)) {
        if (!json.string()) return false
        const meant = json.meant(json.from, json.to, json.isEscaped)
        if (meant === null) return draft.refuse(damaged(json.place(), 'a text has an escape that is none'))
        const index = draft.text(meant.bytes, meant.from, meant.to, json)
        if (index < 0) return false
        if (field === at.name) name = index
        else if (field === at.desc) description = index
        else category = index
        continue
      }
      const isNumber = first === 45 || (first >= 48 && first <= 57)
      if (!isNumber || field < 0 || field === at.name || field === at.desc || field === at.category) {
        if (!json.skip()) return false
        continue
      }
      const value = json.number()
      if (Number.isNaN(value)) return false
      if (field === at.tId) thread = value
      else if (value < 0 || value > greatestTime)
        return draft.refuse(damaged(json.place(), `an event has ${value} where no such number can be`))
      else if (field === at.time) time = value
      else if (field === at.duration) duration = value
      else if (value >= draft.limits.texts || !Number.isInteger(value))
        return draft.refuse(tooMany.texts(draft.limits, json.place()))
      else if (field === at.nameIdx) name = listed + value
      else category = listed + value
    }
    if (Number.isNaN(time) || Number.isNaN(duration))
      return draft.refuse(damaged(json.place(), 'an event has no time or no duration'))
    if (!draft.hasRoom(json)) return false
    const row = draft.thread(0, thread, `Thread ${thread}`, json)
    if (row < 0) return false
    events.add(time, duration, name, category, description, row)
    return true
  }

  const listOf = (take: (index: number) => void): JsonShape => ({ kind: 'array', element: textShape(draft, take) })
  return {
    keys: {
      eventCount: { shape: numberShape((value) => (announced = value)), isSign: false },
      categories: { shape: listOf((index) => categories.push(index)), isSign: false },
      eventNames: { shape: listOf((index) => eventNames.push(index)), isSign: false },
      events: { shape: { kind: 'array', element: { kind: 'record', read } }, isSign: true },
    },
    list: null,
    finish: (): FileRecording | string => {
      const noName = texts.internText('(no name)')
      for (let row = 0; row < events.count; row++) {
        const name = events.name[row] as number
        if (name === none) events.name[row] = noName
        else if (name >= listed) {
          const text = eventNames[name - listed]
          if (text === undefined) return unlisted('eventNames', name - listed, eventNames.length)
          events.name[row] = text
        }
        const category = events.category[row] as number
        if (category === none || category < listed) continue
        const text = categories[category - listed]
        if (text === undefined) return unlisted('categories', category - listed, categories.length)
        events.category[row] = text
      }
      if (announced !== null) draft.notices.push(...countNotice(announced, events.count))
      return mayaRecording(draft, 'Maya profilerDump, JSON')
    },
  }
}

const unlisted = (list: string, index: number, count: number) =>
  damaged(`in "${list}"`, `an event refers to number ${index}, but there are ${count}`)
