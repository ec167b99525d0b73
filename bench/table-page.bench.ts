// Tables of 50,000 nodes as people wait for them, in Chromium: sorting, filtering and scrolling a capture's table and a comparison's, from
// the act to the drawn rows; and how long comparing takes, and keeps the page from answering.
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import type { Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type { CaptureSummary } from '../hub/captures/api'
import { headerOf } from '../model/capture/capture-header'
import { encodeCapture, joinBytes } from '../model/capture/encode-capture'
import { quantile, startBrowser } from './browser'
import { type Line, withinBudget } from './line'
import { bigCapture } from './table.bench'

export const name = 'table-page'

const rounds = 8
const budgetMs = 100
const longTaskMs = 50
const ids = ['a', 'b'] as const
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export async function run(): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rigscope-table-'))
  const root = join(import.meta.dirname, 'table-page')
  const options = { configFile: false as const, root, logLevel: 'error' as const, base: './' }
  await build({ ...options, plugins: [react()], build: { outDir: folder, emptyOutDir: true, target: 'es2022' } })
  writeFileSync(join(folder, 'summaries.json'), JSON.stringify(ids.map((id, at) => write(folder, id, at + 1))))
  const server = createServer((request, response) => {
    const asked = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'))
    const path = asked === '/' ? 'index.html' : asked
    response.setHeader('Content-Type', mimeTypes[extname(path)] ?? 'application/octet-stream')
    createReadStream(join(folder, path))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await startBrowser()
  try {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The page of tables has no port.')
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
    await page.goto(`http://127.0.0.1:${address.port}/`)
    await page.waitForSelector('#capture-table .grid-body .grid-row', { timeout: 60_000 })
    const ofCapture = await linesOf(page, 'a capture', 'capture-table', 'capture-filter', ['name', 'self'])
    const compared = await compare(page)
    await page.waitForSelector('#comparison-table')
    await page.locator('.compared-tools select').first().selectOption('all')
    const ofComparison = await linesOf(page, 'a comparison', 'comparison-table', 'comparison-filter', ['name', 'delta'])
    return [...ofCapture, ...compared, ...ofComparison]
  } finally {
    await browser.close()
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The capture where the page asks for it, and what the hub would list of it. */
function write(folder: string, id: string, seed: number): CaptureSummary {
  const capture = bigCapture(seed)
  const bytes = joinBytes(encodeCapture(capture))
  const path = join(folder, 'captures')
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, id), bytes)
  const { title, source, conditions, notices, counts, meanFrame, isTruncated, rigCosts } = headerOf(capture)
  const { frames, nodes, events } = counts
  return {
    ...{ capture: id, title, addedAt: Date.now() / 1000, madeAt: null, session: null, isPinned: false },
    state: { kind: 'ready' },
    content: {
      ...{ source, conditions, notices, frames, nodes, events, meanFrame, isTruncated, rigCosts },
      bytes: bytes.byteLength,
    },
  }
}

async function linesOf(
  page: Page,
  what: string,
  grid: string,
  field: string,
  columns: readonly [string, string],
): Promise<Line[]> {
  const sorts: number[] = []
  const filters: number[] = []
  const scrolls: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const column of columns)
      sorts.push(await page.evaluate(([id, of]) => window.tablePage?.sort(id, of) ?? NaN, [grid, column] as const))
    for (const text of [`joint_${round}`, ''])
      filters.push(
        await page.evaluate(([id, of, typed]) => window.tablePage?.type(id, of, typed) ?? NaN, [
          grid,
          field,
          text,
        ] as const),
      )
    for (let turn = 0; turn < 3; turn++)
      scrolls.push(await page.evaluate((id) => window.tablePage?.scroll(id) ?? NaN, grid))
  }
  return [
    line(`sorting 50,000 rows of ${what} to the pixel, p95 of ${sorts.length}`, sorts, budgetMs),
    line(`filtering 50,000 rows of ${what} to the pixel, p95 of ${filters.length}`, filters, budgetMs),
    line(`scrolling by 900 rows of ${what} to the pixel, p95 of ${scrolls.length}`, scrolls, longTaskMs),
  ]
}

async function compare(page: Page): Promise<Line[]> {
  const taken = []
  for (let round = 0; round < rounds; round++)
    taken.push(await page.evaluate(() => window.tablePage?.compare('a', 'b') ?? { whole: NaN, longestTask: NaN }))
  const [first, ...again] = taken
  return [
    // One of the two is shown already.
    line('the first time, with fetching and checking the other capture', [first?.whole ?? NaN], null),
    line('longest task of the page meanwhile', [first?.longestTask ?? NaN], longTaskMs),
    line(
      'comparing 50,000 nodes again, from the click to the verdict, median',
      again.map(({ whole }) => whole),
      null,
      0.5,
    ),
    line(
      'longest task of the page meanwhile, median',
      again.map(({ longestTask }) => longestTask),
      longTaskMs,
      0.5,
    ),
  ]
}

function line(what: string, taken: readonly number[], budget: number | null, share = 0.95): Line {
  const figure = quantile(
    [...taken].sort((a, b) => a - b),
    share,
  )
  return {
    name: what,
    figure,
    unit: 'ms',
    budget,
    within: budget === null ? null : withinBudget(figure, budget),
    peer: null,
  }
}
