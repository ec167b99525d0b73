// What tests of the built program stand on: a runtime folder of their own, the program as a process whose lines can be waited for,
// and a clean end.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { buildStale } from '../../cli/build/build-stale.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
/** What a hub that ended leaves: port and secret of next time. */
export const kept = ['hub-state.json', 'sessions', 'state', 'state/captures']

export class Program {
  output = ''
  readonly exit: Promise<number | null>

  constructor(
    readonly child: ChildProcess,
    readonly name: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    this.exit = new Promise((resolve) => child.once('close', resolve))
  }

  /** The rest of the first line that begins with `start`. */
  async says(start: string): Promise<string> {
    const look = () => {
      const line = this.output.split('\n').find((line) => line.startsWith(start))
      return line === undefined ? null : line.slice(start.length).trim()
    }
    return waitFor(() => `${this.name} to say ${start}. It said:\n${this.output}`, look)
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM') {
    this.child.kill(signal)
    return this.exit
  }
}

export async function waitFor<T>(what: () => string, look: () => T | null, seconds = 15): Promise<T> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    const found = look()
    if (found !== null) return found
    if (performance.now() > until) throw new Error(`Waited in vain for ${what()}`)
    await delay(20)
  }
}

export interface Programs {
  readonly runtime: string
  /** `args` of `rigscope`, with nothing of this machine's own settings or display. */
  rigscope(args: readonly string[], env?: Record<string, string>): Program
  /** Everything in the runtime folder. */
  left(): string[]
}

/** For the tests of one file: builds the program where it is stale, and gives each test a folder and ends its programs. */
export function programs(): Programs {
  let runtime = ''
  let running: ChildProcess[] = []
  beforeAll(async () => {
    const problem = await buildOnce()
    if (problem !== null) throw new Error(problem)
  })
  beforeEach(() => {
    runtime = mkdtempSync(join(tmpdir(), 'rigscope-cli-'))
    running = []
  })
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(runtime, { recursive: true, force: true })
  })
  return {
    get runtime() {
      return runtime
    },
    rigscope(args, env = {}) {
      const child = spawn(process.execPath, [join(root, 'dist', 'node', 'rigscope.mjs'), ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'], HOME: runtime, RIGSCOPE_RUNTIME_DIR: runtime, ...env },
      })
      running.push(child)
      return new Program(child, args.join(' '))
    },
    left: () => readdirSync(runtime, { recursive: true }).map(String).sort(),
  }
}

/** Files of tests run side by side: the first builds, the others wait. */
async function buildOnce(): Promise<string | null> {
  const lock = join(root, 'dist', 'test-build.lock')
  mkdirSync(join(root, 'dist'), { recursive: true })
  for (const until = performance.now() + 50_000; !isLocked(lock); await delay(50))
    if (performance.now() > until) return `Another test builds, or died while it did. Remove ${lock}.`
  try {
    return await buildStale(root, { parts: ['program'] }, () => undefined)
  } finally {
    rmdirSync(lock)
  }
}

function isLocked(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
