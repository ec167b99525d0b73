// How long the desktop application takes until there is something to see, as far as plain Node can tell: loading main and preload, the
// files before the first paint, and the hub's process until it serves. Electron's own start comes on top and is not measured here.
import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Line, withinBudget } from './line'

export const name = 'electron-start'

const rounds = 9
const dist = join(import.meta.dirname, '..', 'dist')
const own = (file: string) => join(import.meta.dirname, 'electron-start', file)

export async function run(): Promise<readonly Line[]> {
  const { scripts, bytes } = beforeFirstPaint()
  return [
    loading('main', 120),
    loading('preload', 10),
    line('scripts before the first paint, preload among them', scripts, '', 8),
    line('compressed bytes before the first paint, styles among them', bytes / 1024, 'KB', 250),
    line('hub’s process from its start until it serves, median', median(await hubStarts()), 'ms', 500, {
      name: 'node alone',
      figure: median(Array.from({ length: rounds }, nodeAlone)),
    }),
  ]
}

const line = (what: string, figure: number, unit: string, budget: number, peer: Line['peer'] = null): Line => ({
  ...{ name: `application: ${what}`, figure, unit, budget, within: withinBudget(figure, budget), peer },
})

/** In a new process each time; the first fills the file cache. */
function loading(file: 'main' | 'preload', budget: number): Line {
  const built = join(dist, 'electron', `${file}.cjs`)
  const taken = Array.from({ length: rounds + 1 }, () =>
    Number(execFileSync(process.execPath, [own('require-built.mjs'), built], { encoding: 'utf8' })),
  ).slice(1)
  return line(`loading ${file}, median`, median(taken), 'ms', budget)
}

/** What the page names in its own HTML, and the preload before it. */
function beforeFirstPaint(): { readonly scripts: number; readonly bytes: number } {
  const page = readFileSync(join(dist, 'panel', 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, file = '']) =>
    join(dist, 'panel', file),
  )
  const files = [join(dist, 'electron', 'preload.cjs'), ...named]
  return {
    scripts: files.filter((file) => !file.endsWith('.css')).length,
    bytes: files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0),
  }
}

async function hubStarts(): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const ms = await hubStartsOnce()
    if (round > 0) taken.push(ms)
  }
  return taken
}

function hubStartsOnce(): Promise<number> {
  const runtime = mkdtempSync(join(tmpdir(), 'rigscope-bench-'))
  const began = performance.now()
  const child = fork(join(dist, 'node', 'electron-hub.mjs'), [join(dist, 'panel')], {
    execArgv: ['--import', pathToFileURL(own('parent-port.mjs')).href],
    env: { ...process.env, RIGSCOPE_RUNTIME_DIR: runtime },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let taken: number | null = null
    child.on('message', ({ kind, sentence = '' }: { readonly kind: string; readonly sentence?: string }) => {
      if (kind === 'refused') reject(new Error(sentence))
      if (kind !== 'serving') return
      taken ??= performance.now() - began
      child.kill()
    })
    child.once('close', () => {
      rmSync(runtime, { recursive: true, force: true })
      if (taken === null) reject(new Error('The hub’s process ended before it served.'))
      else resolve(taken)
    })
  })
}

function nodeAlone(): number {
  const began = performance.now()
  execFileSync(process.execPath, ['-e', '0'])
  return performance.now() - began
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
