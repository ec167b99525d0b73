// The live chart against recharts: the same minute of frames, the same thinning, the same Chromium. Each has a page of its own, since
// one's garbage would be collected in the other's time; their turns come in random order.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import { quantile, startBrowser } from './browser'
import type { Charts } from './charts-page/charts-page'
import { type Line, withinBudget } from './line'

export const name = 'charts'

const turns = 12
const updatesATurn = 40
const warmUpUpdates = 60
const both: readonly Charts[] = ['ours', 'recharts']

export async function run(): Promise<readonly Line[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'rigscope-charts-'))
  const root = join(import.meta.dirname, 'charts-page')
  const options = { configFile: false as const, root, logLevel: 'error' as const, base: './' }
  await build({ ...options, plugins: [react()], build: { outDir, emptyOutDir: true } })
  const server = await preview({ ...options, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const browser = await startBrowser()
  try {
    const address = server.httpServer.address()
    if (address === null || typeof address === 'string') throw new Error('The page of charts has no port.')
    const lines: Line[] = []
    for (const charts of [1, 4]) {
      const taken = await updateBoth(browser, `http://127.0.0.1:${address.port}/`, charts)
      // Four charts and all else have 8 ms of an animation frame.
      const budget = charts === 4 ? 8 : null
      const ours = quantile(taken.ours, 0.95)
      lines.push({
        name: `${charts === 1 ? 'live chart' : 'four live charts'}, script of an update, p95 of ${taken.ours.length} (${taken.points} points x 3)`,
        figure: ours,
        unit: 'ms',
        budget,
        within: budget === null ? null : withinBudget(ours, budget),
        peer: { name: 'recharts', figure: quantile(taken.recharts, 0.95) },
      })
    }
    return lines
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** Script milliseconds of each update, ascending. */
async function updateBoth(browser: Browser, address: string, charts: number) {
  const open = async (which: Charts) => {
    const context = await browser.newContext({ viewport: { width: 900, height: 1400 } })
    const page = await context.newPage()
    await page.goto(address)
    await page.waitForFunction(() => typeof window.updateCharts === 'function')
    const update = async (updates: number) => {
      await page.bringToFront()
      return page.evaluate(([a, b, c]) => window.updateCharts(a, b, c), [which, charts, updates] as const)
    }
    await update(warmUpUpdates)
    return update
  }
  const update = { ours: await open('ours'), recharts: await open('recharts') }
  const taken = { ours: [] as number[], recharts: [] as number[], points: 0 }
  for (let turn = 0; turn < turns; turn++)
    for (const which of Math.random() < 0.5 ? both : both.toReversed()) {
      const { scriptMs, points } = await update[which](updatesATurn)
      taken[which].push(...scriptMs)
      taken.points = points
    }
  taken.ours.sort((a, b) => a - b)
  taken.recharts.sort((a, b) => a - b)
  return taken
}
