// Reads single texts and numbers of a JSON file into a draft, for shapes that are no events.
import type { JsonShape } from './json-walk'
import { quote } from './json-cursor'
import { damaged } from './limits'
import type { RecordingDraft } from './recording-draft'

/** Takes the index of a text; values of other kinds are gone past. */
export function textShape(draft: RecordingDraft, take: (index: number) => void): JsonShape {
  return {
    kind: 'record',
    read: (json) => {
      if (json.next() !== quote) return json.skip()
      if (!json.string()) return false
      const meant = json.meant(json.from, json.to, json.isEscaped)
      if (meant === null) return draft.refuse(damaged(json.place(), 'a text has an escape that is none'))
      const index = draft.text(meant.bytes, meant.from, meant.to, json)
      if (index < 0) return false
      take(index)
      return true
    },
  }
}

/** Takes a number; values of other kinds are gone past. */
export function numberShape(take: (value: number) => void): JsonShape {
  return {
    kind: 'record',
    read: (json) => {
      const first = json.next()
      if (first !== 45 && (first < 48 || first > 57)) return json.skip()
      const value = json.number()
      if (Number.isNaN(value)) return false
      take(value)
      return true
    },
  }
}
