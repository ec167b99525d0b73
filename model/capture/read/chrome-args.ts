// The `args` of a Chrome trace event, as far as Rigscope writes them itself: which node an event is about, and what a mark of a
// frame says. All other arguments are gone past.
import { none } from '../capture'
import type { FrameMark } from '../build/split-frames'
import { type JsonCursor, key, openObject, quote } from './json-cursor'
import { KeySet } from './key-set'
import { damaged } from './limits'
import type { RecordingDraft } from './recording-draft'

const keys = new KeySet(['name', 'node', 'path', 'kind', 'rig', 'number', 'pass', 'evaluation', 'drawSubmit'])
const texts = 5
const text = { name: 0, node: 1, path: 2, kind: 3, rig: 4 } as const

export class ChromeArgs {
  /** Ranges of bytes, so that no text of an event that is ignored is kept; -1 where there is none. */
  private readonly from = new Int32Array(texts)
  private readonly to = new Int32Array(texts)
  private readonly isEscaped = new Uint8Array(texts)
  private readonly numbers = new Float64Array(4)
  private isClear = false

  constructor(private readonly draft: RecordingDraft) {}

  clear(): void {
    if (this.isClear) return
    this.from.fill(-1)
    this.numbers.fill(NaN)
    this.isClear = true
  }

  /** Whether the event says which node it is about. */
  get hasNode(): boolean {
    return !this.isClear && this.hasText(text.node) && this.hasText(text.path)
  }

  read(json: JsonCursor): boolean {
    if (json.next() !== openObject) return json.skip()
    json.window.at++
    this.isClear = false
    for (let field = json.firstKey(keys); field !== key.end; field = json.nextKey(keys, field)) {
      if (field === key.failed) return false
      const first = json.next()
      if (field >= 0 && field < texts && first === quote) {
        if (!json.string()) return false
        this.from[field] = json.from
        this.to[field] = json.to
        this.isEscaped[field] = json.isEscaped ? 1 : 0
      } else if (field >= texts && (first === 45 || (first >= 48 && first <= 57))) {
        const value = json.number()
        if (Number.isNaN(value)) return false
        this.numbers[field - texts] = value
      } else if (!json.skip()) return false
    }
    return true
  }

  /** The row of the node; -1 and a refusal when there is no room for its texts. */
  node(json: JsonCursor): number {
    const name = this.intern(json, text.node)
    const path = this.intern(json, text.path)
    const kind = this.intern(json, text.kind)
    const rig = this.intern(json, text.rig)
    return this.draft.refusal === null ? this.draft.nodes.named(name, path, kind, rig) : -1
  }

  mark(start: number, duration: number): FrameMark {
    const [number = NaN, pass = 0, evaluation = NaN, drawSubmit = NaN] = this.isClear ? [] : this.numbers
    const time = (seconds: number) => (seconds >= 0 && Number.isFinite(seconds) ? seconds : NaN)
    return {
      start,
      duration,
      number: Number.isFinite(number) ? number : NaN,
      pass: pass >= 0 && pass < 0xffff ? Math.floor(pass) : 0,
      evaluation: time(evaluation),
      drawSubmit: time(drawSubmit),
    }
  }

  name(json: JsonCursor): string | null {
    const index = this.isClear ? none : this.intern(json, text.name)
    return index === none || index < 0 ? null : this.draft.texts.textOf(index)
  }

  private hasText(field: number): boolean {
    return (this.from[field] as number) >= 0
  }

  private intern(json: JsonCursor, field: number): number {
    if (!this.hasText(field)) return none
    const meant = json.meant(this.from[field] as number, this.to[field] as number, this.isEscaped[field] === 1)
    if (meant !== null) return this.draft.text(meant.bytes, meant.from, meant.to, json)
    this.draft.refuse(damaged(json.place(), 'a text has an escape that is none'))
    return -1
  }
}
