// speedscope's own format: evented and sampled profiles, one thread each, over one list of names. A file that is cut anywhere
// is refused; events that are open at the end of their profile end with it, which is said.
import { none } from '../capture'
import type { FileRecording } from '../build/build-capture'
import type { ByteWindow } from './byte-window'
import { type JsonCursor, key, openObject, quote } from './json-cursor'
import type { JsonFormat } from './json-format'
import type { JsonShape } from './json-walk'
import { KeySet } from './key-set'
import { damaged, tooMany } from './limits'
import { notWhenItRan, laidTrackPrefix } from './not-when-it-ran'
import { numberShape, textShape } from './read-text'
import type { RecordingDraft } from './recording-draft'
import { ScopeProfile } from './scope-profile'
import { titleOf } from './title-of'

const frameKeys = new KeySet(['name', 'file'])
const entryKeys = new KeySet(['type', 'frame', 'at'])
const entryAt = { type: 0, frame: 1, at: 2 } as const
const opening = 79
const closing = 67

export function speedscope(_window: ByteWindow, draft: RecordingDraft): JsonFormat {
  const profile = new ScopeProfile(draft)
  const names: number[] = []
  const files: number[] = []
  let exporter = none

  const readFrame = (json: JsonCursor): boolean => {
    if (!json.take(openObject)) return false
    const found = [none, none]
    for (let field = json.firstKey(frameKeys); field !== key.end; field = json.nextKey(frameKeys, field)) {
      if (field === key.failed) return false
      if (field < 0 || json.next() !== quote) {
        if (!json.skip()) return false
        continue
      }
      if (!json.string()) return false
      const meant = json.meant(json.from, json.to, json.isEscaped)
      if (meant === null) return draft.refuse(damaged(json.place(), 'a text has an escape that is none'))
      const index = draft.text(meant.bytes, meant.from, meant.to, json)
      if (index < 0) return false
      found[field] = index
    }
    if (names.length >= draft.limits.texts) return draft.refuse(tooMany.texts(draft.limits, json.place()))
    const [name = none, file = none] = found
    names.push(name === none ? draft.texts.internText('(no name)') : name)
    files.push(file)
    return true
  }

  const readEntry = (json: JsonCursor): boolean => {
    if (!json.take(openObject)) return false
    let type = 0
    let frame = NaN
    let at = NaN
    for (let field = json.firstKey(entryKeys); field !== key.end; field = json.nextKey(entryKeys, field)) {
      if (field === key.failed) return false
      if (field === entryAt.type) {
        if (!json.string()) return false
        type = json.window.bytes[json.from] as number
      } else if (field === entryAt.frame || field === entryAt.at) {
        const value = json.number()
        if (Number.isNaN(value)) return false
        if (field === entryAt.frame) frame = value
        else at = value
      } else if (!json.skip()) return false
    }
    if (type === opening) return profile.open(frame, at, json)
    if (type === closing) return profile.close(frame, at, json)
    return draft.refuse(damaged(json.place(), 'an event neither opens nor closes'))
  }

  const list = (read: (json: JsonCursor) => boolean): JsonShape => ({
    kind: 'array',
    element: { kind: 'record', read },
  })
  const shapeOfProfile: JsonShape = {
    kind: 'object',
    keys: new KeySet(['type', 'name', 'unit', 'startValue', 'endValue', 'events', 'samples', 'weights']),
    shapes: [
      { kind: 'record', read: (json) => json.skip() },
      textShape(draft, (index) => profile.called(draft.texts.textOf(index))),
      textShape(draft, (index) => profile.countsIn(draft.texts.textOf(index))),
      numberShape((value) => profile.startsAt(value)),
      numberShape((value) => profile.endsAt(value)),
      list(readEntry),
      list((json) => profile.sample(json)),
      list((json) => profile.weight(json)),
    ],
    begin: () => profile.begin(),
    end: () => profile.end(),
  }

  return {
    keys: {
      profiles: { shape: { kind: 'array', element: shapeOfProfile }, isSign: true },
      shared: { shape: { kind: 'object', keys: new KeySet(['frames']), shapes: [list(readFrame)] }, isSign: false },
      exporter: { shape: textShape(draft, (index) => (exporter = index)), isSign: false },
    },
    list: null,
    finish: (): FileRecording | string => {
      const { events, nodes, texts } = draft
      if (profile.highestFrame >= names.length)
        return damaged(
          'in its list of frames',
          `an event is about number ${profile.highestFrame}, but there are ${names.length}`,
        )
      if (events.count === 0)
        return 'This speedscope profile holds no events, so there is nothing to show. Record it again while the scene plays.'
      const isOurs = exporter !== none && texts.textOf(exporter) === 'rigscope'
      const isTimeline = !isOurs || !draft.threads.some((name) => name.startsWith(laidTrackPrefix))
      if (!isTimeline) draft.note('meaning', notWhenItRan)
      const rows = names.map((name, index) =>
        // What our own export calls the file is the path of a node of the host.
        isOurs && files[index] !== none
          ? nodes.named(name, files[index] as number, none, none)
          : nodes.event(name, files[index] as number),
      )
      if (isOurs) profile.takeMarks(names)
      if (draft.refusal !== null) return draft.refusal
      for (let row = 0; row < events.count; row++) {
        const frame = events.name[row] as number
        events.node[row] = rows[frame] as number
        events.name[row] = names[frame] as number
      }
      return {
        format: 'speedscope profile',
        title: titleOf(draft.fileName),
        fileName: draft.fileName,
        conditions: {},
        notices: draft.notices,
        events,
        nodes,
        texts,
        threads: draft.threads,
        unitsPerSecond: profile.unitsPerSecond,
        marks: draft.marks,
        framesByPauses: false,
        isTimeline,
      }
    },
  }
}
