// What the end-to-end tests stand on: the real command line as a process with a runtime folder of its own, the page opened
// through the real opener file, and an X display for hosts with a window. What is looked at is left to the tests.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from '@playwright/test'

export const checkout = join(import.meta.dirname, '..', '..')
export const cli = join(checkout, 'dist', 'node', 'rigscope.mjs')

/** A folder of its own for sessions, hub and openers. */
export function runtimeFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'rigscope-e2e-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

const running = new Set<Staged>()

/** Ends whatever a test that failed left running. */
export async function clearStage(): Promise<void> {
  await Promise.all([...running].map((one) => one.end()))
}

/** A process whose lines can be waited for. */
export class Staged {
  readonly lines: string[] = []
  private readonly waiting = new Set<() => void>()
  exit: { code: number | null; signal: NodeJS.Signals | null } | null = null

  constructor(readonly child: ChildProcess) {
    running.add(this)
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream?.setEncoding('utf8')
      stream?.on('data', (chunk: string) => {
        const parts = (rest + chunk).split('\n')
        rest = parts.pop() ?? ''
        this.lines.push(...parts)
        this.wake()
      })
    }
    child.on('exit', (code, signal) => {
      this.exit = { code, signal }
      running.delete(this)
      this.wake()
    })
  }

  /** The first line that matches, now or later; fails with all lines when none came in time or the process ended. */
  async line(pattern: RegExp, seconds = 60): Promise<string> {
    const end = Date.now() + seconds * 1000
    for (;;) {
      const found = this.lines.find((line) => pattern.test(line))
      if (found !== undefined) return found
      if (this.exit || Date.now() > end)
        throw new Error(
          `No line matched ${String(pattern)}. Exit: ${JSON.stringify(this.exit)}. Lines:\n${this.lines.join('\n')}`,
        )
      await this.change(end - Date.now())
    }
  }

  /** Waits until the process has ended by itself; fails with its lines when that was not well. */
  async ended(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000
    while (!this.exit && Date.now() < end) await this.change(end - Date.now())
    if (this.exit?.code !== 0) throw new Error(`Exit: ${JSON.stringify(this.exit)}. Lines:\n${this.lines.join('\n')}`)
  }

  /** Ends the process by its id and waits until it is gone. */
  async end(signal: NodeJS.Signals = 'SIGTERM', seconds = 20): Promise<void> {
    if (this.exit) return
    this.child.kill(signal)
    const end = Date.now() + seconds * 1000
    while (!this.exit && Date.now() < end) await this.change(end - Date.now())
    if (!this.exit) this.child.kill('SIGKILL')
    while (!this.exit) await this.change(5000)
  }

  private change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, Math.max(1, Math.min(ms, 60_000)))
      this.waiting.add(done)
    })
  }

  private wake() {
    for (const done of [...this.waiting]) done()
  }
}

/** Starts a program with lines. */
export function stage(command: string, args: readonly string[], env: Record<string, string> = {}): Staged {
  return new Staged(
    spawn(command, [...args], { cwd: checkout, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
  )
}

export interface PanelProcess {
  readonly process: Staged
  readonly address: string
  readonly opener: string
}

/** `rigscope start --no-open` with its own runtime folder, once it said where the panel is. */
export async function startPanel(
  runtime: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<PanelProcess> {
  const process = stage(globalThis.process.execPath, [cli, 'start', '--no-open', ...args], {
    RIGSCOPE_RUNTIME_DIR: runtime,
    ...env,
  })
  const address = (await process.line(/^Panel: /)).slice('Panel: '.length).trim()
  const opener = (await process.line(/^Open: /)).slice('Open: '.length).trim()
  return { process, address, opener }
}

/** The page as a person gets it: the opener file, its redirect, the code, the cookie. */
export async function openPanel(
  browser: Browser | BrowserContext,
  opener: string,
  width = 1400,
  height = 900,
): Promise<Page> {
  const page =
    'newContext' in browser ? await browser.newPage({ viewport: { width, height } }) : await browser.newPage()
  await page.setViewportSize({ width, height })
  await page.goto(pathToFileURL(opener).href)
  await page.waitForURL(/^http:\/\/127\.0\.0\.1/)
  return page
}

/** The fake host as a process of its own (Python, real server, no DCC). */
export function startFakeHost(runtime: string, args: readonly string[] = []): Staged {
  return stage(python(), ['-m', 'rigscope_bridge.hosts.fake', ...args], {
    PYTHONPATH: join(checkout, 'bridge'),
    RIGSCOPE_RUNTIME_DIR: runtime,
  })
}

const python = () => {
  const venv = join(checkout, '.venv', 'bin', 'python')
  return existsSync(venv) ? venv : 'python3'
}

/** What the double of Maya is held to; where it is missing the double cannot run. */
export const hasMayaDeclarations = existsSync(
  join(process.env['RIGSCOPE_MAYA_STUBS'] ?? join(checkout, '.venv'), 'maya-stubs'),
)

/** The double of Maya as a process of its own, with the real bridge in it (no Maya). */
export function startMayaDouble(runtime: string, scene: string, args: readonly string[] = []): Staged {
  const file = join(checkout, 'test', 'bridge', 'maya', 'scenes', scene)
  return stage(python(), ['-m', 'maya_double.process', file, ...args], {
    PYTHONPATH: [join(checkout, 'bridge'), join(checkout, 'test', 'bridge')].join(delimiter),
    RIGSCOPE_RUNTIME_DIR: runtime,
  })
}

/** Addresses of the sessions that say they run in this runtime folder. */
export function sessions(runtime: string): { session: string; pid: number; origin: string }[] {
  const folder = join(runtime, 'sessions')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map(
      (name) =>
        JSON.parse(readFileSync(join(folder, name), 'utf8')) as { session: string; pid: number; origin: string },
    )
}

/** An X display of its own; `name` goes into DISPLAY. */
export async function startDisplay(size = '1600x1000x24'): Promise<{ name: string; end: () => Promise<void> }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const name = await new Promise<string>((resolve, reject) => {
    child.stdio[3]?.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  const staged = new Staged(child)
  return { name, end: () => staged.end() }
}

export const has = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))
