// `rigscope start` as a person runs it: what it prints, how it stops and what it leaves behind.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeRecording } from '../../replay/make-recording'
import { kept, programs } from '../program'

const bench = programs()

describe('rigscope start', () => {
  it('prints where the panel is without any code, and a private file that opens it', async () => {
    const program = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await program.says('Panel:')
    const opener = await program.says('Open:')
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(statSync(opener).mode & 0o777).toBe(0o600)
    const code = /#code=([\w-]+)/.exec(readFileSync(opener, 'utf8'))?.[1] ?? ''
    expect(code.length).toBeGreaterThan(20)
    expect(program.output).not.toContain(code)
    const { controlToken } = JSON.parse(readFileSync(join(bench.runtime, 'hub.json'), 'utf8')) as {
      controlToken: string
    }
    expect(program.output).not.toContain(controlToken)
    expect(await program.stop()).toBe(0)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops cleanly on %s and leaves only the port and secret of next time',
    async (signal) => {
      const recording = join(bench.runtime, '..', `${bench.runtime.split('/').at(-1)}.rigscope`)
      await makeRecording(recording)
      const program = bench.rigscope(['start', '--no-open', '--recording', recording])
      await program.says('Recording “A made-up walk” is connected.')
      expect(bench.left().some((name) => /^sessions\/.+\.json$/.test(name))).toBe(true)
      expect(await program.stop(signal)).toBe(0)
      expect(bench.left()).toEqual(kept)
      rmSync(recording)
    },
  )

  it('keeps its port over a restart, so that open pages find it', async () => {
    const first = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await first.says('Panel:')
    await first.stop()
    const second = bench.rigscope(['start', '--no-open', '--hub-only'])
    expect(await second.says('Panel:')).toBe(address)
    await second.stop()
  })

  it('takes the port that it is told', async () => {
    const free = bench.rigscope(['start', '--no-open', '--hub-only'])
    const port = new URL(await free.says('Panel:')).port
    await free.stop()
    rmSync(join(bench.runtime, 'hub-state.json'))
    const told = bench.rigscope(['start', '--no-open', '--hub-only', `--port=${port}`])
    expect(await told.says('Panel:')).toBe(`http://127.0.0.1:${port}`)
    await told.stop()
  })

  it('refuses a recording that is none with a sentence, and stops what it had started', async () => {
    const file = join(bench.runtime, 'broken.rigscope')
    writeFileSync(file, 'no zip')
    const program = bench.rigscope(['start', '--no-open', '--recording', file])
    expect(await program.exit).toBe(1)
    expect(program.output).toMatch(/broken\.rigscope|container|recording|zip/i)
    expect(program.output).not.toMatch(/^\s+at /m)
    expect(bench.left()).toEqual(['broken.rigscope', ...kept])
  })

  it('says that a real host needs a display, before anything is started', async () => {
    const program = bench.rigscope(['start', '--host', 'blender'])
    expect(await program.exit).toBe(1)
    expect(program.output.trim().split('\n')).toHaveLength(1)
    expect(program.output).toContain('xvfb-run')
    expect(bench.left()).toEqual([])
  })

  it('says which Blender it cannot start', async () => {
    const program = bench.rigscope(['start', '--host', 'blender'], { DISPLAY: ':99', RIGSCOPE_BLENDER: bench.runtime })
    expect(await program.exit).toBe(1)
    expect(program.output.trim()).toBe(
      `RIGSCOPE_BLENDER names ${bench.runtime}, which is no program that can be started.`,
    )
  })

  it('refuses a bench.runtime folder that others can open', async () => {
    const program = bench.rigscope(['start', '--no-open', '--hub-only'], { RIGSCOPE_RUNTIME_DIR: tmpdir() })
    expect(await program.exit).toBe(1)
    expect(program.output.trim().split('\n')).toHaveLength(1)
    expect(program.output).toContain(tmpdir())
  })
})
