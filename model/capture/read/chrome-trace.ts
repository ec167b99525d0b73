// Chrome trace events, as an object with `traceEvents` or as a bare list: whole events (X), begins and ends (B, E) and thread
// names (M); all other phases are counted and said. Rigscope's own marks of frames and nodes, as write/ leaves them in `args`,
// are understood. A list may lack its closing bracket and is then called incomplete; anything else that is cut is refused.
import { none } from '../capture'
import type { FileRecording } from '../build/build-capture'
import type { ByteWindow } from './byte-window'
import { ChromeThreads } from './chrome-threads'
import { ChromeArgs } from './chrome-args'
import { type JsonCursor, key, openObject, quote } from './json-cursor'
import type { JsonFormat } from './json-format'
import type { JsonShape } from './json-walk'
import { KeySet } from './key-set'
import { damaged } from './limits'
import { OpenEvents } from './open-events'
import { greatestTime, type RecordingDraft } from './recording-draft'
import { notWhenItRan } from './not-when-it-ran'
import { titleOf } from './title-of'

const keys = new KeySet(['name', 'cat', 'ph', 'ts', 'dur', 'pid', 'tid', 'args'])
const at = { name: 0, cat: 1, ph: 2, ts: 3, dur: 4, pid: 5, tid: 6, args: 7 } as const
const phase = { whole: 88, begin: 66, end: 69, meta: 77 } as const
const unitsPerSecond = 1e6
/** As model/capture/write marks them. */
const frameCategory = 'rigscope.frame'
const costCategory = 'rigscope.cost'

export function chromeTrace(window: ByteWindow, draft: RecordingDraft): JsonFormat {
  const { events, nodes } = draft
  const threads = new ChromeThreads(draft)
  const args = new ChromeArgs(draft)
  const open = new OpenEvents(draft)
  let ignored = 0
  let withoutDuration = 0
  let markCategory = -1
  let isTimeline = true
  let lastCategory = -1
  let latest = 0
  let noText = -1

  // One event's fields; ranges of bytes for texts, so that those of events that are ignored are never kept.
  let nameFrom = -1
  let nameTo = 0
  let nameEscaped = false
  let categoryFrom = -1
  let categoryTo = 0
  let categoryEscaped = false

  const text = (json: JsonCursor, from: number, to: number, isEscaped: boolean): number => {
    if (from < 0) return noText < 0 ? (noText = draft.texts.internText('(no name)')) : noText
    const meant = json.meant(from, to, isEscaped)
    if (meant === null) {
      draft.refuse(damaged(json.place(), 'a text has an escape that is none'))
      return -1
    }
    return draft.text(meant.bytes, meant.from, meant.to, json)
  }

  const read = (json: JsonCursor): boolean => {
    if (!json.take(openObject)) return false
    nameFrom = categoryFrom = -1
    let ph = 0
    let ts = NaN
    let dur = NaN
    let process = 0
    let thread = 0
    args.clear()
    for (let field = json.firstKey(keys); field !== key.end; field = json.nextKey(keys, field)) {
      if (field === key.failed) return false
      const isText = json.next() === quote
      if (isText && (field === at.name || field === at.cat || field === at.ph)) {
        if (!json.string()) return false
        if (field === at.name) {
          nameFrom = json.from
          nameTo = json.to
          nameEscaped = json.isEscaped
        } else if (field === at.cat) {
          categoryFrom = json.from
          categoryTo = json.to
          categoryEscaped = json.isEscaped
        } else ph = json.to - json.from === 1 ? (window.bytes[json.from] as number) : 0
        continue
      }
      if (field === at.pid || field === at.tid) {
        const id = threads.id(json, isText)
        if (Number.isNaN(id)) return false
        if (field === at.pid) process = id
        else thread = id
      } else if (!isText && (field === at.ts || field === at.dur)) {
        if (json.next() === 110) {
          if (!json.skip()) return false
          continue
        }
        const time = json.number()
        if (Number.isNaN(time)) return false
        if (time < 0 || time > greatestTime)
          return draft.refuse(
            damaged(json.place(), `an event's ${field === at.ts ? 'time' : 'duration'} is no time: ${time}`),
          )
        if (field === at.ts) ts = time
        else dur = time
      } else if (field === at.args) {
        if (!args.read(json)) return false
      } else if (!json.skip()) return false
    }
    return commit(json, ph, ts, dur, process, thread)
  }

  const commit = (json: JsonCursor, ph: number, ts: number, dur: number, process: number, thread: number): boolean => {
    if (ph === phase.meta) {
      if (nameFrom >= 0) threads.name(json, nameFrom, nameTo, args, process, thread)
      return true
    }
    if (ph !== phase.whole && ph !== phase.begin && ph !== phase.end) {
      ignored++
      return true
    }
    if (Number.isNaN(ts)) return draft.refuse(damaged(json.place(), 'an event has no time'))
    const row = threads.row(process, thread, json)
    if (row < 0) return false
    latest = Math.max(latest, ts + (Number.isNaN(dur) ? 0 : dur))
    if (ph === phase.end) {
      open.close(row, ts)
      return true
    }
    if (!draft.hasRoom(json)) return false
    const category = categoryFrom < 0 ? none : text(json, categoryFrom, categoryTo, categoryEscaped)
    const name = text(json, nameFrom, nameTo, nameEscaped)
    if (name < 0 || category < 0) return false
    if (category !== none && category !== lastCategory) {
      const word = draft.texts.textOf(category)
      if (word === frameCategory) markCategory = category
      if (word === costCategory) isTimeline = false
      lastCategory = category
    }
    if (category === markCategory && ph === phase.whole) {
      return draft.mark(args.mark(ts, Number.isNaN(dur) ? 0 : dur), json)
    }
    if (ph === phase.whole && Number.isNaN(dur)) {
      withoutDuration++
      dur = 0
    }
    const node = args.hasNode ? args.node(json) : nodes.event(name, category)
    if (node < 0) return false
    const event = events.add(ts, ph === phase.begin ? NaN : dur, name, category, node, row)
    if (ph === phase.begin) open.begin(row, event)
    return true
  }

  const list: JsonShape = { kind: 'array', element: { kind: 'record', read } }
  return {
    keys: { traceEvents: { shape: list, isSign: true } },
    list,
    finish: (isCut): FileRecording | string => {
      open.finish(latest)
      if (isCut)
        draft.note(
          'incomplete',
          'The list of events has no closing bracket: recording ended early, or the file was cut short between two events.',
        )
      if (ignored > 0)
        draft.note(
          'meaning',
          `${ignored.toLocaleString('en')} entries that are no timed events (counters, flows, instants and the like) are left out.`,
        )
      if (withoutDuration > 0)
        draft.note(
          'damage',
          `${withoutDuration.toLocaleString('en')} events have no duration; they are taken as lasting no time.`,
        )
      if (!isTimeline) draft.note('meaning', notWhenItRan)
      if (events.count === 0)
        return 'This Chrome trace holds no timed events, so there is nothing to show. Record it again while the scene plays.'
      return {
        format: 'Chrome trace',
        title: titleOf(draft.fileName),
        fileName: draft.fileName,
        conditions: {},
        notices: draft.notices,
        events,
        nodes,
        texts: draft.texts,
        threads: threads.names(),
        unitsPerSecond,
        marks: draft.marks,
        framesByPauses: false,
        isTimeline,
      }
    },
  }
}
