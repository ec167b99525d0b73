// Electron is found by its files alone, on each platform where its own package and builds have them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findElectron } from '../../cli/build/find-electron.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rigscope electron ü-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function lay(...parts: readonly string[]): string {
  const path = join(root, ...parts)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  return path
}
const dist = ['node_modules', 'electron', 'dist'] as const

test.each([
  ['linux', ['electron']],
  ['win32', ['electron.exe']],
  ['darwin', ['Electron.app', 'Contents', 'MacOS', 'Electron']],
] as const)('on %s where its package keeps it', (platform, parts) => {
  expect(findElectron(root, {}, platform)).toEqual({ kind: 'missing', sentence: 'There is no Electron here' })
  const path = lay(...dist, ...parts)
  expect(findElectron(root, {}, platform)).toEqual({ kind: 'found', path, folder: join(root, ...dist) })
})

test('where ELECTRON_OVERRIDE_DIST_PATH says, and nowhere else', () => {
  lay(...dist, 'electron')
  const environment = { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'elsewhere') }
  const missing = findElectron(root, environment, 'linux')
  expect(missing).toMatchObject({ kind: 'missing', sentence: expect.stringContaining('elsewhere') as string })
  const path = lay('elsewhere', 'electron')
  expect(findElectron(root, environment, 'linux')).toMatchObject({ kind: 'found', path })
})

test('a package without a binary, as npm installs it, is not taken for one', () => {
  lay('node_modules', 'electron', 'index.js')
  lay('node_modules', 'electron', 'path.txt')
  expect(findElectron(root, {}, 'linux').kind).toBe('missing')
})
