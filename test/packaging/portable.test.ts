// The portable folder: it runs where nobody may write, from a path with spaces and other scripts, through a link, and beside another
// version; without Node it says what to do.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { makePortable } from '../../cli/pack/portable-folders.mjs'
import { programs, root } from '../cli/program'

// Builds the program.
programs()
const here = `${process.platform}-${process.arch}`
let into: string
let folder: string

beforeAll(() => {
  into = join(mkdtempSync(join(tmpdir(), 'rigscope-portable-')), 'Freigabe für 角色 rigs')
  mkdirSync(join(root, 'dist', 'panel'), { recursive: true })
  folder = makePortable(root, here, into)
  readOnly(folder)
}, 60_000)
afterAll(() => rmSync(join(into, '..'), { recursive: true, force: true }))

function readOnly(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) readOnly(join(path, entry.name))
  chmodSync(path, 0o555)
}

function run(program: string, args: readonly string[], env: Record<string, string> = {}) {
  const runtime = mkdtempSync(join(into, '..', 'run-'))
  const { status, stdout, stderr } = spawnSync(program, [...args], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', HOME: runtime, RIGSCOPE_RUNTIME_DIR: runtime, ...env },
  })
  return { status, said: `${stdout}${stderr}` }
}

describe.skipIf(process.platform === 'win32')('The portable folder', () => {
  it('is named by version and platform, so that versions lie side by side', () => {
    expect(folder).toBe(join(into, `rigscope-${manifest.version}-${here}`))
  })

  it('runs with its own Node and writes nothing into itself', () => {
    const before = readdirSync(folder, { recursive: true }).map(String).sort()
    expect(run(join(folder, 'rigscope'), ['--version'], { PATH: '' })).toEqual({
      status: 0,
      said: `${manifest.version}\n`,
    })
    const opened = run(join(folder, 'rigscope'), ['doctor'])
    expect(opened.said).toContain(manifest.version)
    expect(readdirSync(folder, { recursive: true }).map(String).sort()).toEqual(before)
  })

  it('starts a hub that stays, and ends it, all of it outside of itself', () => {
    const runtime = mkdtempSync(join(into, '..', 'run-'))
    const env = { RIGSCOPE_RUNTIME_DIR: runtime, HOME: runtime }
    const opened = run(join(folder, 'rigscope'), ['open', '--no-open'], env)
    expect(opened).toMatchObject({
      status: 0,
      said: expect.stringMatching(/^Panel: http:\/\/127\.0\.0\.1:\d+$/m) as string,
    })
    expect(run(join(folder, 'rigscope'), ['stop'], env).status).toBe(0)
  })

  it('is found through a link, whole or relative', () => {
    const bin = join(into, '..', 'bin')
    mkdirSync(bin)
    symlinkSync(join(folder, 'rigscope'), join(bin, 'rigscope'))
    symlinkSync('rigscope', join(bin, 'rs'))
    expect(run(join(bin, 'rs'), ['--version'])).toEqual({ status: 0, said: `${manifest.version}\n` })
  })

  it('takes the Node that RIGSCOPE_NODE names', () => {
    const node = join(into, '..', 'node of the studio')
    symlinkSync(process.execPath, node)
    const other = makePortable(root, 'linux-other', join(into, '..', 'other'))
    expect(run(join(other, 'rigscope'), ['--version'], { RIGSCOPE_NODE: node }).said).toBe(`${manifest.version}\n`)
  })

  it('says in one sentence what to do where there is no Node', () => {
    const other = makePortable(root, 'linux-without', join(into, '..', 'other'))
    const tools = join(into, '..', 'tools')
    mkdirSync(tools)
    for (const tool of ['sh', 'dirname', 'readlink']) symlinkSync(`/bin/${tool}`, join(tools, tool))
    const { status, said } = run(join(other, 'rigscope'), ['--version'], { PATH: tools })
    expect(status).toBe(1)
    expect(said).toMatch(/^Rigscope found no Node: not in RIGSCOPE_NODE, .* 20\.19 or later\.\n$/)
  })
})

describe('A folder for another platform', () => {
  it('has that one’s launcher and no Node of this one', () => {
    const windows = makePortable(root, 'win32-x64', join(into, '..', 'other'))
    expect(readdirSync(windows).filter((name) => name.startsWith('rigscope'))).toEqual(['rigscope.cmd'])
    expect(readdirSync(join(windows, 'node'))).toEqual([])
    expect(readFileSync(join(windows, 'rigscope.cmd'), 'utf8')).toMatch(/^@echo off\r\n/)
    expect(
      readdirSync(windows, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.map')),
    ).toEqual([])
    expect(existsSync(join(windows, 'node_modules'))).toBe(false)
  })
})
