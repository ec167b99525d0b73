// The panel under load: frames at 60 Hz and samples of 5,000 nodes at 10 Hz from a real bridge over a real hub, in Chromium.
// Script time and long tasks over a minute, then the heaps of page and hub over thirty (RIGSCOPE_SOAK_MINUTES for another number).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { cli, checkout, openPanel, runtimeFolder, Staged } from '../test/e2e/stage'
import { heapBytes, quantile, startBrowser, traceScript } from './browser'
import { type Line, withinBudget } from './line'
import { writeLoadRecording } from './load-recording'

export const name = 'panel-load'

const minutes = Number(process.env['RIGSCOPE_SOAK_MINUTES'] ?? 30)
const megabyte = 1024 * 1024

/** Answers `memory` with the bytes in use after a collection; loaded into the hub's process before it starts. */
const memoryHook = `process.on('message', () => { globalThis.gc(); globalThis.gc();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage(); process.send({ heapUsed, arrayBuffers, rss }) })
process.channel?.unref()`

interface Memory {
  readonly heapUsed: number
  readonly arrayBuffers: number
  readonly rss: number
}

export async function run(): Promise<readonly Line[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'rigscope-load-'))
  const recording = join(scratch, 'load.rigscope')
  await writeLoadRecording(recording)
  const hook = join(scratch, 'memory-hook.mjs')
  writeFileSync(hook, memoryHook)
  const runtime = runtimeFolder()
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', hook, cli, 'start', '--no-open', '--recording', recording],
    {
      cwd: checkout,
      env: { ...process.env, RIGSCOPE_RUNTIME_DIR: runtime.path },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  const hub = new Staged(child)
  const memory = () =>
    new Promise<Memory>((resolve) => {
      child.once('message', (message) => resolve(message as Memory))
      child.send('memory')
    })
  const browser = await startBrowser()
  try {
    const opener = (await hub.line(/^Open: /)).slice('Open: '.length).trim()
    const page = await openPanel(browser, opener)
    await page.getByRole('group', { name: 'Frame', exact: true }).waitFor()
    // Rings fill first: what grows after that would grow for ever.
    await page.waitForTimeout(90_000)
    const times = await traceScript(page, 60)
    const cdp = await page.context().newCDPSession(page)
    const firstPage = await heapBytes(cdp)
    const firstHub = await memory()
    const end = Date.now() + minutes * 60_000
    const course: string[] = []
    while (Date.now() < end) {
      await page.waitForTimeout(Math.min(60_000, Math.max(1, end - Date.now())))
      const hubNow = await memory()
      course.push(
        `${((await heapBytes(cdp)) / megabyte).toFixed(1)}/${((hubNow.heapUsed + hubNow.arrayBuffers) / megabyte).toFixed(1)}`,
      )
    }
    console.log(`  heap of page/hub in MB, minute by minute: ${course.join(' ')}`)
    const pageGrowth = ((await heapBytes(cdp)) - firstPage) / megabyte
    const lastHub = await memory()
    const hubGrowth = (lastHub.heapUsed + lastHub.arrayBuffers - firstHub.heapUsed - firstHub.arrayBuffers) / megabyte
    const p95 = quantile(times.perFrameMs, 0.95)
    return [
      {
        name: `panel at 60 Hz and 5,000 nodes at 10 Hz: script a frame, p95 of ${times.perFrameMs.length} frames`,
        figure: p95,
        unit: 'ms',
        budget: 8,
        within: withinBudget(p95, 8),
        peer: { name: 'median', figure: quantile(times.perFrameMs, 0.5) },
      },
      {
        name: `tasks over 50 ms in ${times.seconds} s of it`,
        figure: times.longTasks,
        unit: 'tasks',
        budget: 0,
        within: withinBudget(times.longTasks, 0),
        peer: { name: 'longest in ms', figure: times.longestTaskMs },
      },
      {
        name: 'of them with a processor for over 50 ms',
        figure: times.longTasksOfProcessor,
        unit: 'tasks',
        budget: 0,
        within: withinBudget(times.longTasksOfProcessor, 0),
        peer: null,
      },
      {
        name: `heap growth of the page over ${minutes} min`,
        figure: pageGrowth,
        unit: 'MB',
        budget: 10,
        within: withinBudget(pageGrowth, 10),
        peer: { name: 'heap at the start', figure: firstPage / megabyte },
      },
      {
        name: `heap growth of the hub over ${minutes} min`,
        figure: hubGrowth,
        unit: 'MB',
        budget: 10,
        within: withinBudget(hubGrowth, 10),
        peer: { name: 'heap at the start', figure: (firstHub.heapUsed + firstHub.arrayBuffers) / megabyte },
      },
    ]
  } finally {
    await browser.close()
    await hub.end()
    runtime.remove()
    rmSync(scratch, { recursive: true, force: true })
  }
}
