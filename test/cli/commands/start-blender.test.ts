// `rigscope start --host blender`: what Blender is handed, and what becomes of everything when it ends.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kept, programs, root, waitFor } from '../program'

const bench = programs()

describe('rigscope start --host blender', () => {
  // A program in Blender's place: what it is handed, and what becomes of everything when it ends.
  const standIn = (script: string) => {
    const file = join(bench.runtime, '..', `${bench.runtime.split('/').at(-1)}-blender`)
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    return file
  }
  const start = (script: string, ...args: string[]) => {
    const blender = standIn(script)
    const program = bench.rigscope(['start', '--no-open', '--host', 'blender', ...args], {
      DISPLAY: ':99',
      RIGSCOPE_BLENDER: blender,
    })
    void program.exit.then(() => rmSync(blender))
    return program
  }

  it('hands Blender the script, the Rigify human where no scene is named, and the way to the bridge', async () => {
    const told = join(bench.runtime, 'told')
    const program = start(`echo "$@" > ${told}; echo "$PYTHONPATH" >> ${told}`)
    expect(await program.exit).toBe(0)
    expect(program.output).toContain('Blender has ended.')
    const [args, path] = readFileSync(told, 'utf8').trim().split('\n')
    expect(args).toMatch(/^--python \S+start_in_blender\.py -- --rigify --play$/)
    expect(path).toBe(join(root, 'bridge'))
    expect(bench.left()).toEqual([...kept, 'told'])
  })

  it('hands it the scene that is named', async () => {
    const told = join(bench.runtime, 'told')
    const scene = join(bench.runtime, 'walk.blend')
    writeFileSync(scene, '')
    const program = start(`echo "$@" > ${told}`, scene)
    expect(await program.exit).toBe(0)
    expect(readFileSync(told, 'utf8').trim()).toMatch(new RegExp(`^${scene} --python \\S+ --$`))
  })

  it('ends with the code of Blender and its last lines', async () => {
    const program = start('echo no OpenGL here; exit 3')
    expect(await program.exit).toBe(3)
    expect(program.output).toContain('Blender ended with code 3. Its last lines:\nno OpenGL here')
    expect(bench.left()).toEqual(kept)
  })

  it('ends Blender when it is stopped itself', async () => {
    const mark = join(bench.runtime, 'pid')
    const program = start(`echo $$ > ${mark}; exec sleep 600`)
    const pid = await waitFor(
      () => 'Blender',
      () => (existsSync(mark) && Number(readFileSync(mark, 'utf8'))) || null,
    )
    expect(await program.stop()).toBe(0)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(bench.left()).toEqual([...kept, 'pid'].sort())
  })
})
