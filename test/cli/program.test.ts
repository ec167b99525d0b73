// The built program as a person runs it: what it prints, how it shares one hub, how it stops and what it leaves behind.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildStale } from '../../cli/build/build-stale.mjs'
import { makeRecording } from '../replay/make-recording'

const root = fileURLToPath(new URL('../..', import.meta.url))
let runtime: string
let running: ChildProcess[]

beforeAll(async () => {
  expect(await buildStale(root, { parts: ['program'] }, () => undefined)).toBeNull()
})
beforeEach(() => {
  runtime = mkdtempSync(join(tmpdir(), 'rigscope-cli-'))
  running = []
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(runtime, { recursive: true, force: true })
})

class Program {
  output = ''
  readonly exit: Promise<number | null>

  constructor(
    readonly child: ChildProcess,
    readonly name: string,
  ) {
    running.push(child)
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    this.exit = new Promise((resolve) => child.once('close', resolve))
  }

  /** The rest of the first line that begins with `start`. */
  async says(start: string): Promise<string> {
    return waitFor(`${this.name} to say ${start}`, () => {
      const line = this.output.split('\n').find((line) => line.startsWith(start))
      return line === undefined ? null : line.slice(start.length).trim()
    })
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM') {
    this.child.kill(signal)
    return this.exit
  }
}

async function waitFor<T>(what: string, look: () => T | null | Promise<T | null>, seconds = 15): Promise<T> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (performance.now() > until)
      throw new Error(`Waited in vain for ${what}. Said:\n${running.map(({ pid }) => pid).join()}`)
    await delay(20)
  }
}

/** `args` of `rigscope`, with nothing of this machine's own settings or display. */
function rigscope(args: readonly string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [join(root, 'dist', 'node', 'rigscope.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: runtime, RIGSCOPE_RUNTIME_DIR: runtime, ...env },
  })
  return new Program(child, args.join(' '))
}

const left = () => readdirSync(runtime, { recursive: true }).map(String).sort()
const kept = ['hub-state.json', 'sessions']

