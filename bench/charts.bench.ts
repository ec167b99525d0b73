// The live chart against recharts: the same minute of frames, the same thinning, the same Chromium, updates in random order.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import { quantile, startBrowser } from './browser'
import { type Line, withinBudget } from './line'

export const name = 'charts'

const updates = 60

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
    const page = await browser.newPage({ viewport: { width: 900, height: 1400 } })
    await page.goto(`http://127.0.0.1:${address.port}/`)
    await page.waitForFunction(() => typeof window.runCharts === 'function')
    const lines: Line[] = []
    for (const charts of [1, 4]) {
      const taken = await page.evaluate(([n, count]) => window.runCharts(n, count), [updates, charts] as const)
      const p95 = (values: number[]) =>
        quantile(
          values.sort((a, b) => a - b),
          0.95,
        )
      const ours = p95(taken.ours)
      // Four charts and all else have 8 ms of an animation frame.
      const budget = charts === 4 ? 8 : null
      lines.push({
        name: `${charts === 1 ? 'live chart' : 'four live charts'}, script of an update, p95 (${taken.points} points x 3)`,
        figure: ours,
        unit: 'ms',
        budget,
        within: budget === null ? null : withinBudget(ours, budget),
        peer: { name: 'recharts', figure: p95(taken.recharts) },
      })
    }
    return lines
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}
