// Walks through a JSON file of any size as its bytes come: goes into what a shape asks for, hands each record over as soon as
// it is there in full, and goes past the rest without keeping it. What records mean is left to the formats.
import type { ByteWindow } from './byte-window'
import { closeArray, closeObject, colon, comma, JsonCursor, openArray, openObject, quote } from './json-cursor'
import { JsonPassing } from './json-passing'
import type { KeySet } from './key-set'
import { cutShort, damaged, tooMany } from './limits'
import type { RecordingDraft } from './recording-draft'

export type JsonShape =
  | {
      readonly kind: 'object'
      readonly keys: KeySet
      readonly shapes: readonly JsonShape[]
      readonly begin?: () => void
      readonly end?: () => void
    }
  | { readonly kind: 'array'; readonly element: JsonShape; readonly begin?: () => void }
  /** Reads one value; false where it cannot, with the cursor where that showed. */
  | { readonly kind: 'record'; readonly read: (json: JsonCursor) => boolean }
  /** Either of two, as the file has it. */
  | { readonly kind: 'either'; readonly object: JsonShape; readonly array: JsonShape }

type State = 'value' | 'firstElement' | 'firstKey' | 'key' | 'after' | 'skipping' | 'done'

export class JsonWalk {
  readonly cursor: JsonCursor
  private state: State = 'value'
  private readonly stack: JsonShape[] = []
  /** What the value to come should be; null is of no interest. */
  private expected: JsonShape | null
  private readonly passing: JsonPassing

  constructor(
    private readonly window: ByteWindow,
    private readonly draft: RecordingDraft,
    root: JsonShape,
  ) {
    this.cursor = new JsonCursor(window)
    this.passing = new JsonPassing(window)
    this.expected = root
  }

  /** The file came to its end. */
  get isDone(): boolean {
    return this.state === 'done'
  }

  /** Inside a list that is the whole file, between two of its records. */
  get isBetweenRecords(): boolean {
    return this.stack.length === 1 && this.stack[0]?.kind === 'array' && this.state !== 'skipping'
  }

  /** Reads as far as there are bytes; false when the file is refused. */
  take(): boolean {
    const { window, cursor } = this
    for (;;) {
      const byte = this.state === 'skipping' ? (window.bytes[window.at] as number) : cursor.next()
      if (window.at >= window.end) return true
      const mark = window.at
      if (this.step(byte)) continue
      if (this.draft.refusal !== null) return false
      if (window.at < window.end) return this.draft.refuse(damaged(`at byte ${this.shown(window.at)}`, this.wanted()))
      window.at = mark
      if (window.end - mark > this.draft.limits.recordBytes)
        return this.draft.refuse(tooMany.recordBytes(this.draft.limits, `at byte ${this.shown(mark)}`))
      return true
    }
  }

  /** Why the file is not whole. */
  cutSentence(): string {
    return cutShort(`at byte ${this.shown(this.window.end)}`, 'in the middle of what it holds')
  }

  private shown(at: number): string {
    return (this.window.offset + at).toLocaleString('en')
  }

  private wanted(): string {
    if (this.state === 'done') return 'something follows its end'
    if (this.state === 'value') return 'a value is not as it must be'
    return this.state === 'after' ? 'a comma or a closing bracket is missing' : 'a key is missing'
  }

  private step(byte: number): boolean {
    switch (this.state) {
      case 'value':
        return this.value(byte)
      case 'firstElement':
        if (byte === closeArray) return this.close()
        return this.value(byte)
      case 'firstKey':
        if (byte === closeObject) return this.close()
        return this.key()
      case 'key':
        return this.key()
      case 'after':
        return this.after(byte)
      case 'skipping':
        if (this.passing.take()) this.state = this.stack.length === 0 ? 'done' : 'after'
        return true
      case 'done':
        return false
    }
  }

  private value(byte: number): boolean {
    let shape = this.expected
    if (shape?.kind === 'either') shape = byte === openArray ? shape.array : shape.object
    if (shape?.kind === 'record') {
      if (!shape.read(this.cursor)) return false
      this.state = 'after'
      return true
    }
    if (shape?.kind === 'object' && byte === openObject) return this.enter(shape, null, 'firstKey')
    if (shape?.kind === 'array' && byte === openArray) return this.enter(shape, shape.element, 'firstElement')
    if (byte === openObject || byte === openArray || byte === quote) {
      this.passing.begin()
      this.state = 'skipping'
      return true
    }
    if (!this.cursor.skip()) return false
    this.state = 'after'
    return true
  }

  private enter(shape: JsonShape & { kind: 'object' | 'array' }, expected: JsonShape | null, state: State): boolean {
    this.window.at++
    this.stack.push(shape)
    shape.begin?.()
    this.expected = expected
    this.state = state
    return this.draft.refusal === null
  }

  private key(): boolean {
    const shape = this.stack.at(-1)
    if (shape?.kind !== 'object' || !this.cursor.string()) return false
    const index = shape.keys.find(this.window.bytes, this.cursor.from, this.cursor.to)
    if (!this.cursor.take(colon)) return false
    this.expected = shape.shapes[index] ?? null
    this.state = 'value'
    return true
  }

  private after(byte: number): boolean {
    const shape = this.stack.at(-1)
    if (shape === undefined) return false
    if (byte === comma) {
      this.window.at++
      this.state = shape.kind === 'object' ? 'key' : 'value'
      if (shape.kind === 'array') this.expected = shape.element
      return true
    }
    return byte === (shape.kind === 'object' ? closeObject : closeArray) && this.close()
  }

  private close(): boolean {
    this.window.at++
    const shape = this.stack.pop()
    if (shape?.kind === 'object') shape.end?.()
    this.state = this.stack.length === 0 ? 'done' : 'after'
    return this.draft.refusal === null
  }
}