describe('rigscope start', () => {
  it('prints where the panel is without any code, and a private file that opens it', async () => {
    const program = rigscope(['start', '--no-open', '--hub-only'])
    const address = await program.says('Panel:')
    const opener = await program.says('Open:')
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(statSync(opener).mode & 0o777).toBe(0o600)
    const code = /#code=([\w-]+)/.exec(readFileSync(opener, 'utf8'))?.[1] ?? ''
    expect(code.length).toBeGreaterThan(20)
    expect(program.output).not.toContain(code)
    const { controlToken } = JSON.parse(readFileSync(join(runtime, 'hub.json'), 'utf8')) as { controlToken: string }
    expect(program.output).not.toContain(controlToken)
    expect(await program.stop()).toBe(0)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops cleanly on %s and leaves only the port and secret of next time',
    async (signal) => {
      const recording = join(runtime, '..', `${runtime.split('/').at(-1)}.rigscope`)
      await makeRecording(recording)
      const program = rigscope(['start', '--no-open', '--recording', recording])
      await program.says('Recording “A made-up walk” is connected.')
      expect(left().some((name) => /^sessions\/.+\.json$/.test(name))).toBe(true)
      expect(await program.stop(signal)).toBe(0)
      expect(left()).toEqual(kept)
      rmSync(recording)
    },
  )

  it('keeps its port over a restart, so that open pages find it', async () => {
    const first = rigscope(['start', '--no-open', '--hub-only'])
    const address = await first.says('Panel:')
    await first.stop()
    const second = rigscope(['start', '--no-open', '--hub-only'])
    expect(await second.says('Panel:')).toBe(address)
    await second.stop()
  })

  it('uses the hub that runs, and leaves it running', async () => {
    const first = rigscope(['start', '--no-open', '--hub-only'])
    const address = await first.says('Panel:')
    const second = rigscope(['start', '--no-open', '--hub-only', '--port', '9'])
    await second.says('Using the hub that runs already.')
    expect(await second.says('Panel:')).toBe(address)
    expect(second.output).toContain('--port 9 is not used.')
    expect(await second.says('Open:')).not.toBe(await first.says('Open:'))
    expect(await second.stop()).toBe(0)
    expect((await fetch(address)).status).not.toBe(0)
    expect(await first.stop()).toBe(0)
    expect(left()).toEqual(kept)
  })

  it('takes the place of the hub that it used when that one ends', async () => {
    const first = rigscope(['start', '--no-open', '--hub-only'])
    const address = await first.says('Panel:')
    const second = rigscope(['start', '--no-open', '--hub-only'])
    await second.says('Panel:')
    await first.stop()
    await second.says(`The hub that was used has ended; this one took its place at ${address}.`)
    expect((await fetch(address)).status).not.toBe(0)
    expect(await second.stop()).toBe(0)
    expect(left()).toEqual(kept)
  })

  it('takes the port that it is told', async () => {
    const free = rigscope(['start', '--no-open', '--hub-only'])
    const port = new URL(await free.says('Panel:')).port
    await free.stop()
    rmSync(join(runtime, 'hub-state.json'))
    const told = rigscope(['start', '--no-open', '--hub-only', `--port=${port}`])
    expect(await told.says('Panel:')).toBe(`http://127.0.0.1:${port}`)
    await told.stop()
  })

  it('refuses a recording that is none with a sentence, and stops what it had started', async () => {
    const file = join(runtime, 'broken.rigscope')
    writeFileSync(file, 'no zip')
    const program = rigscope(['start', '--no-open', '--recording', file])
    expect(await program.exit).toBe(1)
    expect(program.output).toMatch(/broken\.rigscope|container|recording|zip/i)
    expect(program.output).not.toMatch(/^\s+at /m)
    expect(left()).toEqual(['broken.rigscope', ...kept])
  })

  it('says that a real host needs a display, before anything is started', async () => {
    const program = rigscope(['start', '--host', 'blender'])
    expect(await program.exit).toBe(1)
    expect(program.output.trim().split('\n')).toHaveLength(1)
    expect(program.output).toContain('xvfb-run')
    expect(left()).toEqual([])
  })

  it('says which Blender it cannot start', async () => {
    const program = rigscope(['start', '--host', 'blender'], { DISPLAY: ':99', RIGSCOPE_BLENDER: runtime })
    expect(await program.exit).toBe(1)
    expect(program.output.trim()).toBe(`RIGSCOPE_BLENDER names ${runtime}, which is no program that can be started.`)
  })

  it('refuses a runtime folder that others can open', async () => {
    const program = rigscope(['start', '--no-open', '--hub-only'], { RIGSCOPE_RUNTIME_DIR: tmpdir() })
    expect(await program.exit).toBe(1)
    expect(program.output.trim().split('\n')).toHaveLength(1)
    expect(program.output).toContain(tmpdir())
  })
})

describe('rigscope open', () => {
  it('asks the hub that runs for a fresh opener', async () => {
    const hub = rigscope(['start', '--no-open', '--hub-only'])
    const address = await hub.says('Panel:')
    const opened = rigscope(['open', '--no-open', '--session', 'session-12'])
    expect(await opened.exit).toBe(0)
    expect(await opened.says('Panel:')).toBe(address)
    const opener = await opened.says('Open:')
    expect(opener).not.toBe(await hub.says('Open:'))
    expect(readFileSync(opener, 'utf8')).toMatch(/#code=[\w-]+&amp;session=session-12"/)
    await hub.stop()
  })

  it('starts a hub that stays where none runs, once', async () => {
    const opened = rigscope(['open', '--no-open'])
    expect(await opened.exit).toBe(0)
    const address = await opened.says('Panel:')
    const pid = Number(/process (\d+)/.exec(opened.output)?.[1])
    try {
      expect((await fetch(address)).status).not.toBe(0)
      const again = rigscope(['open', '--no-open'])
      expect(await again.exit).toBe(0)
      expect(await again.says('Panel:')).toBe(address)
      expect(again.output).not.toContain('background')
    } finally {
      process.kill(pid, 'SIGTERM')
    }
    await waitFor('the hub to end', () => (existsSync(join(runtime, 'hub.json')) ? null : true))
  })

  it('refuses what cannot be a session', async () => {
    const opened = rigscope(['open', '--session', '../x'])
    expect(await opened.exit).toBe(2)
    expect(opened.output).toContain('../x is no session')
  })
})

describe('rigscope doctor', () => {
  it('says what is there, the hub and the sessions, each setting with its source, and changes nothing', async () => {
    const before = rigscope(['doctor'], { RIGSCOPE_RUNTIME_DIR: join(runtime, 'not-yet') })
    await before.exit
    expect(before.output).toMatch(/^Hub +not running$/m)
    expect(left()).toEqual([])
    const hub = rigscope(['start', '--no-open', '--hub-only'])
    const address = await hub.says('Panel:')
    const doctor = rigscope(['doctor', '--json'], { RIGSCOPE_PANEL_TARGET_FPS: '30' })
    await doctor.exit
    const found = JSON.parse(doctor.output) as Record<string, unknown>
    expect(found).toMatchObject({
      node: process.versions.node,
      runtimeFolder: { path: runtime, exists: true },
      hub: { address, pid: hub.child.pid },
      sessions: [],
    })
    expect(found['settings']).toContainEqual({ name: 'panel.targetFps', value: 30, from: 'RIGSCOPE_PANEL_TARGET_FPS' })
    await hub.stop()
  })

  it('ends with 1 and sentences when something is wrong', async () => {
    const doctor = rigscope(['doctor'], { RIGSCOPE_HUB_PORT: 'many', RIGSCOPE_BLENDER: '/nowhere/blender' })
    expect(await doctor.exit).toBe(1)
    expect(doctor.output).toContain('RIGSCOPE_HUB_PORT')
    expect(doctor.output).toContain('RIGSCOPE_BLENDER names /nowhere/blender, which is no program that can be started.')
  })
})

describe('rigscope record', () => {
  it('records the session that runs into a file that start plays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rigscope-recording-'))
    try {
      const first = join(folder, 'walk.rigscope')
      const again = join(folder, 'again.rigscope')
      await makeRecording(first)
      const playing = rigscope(['start', '--no-open', '--recording', first])
      await playing.says('Recording “A made-up walk” is connected.')
      const recording = rigscope(['record', '--seconds', '1', '--title', 'Again', again])
      expect(await recording.exit).toBe(0)
      expect(await recording.says('Wrote')).toMatch(/^\d+ messages of [\d.]+ s, \d+ kB: .*again\.rigscope$/)
      const twice = rigscope(['record', again])
      expect(await twice.exit).toBe(2)
      expect(twice.output).toContain('recordings are not written over')
      await playing.stop()
      const replaying = rigscope(['start', '--no-open', '--recording', again])
      await replaying.says('Recording “Again” is connected.')
      await replaying.stop()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('says that no session runs', async () => {
    const recording = rigscope(['record', join(runtime, 'x.rigscope')])
    expect(await recording.exit).toBe(1)
    expect(recording.output).toContain('No session runs.')
  })
})

describe('rigscope start --host blender', () => {
  // A program in Blender's place: what it is handed, and what becomes of everything when it ends.
  const standIn = (script: string) => {
    const file = join(runtime, '..', `${runtime.split('/').at(-1)}-blender`)
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    return file
  }
  const start = (script: string, ...args: string[]) => {
    const blender = standIn(script)
    const program = rigscope(['start', '--no-open', '--host', 'blender', ...args], {
      DISPLAY: ':99',
      RIGSCOPE_BLENDER: blender,
    })
    void program.exit.then(() => rmSync(blender))
    return program
  }

  it('hands Blender the script, the Rigify human where no scene is named, and the way to the bridge', async () => {
    const told = join(runtime, 'told')
    const program = start(`echo "$@" > ${told}; echo "$PYTHONPATH" >> ${told}`)
    expect(await program.exit).toBe(0)
    expect(program.output).toContain('Blender has ended.')
    const [args, path] = readFileSync(told, 'utf8').trim().split('\n')
    expect(args).toMatch(/^--python \S+start_in_blender\.py -- --rigify --play$/)
    expect(path).toBe(join(root, 'bridge'))
    expect(left()).toEqual([...kept, 'told'])
  })

  it('hands it the scene that is named', async () => {
    const told = join(runtime, 'told')
    const scene = join(runtime, 'walk.blend')
    writeFileSync(scene, '')
    const program = start(`echo "$@" > ${told}`, scene)
    expect(await program.exit).toBe(0)
    expect(readFileSync(told, 'utf8').trim()).toMatch(new RegExp(`^${scene} --python \\S+ --$`))
  })

  it('ends with the code of Blender and its last lines', async () => {
    const program = start('echo no OpenGL here; exit 3')
    expect(await program.exit).toBe(3)
    expect(program.output).toContain('Blender ended with code 3. Its last lines:\nno OpenGL here')
    expect(left()).toEqual(kept)
  })

  it('ends Blender when it is stopped itself', async () => {
    const mark = join(runtime, 'pid')
    const program = start(`echo $$ > ${mark}; exec sleep 600`)
    const pid = await waitFor('Blender', () => (existsSync(mark) && Number(readFileSync(mark, 'utf8'))) || null)
    expect(await program.stop()).toBe(0)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(left()).toEqual([...kept, 'pid'].sort())
  })
})
