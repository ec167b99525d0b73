// The list of captures as panels see it, with what can end each one that is under way. Nothing here knows files or hosts.
import type { CaptureState, CaptureSummary } from './api'

interface Entry {
  readonly summary: CaptureSummary
  /** Ends what is under way; null where nothing is. */
  readonly cancel: (() => void) | null
}

/** Those that were never finished, kept in the list so that people can read why. */
const mostUnfinished = 20

export class CaptureList {
  private readonly entries = new Map<string, Entry>()
  private readonly listeners = new Set<() => void>()

  /** Newest first. */
  all(): readonly CaptureSummary[] {
    return [...this.entries.values()].map(({ summary }) => summary).sort((a, b) => b.addedAt - a.addedAt)
  }

  get(capture: string): CaptureSummary | undefined {
    return this.entries.get(capture)?.summary
  }

  /** How many are under way. */
  get busy(): number {
    return [...this.entries.values()].filter(({ cancel }) => cancel !== null).length
  }

  /** Called at each change. Returns the undo. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  add(summary: CaptureSummary, cancel: (() => void) | null = null): void {
    this.entries.set(summary.capture, { summary, cancel })
    this.tell()
  }

  delete(capture: string): void {
    this.entries.delete(capture)
    this.tell()
  }

  change(capture: string, change: Partial<CaptureSummary>): void {
    const entry = this.entries.get(capture)
    if (entry === undefined) return
    this.entries.set(capture, { ...entry, summary: { ...entry.summary, ...change } })
    this.tell()
  }

  /** The next state of one that is under way; what has ended stays as it is. */
  setState(capture: string, state: Exclude<CaptureState, { readonly kind: 'ready' }>): void {
    const entry = this.entries.get(capture)
    if (entry === undefined || entry.cancel === null) return
    const hasEnded = state.kind === 'failed' || state.kind === 'cancelled'
    this.entries.set(capture, { summary: { ...entry.summary, state }, cancel: hasEnded ? null : entry.cancel })
    if (hasEnded) this.dropOldUnfinished()
    this.tell()
  }

  makeReady(capture: string, change: Partial<CaptureSummary>): void {
    const entry = this.entries.get(capture)
    if (entry === undefined) return
    this.entries.set(capture, { summary: { ...entry.summary, ...change, state: { kind: 'ready' } }, cancel: null })
    this.tell()
  }

  /** False where nothing is under way. */
  cancel(capture: string): boolean {
    const cancel = this.entries.get(capture)?.cancel ?? null
    cancel?.()
    return cancel !== null
  }

  /** Two captures of one name could not be told apart when they are compared. */
  untaken(title: string, capture: string): string {
    const taken = new Set(this.all().flatMap((other) => (other.capture === capture ? [] : [other.title])))
    let one = title
    for (let count = 2; taken.has(one); count += 1) one = `${title} (${count})`
    return one
  }

  private dropOldUnfinished(): void {
    const ended = this.all().filter(({ state }) => state.kind === 'failed' || state.kind === 'cancelled')
    for (const { capture } of ended.slice(mostUnfinished)) this.entries.delete(capture)
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener()
  }
}
