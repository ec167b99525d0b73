// The application as a whole on the double: one instance, its locks in place before anything is shown, links and files on three
// platforms, the hub's crash told to the page, and an end in order.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HubWord } from '../../electron/hub-word'
import { preventable } from './electron-double'

type Double = typeof import('./electron-double')

let electron: Double
let userData: string
const { argv, platform } = process

beforeEach(async () => {
  vi.resetModules()
  electron = await import('./electron-double')
  electron.reset()
  userData = mkdtempSync(join(tmpdir(), 'rigscope-main-'))
  electron.world.userData = userData
})
afterEach(() => {
  process.argv = argv
  Object.defineProperty(process, 'platform', { value: platform })
  rmSync(userData, { recursive: true })
})

async function start(args: readonly string[] = [], on: NodeJS.Platform = 'linux'): Promise<void> {
  process.argv = electron.world.isPackaged ? ['rigscope', ...args] : ['electron', '/checkout', ...args]
  Object.defineProperty(process, 'platform', { value: on })
  await import('../../electron/main')
  await Promise.resolve()
}

const window = () => {
  const [only] = electron.BrowserWindow.all
  if (only === undefined) throw new Error('No window was opened.')
  return only
}
const hub = () => {
  const last = electron.forked.at(-1)
  if (last === undefined) throw new Error('No hub was started.')
  return last.child
}
/** What the page was told to show. */
const shown = () => {
  window().webContents.emit('did-finish-load')
  return window()
    .webContents.sent.filter(([channel]) => channel === 'rigscope.opened')
    .map(([, opened]) => opened as { kind: string; session?: string; file?: { name: string; address: string } })
}

test('locks, scheme and sandbox hold before the window is opened', async () => {
  await start()
  expect(electron.schemes.map(({ scheme }) => scheme)).toEqual(['app'])
  expect(electron.asked[0]).toBe('app.enableSandbox')
  expect(window().webContents.openHandler?.({} as never)).toEqual({ action: 'deny' })
  expect(electron.session.defaultSession.check?.(null, 'media', '', {} as never)).toBe(false)
  expect([...electron.served.keys()]).toEqual(['app'])
  expect(electron.handlers.size).toBe(10)
  expect(electron.forked.map(({ file, args }) => [file, args])).toEqual([
    ['/app/dist/node/electron-hub.mjs', ['/app/dist/panel']],
  ])
  expect(window().options.webPreferences?.preload).toBe('/app/dist/electron/preload.cjs')
})

test('a second instance hands over what it was asked for and ends', async () => {
  electron.world.isFirstInstance = false
  await start(['--session', 'walk-0001'])
  expect(electron.handed()).toEqual({ args: ['--session', 'walk-0001'], folder: process.cwd() })
  expect(electron.asked).toContain('app.quit')
  expect([electron.forked.length, electron.BrowserWindow.all.length]).toEqual([0, 0])
})

test('the first instance shows what a second one was asked for and comes to the front', async () => {
  await start()
  shown()
  const data = { args: ['--session', 'walk-0001'], folder: '/' }
  electron.app.emit('second-instance', {}, ['chromium', 'changed', 'these'], '/', data)
  expect(shown()).toEqual([{ kind: 'session', session: 'walk-0001' }])
  electron.app.emit('second-instance', {}, [], '/', { args: [], folder: '/' })
  expect(electron.asked.filter((one) => one === 'window.focus').length).toBeGreaterThanOrEqual(2)
})

describe('What it is started with is shown', () => {
  test.each([
    ['linux', ['--no-sandbox', 'file:///shows/a%20walk.rigscope'], 'a walk.rigscope'],
    ['linux', ['/shows/walk.rigscope'], 'walk.rigscope'],
    ['win32', ['--allow-file-access', '/shows/walk.rigscope'], 'walk.rigscope'],
  ] as const)('on %s: %j', async (on, args, name) => {
    await start(args, on)
    const [opened] = shown()
    expect(opened).toMatchObject({ kind: 'file', file: { name } })
    expect(opened?.file?.address).toMatch(/^app:\/\/rigscope\/offered\//)
  })

  test('on macOS, where files and links come as events, even before it is ready', async () => {
    process.argv = ['Rigscope']
    Object.defineProperty(process, 'platform', { value: 'darwin' })
    const [file, link] = [preventable(), preventable()]
    await import('../../electron/main')
    electron.app.emit('open-file', file, '/shows/walk.rigscope')
    electron.app.emit('open-url', link, 'rigscope://session/walk-0001')
    await Promise.resolve()
    expect(shown()).toMatchObject([{ kind: 'file' }, { kind: 'session', session: 'walk-0001' }])
    expect([file.isPrevented, link.isPrevented]).toEqual([true, true])
    electron.app.emit('open-url', preventable(), 'rigscope://session/walk-0002')
    electron.app.emit('open-url', preventable(), 'https://example.org')
    expect(shown().at(-1)).toEqual({ kind: 'session', session: 'walk-0002' })
  })

  test('from a checkout, whose folder is not taken for a file', async () => {
    electron.world.isPackaged = false
    await start(['--session', 'walk-0001'])
    expect(shown()).toEqual([{ kind: 'session', session: 'walk-0001' }])
    expect(electron.asked).not.toContain('app.setAsDefaultProtocolClient rigscope')
  })
})

test('only the packaged application takes the links, and only macOS has a menu', async () => {
  await start([], 'darwin')
  expect(electron.asked).toContain('app.setAsDefaultProtocolClient rigscope')
  expect(electron.menus).toEqual([[{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]])
})

test('the page is told when the hub is lost, and captures are refused until it serves again', async () => {
  await start()
  const answer = electron.served.get('app')
  hub().emit('message', {
    kind: 'serving',
    door: { port: 9, controlToken: 'x' },
    stayAboveHost: false,
  } satisfies HubWord)
  expect((await answer?.(new Request('app://rigscope/captures/c')))?.status).toBe(502)
  hub().emit('exit', 1)
  expect(window().webContents.sent).toEqual([['rigscope.hubLost']])
  expect((await answer?.(new Request('app://rigscope/captures/c')))?.status).toBe(503)
})

test('why no hub can be had is said once, in its own sentence', async () => {
  await start()
  for (const sentence of ['The folder is open to others.', 'The folder is open to others.', 'No port is free.'])
    hub().emit('message', { kind: 'refused', sentence } satisfies HubWord)
  expect(electron.asked.filter((one) => one.startsWith('dialog'))).toEqual([
    'dialog.showErrorBox Rigscope: The folder is open to others.',
    'dialog.showErrorBox Rigscope: No port is free.',
  ])
})

test('it ends with its window, and only after the hub has', async () => {
  await start()
  electron.app.emit('window-all-closed')
  expect(electron.asked.at(-1)).toBe('app.quit')
  const event = preventable()
  electron.app.emit('will-quit', event)
  expect(event.isPrevented).toBe(true)
  expect(hub().got).toEqual([['quit', []]])
  hub().emit('exit', 0)
  await Promise.resolve()
  await Promise.resolve()
  expect(electron.asked.filter((one) => one === 'app.quit')).toHaveLength(2)
  const again = preventable()
  electron.app.emit('will-quit', again)
  expect(again.isPrevented).toBe(false)
})
