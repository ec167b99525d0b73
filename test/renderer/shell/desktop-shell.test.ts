// What the desktop application does for its page, and the next best where it cannot.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DesktopApi, Opened as Told, Saved } from '../../../electron/desktop-api'
import { desktopApiHere } from '../../../renderer/shell/desktop-api-here'
import { desktopShell } from '../../../renderer/shell/desktop-shell'
import type { Opened } from '../../../renderer/shell/shell'

let asked: unknown[][]
let saved: Saved
let tell: (opened: Told) => void
let isSafe: boolean
let api: DesktopApi

beforeEach(() => {
  asked = []
  saved = { kind: 'saved', name: 'mine.csv', file: 'id-1' }
  isSafe = true
  const note =
    <T>(name: string, value: T) =>
    (...args: unknown[]) => {
      asked.push([name, ...args])
      return Promise.resolve(value)
    }
  api = {
    connectHub: note('connectHub', undefined),
    save: (...args) => note('save', saved)(...args),
    pickFile: note('pickFile', { name: 'walk.rigscope', address: 'app://rigscope/offered/1' }),
    reveal: note('reveal', undefined),
    openLink: note('openLink', true),
    copyText: note('copyText', undefined),
    keepSecret: (...args) => note('keepSecret', isSafe)(...args),
    readSecret: note('readSecret', 'of the keychain'),
    picture: note('picture', Uint8Array.of(1, 2, 3)),
    raise: note('raise', undefined),
    onOpened: (listener) => (tell = listener),
    onHubLost: () => undefined,
  }
})
afterEach(() => vi.unstubAllGlobals())

test('The page knows where it is shown by what the preload laid there', () => {
  expect(desktopApiHere()).toBeNull()
  vi.stubGlobal('rigscope', api)
  expect(desktopApiHere()).toBe(api)
})

test('Saving hands the bytes over, and what was saved can be revealed', async () => {
  const shell = desktopShell(api)
  const outcome = await shell.save('table.csv', new Blob(['abc']))
  expect(asked[0]).toEqual(['save', 'table.csv', Uint8Array.of(97, 98, 99)])
  expect(outcome).toMatchObject({ kind: 'saved', name: 'mine.csv' })
  if (outcome.kind === 'saved') outcome.reveal?.()
  expect(asked.at(-1)).toEqual(['reveal', 'id-1'])
  saved = { kind: 'failed', sentence: 'The disk is full.' }
  expect(await shell.save('table.csv', new Blob(['abc']))).toEqual(saved)
})

test('A file that was picked is read from where it is offered, or is none', async () => {
  const fetch = vi.fn((_address: string) => Promise.resolve(new Response('content')))
  vi.stubGlobal('fetch', fetch)
  const file = await desktopShell(api).pickFile()
  expect([file?.name, await file?.text()]).toEqual(['walk.rigscope', 'content'])
  expect(fetch).toHaveBeenCalledWith('app://rigscope/offered/1')
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })))
  expect(await desktopShell(api).pickFile()).toBeNull()
  vi.stubGlobal('fetch', () => Promise.reject(new Error('gone')))
  expect(await desktopShell(api).pickFile()).toBeNull()
})

test('Copying, links, raising and the picture are the application’s', async () => {
  const shell = desktopShell(api)
  expect([await shell.copyText('a'), await shell.openLink('https://docs.blender.org/')]).toEqual([true, true])
  shell.raise()
  expect((await shell.picture())?.type).toBe('image/png')
  expect(asked.map(([name]) => name)).toEqual(['copyText', 'openLink', 'raise', 'picture'])
})

test('A secret that the system does not keep is kept until the page is reloaded', async () => {
  const shell = desktopShell(api)
  expect(await shell.keepSecret('token', 'x')).toBe('kept')
  expect(await shell.readSecret('token')).toBe('of the keychain')
  isSafe = false
  expect(await shell.keepSecret('token', 'y')).toBe('untilReload')
  expect(await shell.readSecret('token')).toBe('y')
})

test('Sessions and files that were opened from outside are told until the undo', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('content')))
  const opened: Opened[] = []
  const undo = desktopShell(api).onOpened((one) => opened.push(one))
  tell({ kind: 'session', session: 'walk-0001' })
  tell({ kind: 'file', file: { name: 'walk.rigscope', address: 'app://rigscope/offered/2' } })
  expect(opened[0]).toEqual({ kind: 'session', session: 'walk-0001' })
  const [, file] = opened
  expect(file?.kind === 'file' && (await (await file.read())?.text())).toBe('content')
  undo()
  tell({ kind: 'session', session: 'walk-0002' })
  expect(opened).toHaveLength(2)
})
