// Programs are found where the variable says, then on PATH, then in their usual places.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findProgram, type Sought } from '../../cli/find-program'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rigscope-find-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(...path: string[]): string {
  const file = join(folder, ...path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

const sought = (): Sought => ({
  name: 'Painter',
  variable: 'RIGSCOPE_PAINTER',
  commands: ['painter', 'painter-stable'],
  usual: { linux: [join(folder, 'opt', 'painter-*', 'painter')] },
})
const find = (environment: NodeJS.ProcessEnv) => findProgram(sought(), environment, 'linux')

describe('Finding a program', () => {
  it('takes the one that the variable names, before all others', () => {
    const path = program('bin', 'painter')
    const named = program('mine', 'my-painter')
    expect(find({ RIGSCOPE_PAINTER: named, PATH: join(path, '..') })).toEqual({
      kind: 'found',
      path: named,
      from: 'RIGSCOPE_PAINTER',
    })
  })

  it('does not fall back where the variable names nothing that can be started', () => {
    const path = program('bin', 'painter')
    expect(find({ RIGSCOPE_PAINTER: folder, PATH: join(path, '..') })).toEqual({
      kind: 'missing',
      sentence: `RIGSCOPE_PAINTER names ${folder}, which is no program that can be started.`,
    })
  })

  it('looks through PATH in order, passing over files that cannot be started', () => {
    const second = program('second', 'painter')
    mkdirSync(join(folder, 'first'))
    writeFileSync(join(folder, 'first', 'painter'), 'no program')
    expect(find({ PATH: [join(folder, 'first'), '', join(folder, 'second')].join(delimiter) })).toEqual({
      kind: 'found',
      path: second,
      from: 'PATH',
    })
  })

  it('takes the newest in the usual place', () => {
    program('opt', 'painter-4.1', 'painter')
    const newest = program('opt', 'painter-4.2', 'painter')
    expect(find({})).toEqual({ kind: 'found', path: newest, from: 'its usual place' })
  })

  it('says how to name it where it is nowhere', () => {
    expect(find({ PATH: folder })).toEqual({
      kind: 'missing',
      sentence: 'Painter is not on PATH nor in its usual places; RIGSCOPE_PAINTER names it.',
    })
  })
})
