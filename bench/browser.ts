// Starts Chromium for the benches and reads what the browser itself measured: script time per animation frame and
// long tasks from its trace, heap from its collector. Which page is looked at is left to each bench.
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import playwright from '../playwright.config'

/** The headless Chromium of the end-to-end tests, that talks to nobody but the page's server; it also tells its heap exactly. */
export function startBrowser(): Promise<Browser> {
  const { args = [], ...options } = playwright.use?.launchOptions ?? {}
  return chromium.launch({ ...options, args: [...args, '--enable-precise-memory-info'] })
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** Processor microseconds of the thread, where `dur` is the clock's. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
  readonly args?: { readonly name?: string }
}

export interface ScriptTimes {
  /** Script milliseconds in each animation frame, ascending. */
  readonly perFrameMs: readonly number[]
  /** Main-thread tasks over 50 ms. */
  readonly longTasks: number
  /** Those of them that had a processor for over 50 ms: the others waited for one on a busy machine. */
  readonly longTasksOfProcessor: number
  readonly longestTaskMs: number
  readonly seconds: number
}

const scriptEvents = new Set([
  'FunctionCall',
  'EvaluateScript',
  'RunMicrotasks',
  'FireAnimationFrame',
  'TimerFire',
  'EventDispatch',
  'WebSocketReceive',
  'MajorGC',
  'MinorGC',
])

/** Traces the page's main thread for some seconds while `during` goes on. */
export async function traceScript(page: Page, seconds: number): Promise<ScriptTimes> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'toplevel', '__metadata', 'v8'] },
  })
  await page.waitForTimeout(seconds * 1000)
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return { ...scriptTimes(events), seconds }
}

/** Script time per animation frame of the busiest renderer main thread in a trace. */
export function scriptTimes(events: readonly TraceEvent[]): Omit<ScriptTimes, 'seconds'> {
  const thread = (event: TraceEvent) => `${event.pid}:${event.tid}`
  const mains = new Set(events.filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain').map(thread))
  const count = new Map<string, number>()
  for (const event of events)
    if (event.name === 'FireAnimationFrame' && mains.has(thread(event)))
      count.set(thread(event), (count.get(thread(event)) ?? 0) + 1)
  const main = [...count].sort((a, b) => b[1] - a[1])[0]?.[0]
  const own = events
    .filter((e) => e.ph === 'X' && thread(e) === main && e.dur !== undefined)
    .sort((a, b) => a.ts - b.ts)
  const frames: number[] = []
  let scripted = 0
  let scriptEnd = 0
  let frameStart = -1
  let taskEnd = 0
  let longTasks = 0
  let longTasksOfProcessor = 0
  let longest = 0
  for (const event of own) {
    const duration = event.dur ?? 0
    // The trace names each task twice, one inside the other.
    if (event.name.endsWith('RunTask') && event.ts >= taskEnd) {
      taskEnd = event.ts + duration
      longest = Math.max(longest, duration)
      if (duration > 50_000) longTasks++
      if ((event.tdur ?? 0) > 50_000) longTasksOfProcessor++
    }
    if (event.name === 'FireAnimationFrame' && event.ts >= scriptEnd) {
      if (frameStart >= 0) frames.push(scripted / 1000)
      frameStart = event.ts
      scripted = 0
    }
    // Nested events lie inside the one before: only what reaches beyond it counts.
    if (scriptEvents.has(event.name)) {
      const end = event.ts + duration
      if (end > scriptEnd) {
        scripted += end - Math.max(event.ts, scriptEnd)
        scriptEnd = end
      }
    }
  }
  frames.sort((a, b) => a - b)
  return { perFrameMs: frames, longTasks, longTasksOfProcessor, longestTaskMs: longest / 1000 }
}

/** Bytes of JavaScript heap in use after a full collection, typed arrays included. */
export async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const usage = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
  return usage.usedSize + (usage.backingStorageSize ?? 0)
}

/** The value below which a share of ascending numbers lies. */
export const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? NaN
