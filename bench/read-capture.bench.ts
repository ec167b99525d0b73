// Opening a recording of a million events, from navigation until something can be read off the screen: speedscope's real
// application on its own format, and our reader on the same file, and on the same events as Maya and Chrome write them.
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, extname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Browser } from '@playwright/test'
import { build } from 'vite'
import { quantile, startBrowser } from './browser'
import { type Line, withinBudget } from './line'
import { chromeText, madeUpEvents, mayaText, speedscopeText } from './read-capture-files'

export const name = 'read-capture'

const rounds = 5
const events = 1_000_000
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export async function run(): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rigscope-read-'))
  const root = join(import.meta.dirname, 'read-capture-page')
  const options = { configFile: false as const, root, logLevel: 'error' as const, base: './' }
  await build({ ...options, build: { outDir: join(folder, 'ours'), emptyOutDir: true, target: 'es2023' } })
  const made = madeUpEvents(events)
  const files = { 'made-up.speedscope.json': speedscopeText, 'made-up.txt': mayaText, 'made-up.json': chromeText }
  for (const [file, write] of Object.entries(files))
    await pipeline(Readable.from(write(made)), createWriteStream(join(folder, file)))
  const speedscope = join(dirname(createRequire(import.meta.url).resolve('speedscope/package.json')), 'dist', 'release')
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'))
    const file = path.startsWith('/speedscope/')
      ? join(speedscope, path.slice('/speedscope'.length))
      : join(folder, path)
    response.setHeader('Content-Type', mimeTypes[extname(file)] ?? 'application/octet-stream')
    createReadStream(file, { highWaterMark: 2 ** 20 })
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await startBrowser()
  try {
    const origin = originOf(server)
    const taken = { speedscope: [] as number[], evented: [] as number[], maya: [] as number[], chrome: [] as number[] }
    for (let round = 0; round < rounds; round++)
      // Neither always runs into what the other left behind.
      for (const which of round % 2 === 0 ? turns : [...turns].reverse())
        taken[which].push(await open(browser, origin, which, made.count))
    const median = (values: number[]) =>
      quantile(
        [...values].sort((a, b) => a - b),
        0.5,
      ) / 1000
    const megabytes = (file: string) => Math.round(statSync(join(folder, file)).size / 1e6)
    const peer = { name: 'speedscope, its own file', figure: median(taken.speedscope) }
    const line = (what: string, file: string, figure: number): Line => ({
      ...{ name: `opening ${made.count.toLocaleString('en')} events, ${what} (${megabytes(file)} MB), median`, figure },
      ...{ unit: 's', budget: peer.figure, within: withinBudget(figure, peer.figure), peer },
    })
    return [
      line('speedscope file', 'made-up.speedscope.json', median(taken.evented)),
      line("Maya's profiler", 'made-up.txt', median(taken.maya)),
      line('Chrome trace', 'made-up.json', median(taken.chrome)),
    ]
  } finally {
    await browser.close()
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  }
}

const turns = ['speedscope', 'evented', 'maya', 'chrome'] as const
const addresses: Readonly<Record<(typeof turns)[number], string>> = {
  speedscope: '/speedscope/index.html#profileURL=/made-up.speedscope.json',
  evented: '/ours/index.html#/made-up.speedscope.json',
  maya: '/ours/index.html#/made-up.txt',
  chrome: '/ours/index.html#/made-up.json',
}

/** Milliseconds from navigation until the page shows what it read. */
async function open(browser: Browser, origin: string, which: (typeof turns)[number], count: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  try {
    if (which === 'speedscope') await page.addInitScript(markWhenDrawn)
    await page.goto(origin + addresses[which])
    await page.waitForFunction(() => window.reading !== undefined || window.drawnMs !== undefined, null, {
      timeout: 120_000,
      polling: 50,
    })
    const { reading, drawnMs } = await page.evaluate(() => ({ reading: window.reading, drawnMs: window.drawnMs }))
    if (drawnMs !== undefined) return drawnMs
    if (reading === undefined || 'sentence' in reading)
      throw new Error(reading?.sentence ?? 'The page has read nothing.')
    if (reading.events !== count) throw new Error(`Only ${reading.events} of ${count} events were read.`)
    return reading.shownMs
  } finally {
    await page.close()
  }
}

declare global {
  interface Window {
    /** Milliseconds from navigation until speedscope's flamegraph had been on the screen for a frame. */
    drawnMs?: number
  }
}

/** Runs in speedscope's page. Its tabs are there when the profile is, and the flamegraph is drawn in the frame after. */
function markWhenDrawn(): void {
  const look = () => {
    const isLoaded =
      document.body !== null &&
      document.body.textContent.includes('Time Order') &&
      document.querySelector('canvas') !== null
    if (!isLoaded) requestAnimationFrame(look)
    else requestAnimationFrame(() => requestAnimationFrame(() => (window.drawnMs = performance.now())))
  }
  requestAnimationFrame(look)
}

function originOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server of recordings has no port.')
  return `http://127.0.0.1:${address.port}`
}
