// Every capture that the hub keeps or is making, and how one state follows another: taken by a host or read from a file, kept, renamed,
// removed and had back. The bytes are capture-files.ts's, reading them is reading/'s, speaking with hosts the starter's.
import type { CaptureHeader } from '../../model/capture/capture-header'
import type { HubError, Outcome } from '../api'
import type { CaptureContent, CaptureState, CaptureSummary, CaptureWish } from './api'
import { type BridgeFile, openBridgeFile } from './bridge-file'
import { type Budget, beyondBudget, defaultBudget } from './budget'
import type { CaptureFiles } from './capture-files'
import { CaptureList } from './capture-list'
import type { CaptureProgress, CaptureStarter } from './capture-starter'
import { untilAborted } from './reading/until-aborted'
import type { CaptureWork, ReadTask } from './reading/work'

export interface CapturesOptions {
  readonly files: CaptureFiles
  readonly work: CaptureWork
  readonly starter: CaptureStarter
  readonly runtime: string
  readonly nowSeconds: () => number
  readonly budget?: Budget
}

/** Removed captures that can still be had back. */
const mostRemoved = 10
const mostAtOnce = 4
const longestTitle = 200

const noSuchCapture: HubError = { kind: 'noSuchCapture', sentence: 'This capture is not there any more.' }
const done = { ok: true, value: null } as const

export class Captures {
  readonly list = new CaptureList()
  /** In the order in which they were removed. */
  private readonly removed = new Map<string, CaptureSummary>()
  private readonly working = new Set<Promise<unknown>>()
  /** Why nothing can be kept; null where it can. */
  private refusal: string | null = null
  private isClosed = false

  constructor(private readonly options: CapturesOptions) {}

  /** Reads what earlier hubs kept. The sentences are for the user; captures that come are refused where the folder is no good. */
  async open(): Promise<readonly string[]> {
    const { files, nowSeconds } = this.options
    const problem = await files.prepare()
    if (problem !== null) {
      this.refusal = `${problem} Captures cannot be kept until then.`
      return [this.refusal]
    }
    const { stored, problems } = await files.list(nowSeconds())
    for (const { capture, header, bytes, addedAt, note } of stored)
      this.list.add({
        ...{ capture, title: note.title ?? header.title, addedAt, madeAt: header.madeAt, session: null },
        ...{ state: { kind: 'ready' }, isPinned: note.isPinned, content: contentOf(header, bytes) },
      })
    return problems
  }

  /** The capture with the file that holds it; undefined where none is ready. */
  ready(capture: string): { readonly summary: CaptureSummary; readonly path: string } | undefined {
    const summary = this.list.get(capture)
    return summary?.state.kind === 'ready' ? { summary, path: this.options.files.path(capture) } : undefined
  }

  /** Reads what somebody opens. `settled` resolves once the capture is ready, failed or cancelled, and never rejects. */
  read(
    chunks: AsyncIterable<Uint8Array>,
    { fileName, total }: { readonly fileName: string; readonly total: number | null },
  ): Outcome<{ readonly capture: string; readonly settled: Promise<void> }> {
    const refused = this.cannotBegin()
    if (refused !== null) return { ok: false, error: refused }
    const control = new AbortController()
    const state: CaptureState = { kind: 'reading', bytes: 0, total }
    const capture = this.begin(titleFrom(fileName), null, state, () => control.abort())
    const settled = this.track(this.take(capture, chunks, { from: 'any', fileName }, total, control.signal))
    return { ok: true, value: { capture, settled } }
  }

  async start(wish: CaptureWish): Promise<Outcome<{ readonly capture: string }>> {
    const refused = this.cannotBegin()
    if (refused !== null) return { ok: false, error: refused }
    let isCancelled = false
    let cancelHost: () => void = () => undefined
    const { capture, progress } = this.expect(wish.session, () => {
      isCancelled = true
      cancelHost()
    })
    const started = await this.options.starter.start(wish, progress)
    if (!started.ok) {
      this.list.delete(capture)
      return started
    }
    cancelHost = started.value.cancel
    if (isCancelled) cancelHost()
    return { ok: true, value: { capture } }
  }

