// The threads of a Chrome trace: numbers or texts for process and thread, and the names that metadata gives them, before or
// after their events.
import { type JsonCursor, quote } from './json-cursor'
import type { ChromeArgs } from './chrome-args'
import { KeySet } from './key-set'
import type { Placed, RecordingDraft } from './recording-draft'

const metaNames = new KeySet(['thread_name'])

export class ChromeThreads {
  /** Names by process and thread, as metadata told them. */
  private readonly named = new Map<string, string>()
  /** Process and thread of each row. */
  private readonly ids: { readonly process: number; readonly thread: number }[] = []

  constructor(private readonly draft: RecordingDraft) {}

  /** A process's or thread's number; texts become numbers that no number in a file is. NaN when there is none. */
  id(json: JsonCursor, isText: boolean): number {
    if (!isText) {
      const first = json.next()
      if (first === 45 || (first >= 48 && first <= 57)) return json.number()
      return json.skip() ? 0 : NaN
    }
    if (json.next() !== quote || !json.string()) return NaN
    const { bytes } = json.window
    const index = this.draft.text(bytes, json.from, json.to, json)
    return index < 0 ? NaN : -index - 0.5
  }

  row(process: number, thread: number, at: Placed): number {
    const row = this.draft.thread(process, thread, '', at)
    if (row === this.ids.length) this.ids.push({ process, thread })
    return row
  }

  /** Takes a metadata event that names a thread. */
  name(json: JsonCursor, from: number, to: number, args: ChromeArgs, process: number, thread: number): void {
    if (metaNames.find(json.window.bytes, from, to) < 0) return
    const name = args.name(json)
    // Threads without events may be named too, but not without end.
    if (name !== null && this.named.size < this.draft.limits.threads) this.named.set(`${process}/${thread}`, name)
  }

  names(): string[] {
    const processes = new Set(this.ids.map(({ process }) => process))
    return this.ids.map(({ process, thread }) => {
      const name = this.named.get(`${process}/${thread}`)
      if (name !== undefined) return name
      const shown = `Thread ${this.shown(thread)}`
      return processes.size > 1 ? `${shown} of process ${this.shown(process)}` : shown
    })
  }

  private shown(id: number): string {
    return id < 0 && !Number.isInteger(id) ? this.draft.texts.textOf(-id - 0.5) : String(id)
  }
}
