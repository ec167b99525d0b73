// What the application keeps between two runs: where its window was, and secrets only where the system keeps them safely.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepPlace, readPlace } from '../../electron/kept-place'
import { keptSecrets } from '../../electron/secrets'
import { reset, world } from './electron-double'

let folder: string
let file: string
beforeEach(() => {
  reset()
  folder = mkdtempSync(join(tmpdir(), 'rigscope-kept-'))
  file = join(folder, 'kept.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('The window’s place', () => {
  test('is read as it was kept', () => {
    expect(readPlace(file)).toBeNull()
    keepPlace(file, { x: -5, y: 10, width: 400, height: 900 })
    expect(readPlace(file)).toEqual({ x: -5, y: 10, width: 400, height: 900 })
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"x":1}',
    '{"x":"1","y":1,"width":1,"height":1}',
    '{"x":null,"y":1,"width":1,"height":1}',
  ])('is as if never kept where the file holds %j', (text) => {
    writeFileSync(file, text)
    expect(readPlace(file)).toBeNull()
  })

  test('that cannot be kept is said, and the window closes all the same', () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    keepPlace(join(folder, 'missing', 'kept.json'), { x: 0, y: 0, width: 1, height: 1 })
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('not remembered'))
    warned.mockRestore()
  })
})

describe('A secret', () => {
  test('is kept encrypted, for its owner alone, read back and forgotten', async () => {
    const secrets = keptSecrets(file, 'linux')
    expect(await secrets.keep('store.token', 'geheim')).toBe(true)
    expect(readFileSync(file, 'utf8')).not.toContain('geheim')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0)
    expect(await keptSecrets(file, 'linux').read('store.token')).toBe('geheim')
    expect(await secrets.keep('store.token', null)).toBe(true)
    expect(await secrets.read('store.token')).toBeNull()
  })

  test('is kept beside others that are kept at the same time', async () => {
    const secrets = keptSecrets(file, 'darwin')
    await Promise.all(['a', 'b', 'c'].map((name) => secrets.keep(name, `of ${name}`)))
    expect(await Promise.all(['a', 'b', 'c'].map((name) => secrets.read(name)))).toEqual(['of a', 'of b', 'of c'])
  })

  test.each([
    ['linux', 'basic_text', true],
    ['linux', 'unknown', true],
    ['darwin', 'unknown', false],
    ['win32', 'unknown', false],
  ] as const)('on %s with the keyring %s is refused: %s', async (platform, keychain, isRefused) => {
    world.keychain = keychain
    expect(await keptSecrets(file, platform).keep('token', 'x')).toBe(!isRefused)
  })

  test('is refused without a keychain, under an odd name, or when it is none', async () => {
    const secrets = keptSecrets(file, 'win32')
    for (const [name, secret] of [
      ['__proto__', 'x'],
      ['', 'x'],
      ['../a', 'x'],
      [7, 'x'],
      ['a', 7],
      ['a', 'x'.repeat(9000)],
      ['a', undefined],
    ])
      expect(await secrets.keep(name, secret), String(name)).toBe(false)
    world.hasKeychain = false
    expect(await secrets.keep('token', 'x')).toBe(false)
    expect(await secrets.read('constructor')).toBeNull()
  })

  test('of a damaged file is none, and a failure to write is told', async () => {
    writeFileSync(file, '{')
    const secrets = keptSecrets(file, 'win32')
    expect(await secrets.read('token')).toBeNull()
    expect(await secrets.keep('token', 'x')).toBe(true)
    const nowhere = keptSecrets(join(folder, 'missing', 'kept.json'), 'win32')
    await expect(nowhere.keep('token', 'x')).rejects.toThrow('ENOENT')
    await expect(nowhere.keep('token', 'x')).rejects.toThrow('ENOENT')
    chmodSync(folder, 0o700)
  })
})