  /** Follows one that a host is taking already, for a hub before this one; null where nothing can be kept. */
  follow(session: string, cancelHost: () => void): CaptureProgress | null {
    return this.cannotBegin() === null ? this.expect(session, cancelHost).progress : null
  }

  cancel(capture: string): Outcome<null> {
    if (this.list.get(capture) === undefined) return { ok: false, error: noSuchCapture }
    if (this.list.cancel(capture)) return done
    return { ok: false, error: { kind: 'badRequest', sentence: 'This capture has ended already.' } }
  }

  rename(capture: string, title: string): Promise<Outcome<null>> {
    return this.note(capture, { title: title.trim().slice(0, longestTitle) })
  }

  pin(capture: string, isPinned: boolean): Promise<Outcome<null>> {
    return this.note(capture, { isPinned })
  }

  async remove(capture: string): Promise<Outcome<null>> {
    const summary = this.list.get(capture)
    if (summary === undefined) return { ok: false, error: noSuchCapture }
    this.list.cancel(capture)
    this.list.delete(capture)
    if (summary.state.kind !== 'ready') return done
    await this.options.files.remove(capture)
    this.removed.set(capture, summary)
    await this.forgetRemoved(mostRemoved)
    return done
  }

  async restore(capture: string): Promise<Outcome<null>> {
    const summary = this.removed.get(capture)
    if (summary === undefined) return { ok: false, error: noSuchCapture }
    this.removed.delete(capture)
    await this.options.files.restore(capture)
    this.list.add(summary)
    return done
  }

  /** Cancels what is under way and lets go of what was removed. */
  async close(): Promise<void> {
    this.isClosed = true
    for (const { capture } of this.list.all()) this.list.cancel(capture)
    await Promise.all(this.working)
    await this.forgetRemoved(0)
  }

  private cannotBegin(): HubError | null {
    if (this.refusal !== null) return { kind: 'failed', sentence: this.refusal }
    if (this.isClosed) return { kind: 'gone', sentence: 'Rigscope is ending.' }
    if (this.list.busy < mostAtOnce) return null
    return { kind: 'failed', sentence: `${mostAtOnce} captures are being made already. Wait until one is ready.` }
  }

  private begin(title: string, session: string | null, state: CaptureState, cancel: () => void): string {
    const capture = this.options.files.newCapture()
    const addedAt = this.options.nowSeconds()
    this.list.add({ capture, title, addedAt, madeAt: null, session, state, isPinned: false, content: null }, cancel)
    return capture
  }

  /** Puts one on the list that a host is going to write. */
  private expect(session: string, cancelHost: () => void): { capture: string; progress: CaptureProgress } {
    const control = new AbortController()
    const capture = this.begin('Capture', session, { kind: 'waiting' }, () => {
      control.abort()
      cancelHost()
    })
    const progress: CaptureProgress = {
      state: (state) => this.list.setState(capture, state),
      file: (file) => void this.track(this.takeFromHost(capture, file, control.signal)),
    }
    return { capture, progress }
  }

  private async takeFromHost(capture: string, file: BridgeFile, signal: AbortSignal): Promise<void> {
    const fail = (sentence: string) => this.list.setState(capture, { kind: 'failed', sentence })
    const from = file.format === 'rigscope.log' ? 'log' : file.format === 'maya.profiler' ? 'any' : null
    if (from === null)
      return fail(`The host wrote a capture as ${file.format}, which this Rigscope does not read. Update Rigscope.`)
    const opened = await openBridgeFile(file, this.options.runtime)
    if (opened.kind === 'refused') return fail(opened.sentence)
    try {
      const fileName = file.path.split(/[\\/]/).at(-1) ?? file.path
      await this.take(capture, opened.chunks(), { from, fileName }, file.bytes, signal, () => opened.objection())
    } finally {
      await opened.remove()
    }
  }

  /** Reads chunks into the capture and settles its state; `objection` has the last word on whether they were right. */
  private async take(
    capture: string,
    chunks: AsyncIterable<Uint8Array>,
    task: Omit<ReadTask, 'target'>,
    total: number | null,
    signal: AbortSignal,
    objection: () => string | null = () => null,
  ): Promise<void> {
    const { files, work } = this.options
    const fail = (sentence: string) => this.list.setState(capture, { kind: 'failed', sentence })
    const onProgress = (bytes: number) => this.list.setState(capture, { kind: 'reading', bytes, total })
    onProgress(0)
    try {
      const result = await work.read(
        untilAborted(chunks, signal),
        { ...task, target: files.part(capture) },
        { onProgress, signal },
      )
      if (result.kind === 'cancelled' || signal.aborted) return this.list.setState(capture, { kind: 'cancelled' })
      if (result.kind === 'refused') return fail(result.sentence)
      const wrong = objection()
      if (wrong !== null) {
        await files.giveUp(capture)
        return fail(wrong)
      }
      await files.keep(capture)
      await this.makeReady(capture, result.header, result.bytes)
    } catch (error) {
      // The chunks broke off: whoever sent them went away.
      if (signal.aborted) this.list.setState(capture, { kind: 'cancelled' })
      else
        fail(`${task.fileName} broke off while it was read: ${error instanceof Error ? error.message : String(error)}.`)
    } finally {
      await files.giveUp(capture)
    }
  }

  private async makeReady(capture: string, header: CaptureHeader, bytes: number): Promise<void> {
    const summary = this.list.get(capture)
    // It was removed in the moment in which it became whole.
    if (summary === undefined) return this.options.files.forget(capture)
    const title = this.list.untaken(header.title === '' ? summary.title : header.title, capture)
    if (title !== header.title) await this.options.files.note(capture, { title, isPinned: false })
    this.list.makeReady(capture, { title, madeAt: header.madeAt, content: contentOf(header, bytes) })
    const kept = this.list
      .all()
      .flatMap(({ content, ...one }) => (content === null ? [] : { ...one, bytes: content.bytes }))
    for (const old of beyondBudget(kept, capture, this.options.budget ?? defaultBudget)) {
      this.list.delete(old)
      await this.options.files.forget(old)
    }
  }

  private async forgetRemoved(most: number): Promise<void> {
    for (const capture of [...this.removed.keys()].slice(0, Math.max(0, this.removed.size - most))) {
      this.removed.delete(capture)
      await this.options.files.forget(capture)
    }
  }

  private async note(capture: string, change: { title?: string; isPinned?: boolean }): Promise<Outcome<null>> {
    const summary = this.list.get(capture)
    if (summary === undefined) return { ok: false, error: noSuchCapture }
    if (summary.state.kind !== 'ready')
      return { ok: false, error: { kind: 'badRequest', sentence: 'This capture is not ready yet.' } }
    const { title, isPinned } = { ...summary, ...change }
    await this.options.files.note(capture, { title, isPinned })
    this.list.change(capture, { title, isPinned })
    return done
  }

  private track(work: Promise<void>): Promise<void> {
    this.working.add(work)
    return work.finally(() => this.working.delete(work))
  }
}

function contentOf(header: CaptureHeader, bytes: number): CaptureContent {
  const { source, conditions, notices, counts, meanFrame, isTruncated, rigCosts } = header
  const { frames, nodes, events } = counts
  return { source, conditions, notices, frames, nodes, events, meanFrame, isTruncated, rigCosts, bytes }
}

const titleFrom = (fileName: string): string => fileName.replace(/\.[^.]{1,12}$/, '') || fileName
