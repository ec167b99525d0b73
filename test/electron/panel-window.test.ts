// The one window: how it is locked, where it opens, what it is told, and that it stays above its host only where that is asked for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Hosts } from '../../electron/hosts'
import { readPlace } from '../../electron/kept-place'
import { openPanelWindow, windowOptions } from '../../electron/panel-window'
import type { BrowserWindow } from './electron-double'
import { asked, display, reset, world } from './electron-double'

const host = (x: number, active: boolean | null = null) => ({
  rectangle: { x, y: 24, width: 1200, height: 800 },
  screen: null,
  active,
})

let folder: string
let file: string
let hosts: Hosts
beforeEach(() => {
  vi.useFakeTimers()
  reset()
  folder = mkdtempSync(join(tmpdir(), 'rigscope-window-'))
  file = join(folder, 'window.json')
  hosts = new Hosts()
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

function open() {
  const panel = openPanelWindow('/app/preload.cjs', file, true, hosts)
  return { panel, window: panel.window as unknown as BrowserWindow }
}
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('its page is locked away from everything', () => {
  expect(windowOptions('/app/preload.cjs', { x: 0, y: 0, width: 1, height: 1 }, true).webPreferences).toEqual({
    preload: '/app/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  })
  expect(windowOptions('', { x: 0, y: 0, width: 1, height: 1 }, false).webPreferences?.devTools).toBe(true)
  expect(open().window.address).toBe('app://rigscope/')
})

describe('It opens', () => {
  test('beside the host that it is opened for, once that told where it is', async () => {
    hosts.wanted = 'second-1'
    const { window } = open()
    window.emit('ready-to-show')
    await later(100)
    expect(window.isShown).toBe(false)
    hosts.told([
      { session: 'first-01', window: host(700) },
      { session: 'second-1', window: host(0) },
    ])
    await later(0)
    expect([window.isShown, window.bounds.x]).toEqual([true, 1200])
  })

  test('in the middle where no host tells in time', async () => {
    const { window } = open()
    window.emit('ready-to-show')
    await later(499)
    expect(window.isShown).toBe(false)
    await later(1)
    expect([window.isShown, window.bounds.x]).toEqual([true, 410])
    hosts.told([{ session: 'first-01', window: host(0) }])
    expect(window.bounds.x).toBe(410)
  })

  test('at once where it was put last, and remembers where it is put now', async () => {
    writeFileSync(file, JSON.stringify({ x: 30, y: 40, width: 500, height: 600 }))
    const { window } = open()
    window.emit('ready-to-show')
    await later(0)
    expect([window.isShown, window.bounds]).toEqual([true, { x: 30, y: 40, width: 500, height: 600 }])
    window.setBounds({ x: 90, y: 40, width: 500, height: 600 })
    window.emit('close')
    expect(readPlace(file)?.x).toBe(90)
  })

  test('on a screen that is there, though it was on another', () => {
    writeFileSync(file, JSON.stringify({ x: 3000, y: 40, width: 500, height: 600 }))
    world.displays = [display(7, 0, 0, 1280, 720)]
    expect(open().window.bounds).toEqual({ x: 90, y: 24, width: 1100, height: 696 })
  })
})

test('the page is told what to show once it is there, in order, and later ones at once with the window in front', () => {
  const { panel, window } = open()
  const [one, two, three] = ['one-0001', 'two-0002', 'three-03'].map((session) => ({
    kind: 'session' as const,
    session,
  }))
  panel.show([one, two].filter((opened) => opened !== undefined))
  expect(window.webContents.sent).toEqual([])
  window.webContents.emit('did-finish-load')
  window.isSmall = true
  panel.show([three].filter((opened) => opened !== undefined))
  expect(window.webContents.sent).toEqual([one, two, three].map((opened) => ['rigscope.opened', opened]))
  expect(asked).toEqual(['window.show', 'window.focus'])
  expect(window.isSmall).toBe(false)
})

describe('It stays above the host', () => {
  const told = (active: boolean | null) => hosts.told([{ session: 'first-01', window: host(0, active) }])

  test('while the host is worked in, where that is set', () => {
    hosts.isStayingAbove = true
    const { window } = open()
    const above = ([null, true, true, false, null, true] as const).map((active) => {
      told(active)
      return window.isAbove
    })
    expect(above).toEqual([false, true, true, false, false, true])
    hosts.told([])
    expect(window.isAbove).toBe(false)
  })

  test('never where it is not set', () => {
    const { window } = open()
    told(true)
    expect(window.isAbove).toBe(false)
  })
})

test('a page that ends by itself is loaded again; one that ends at once again is said, and the application ends', () => {
  const { window } = open()
  const end = () => window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  end()
  expect(asked).toEqual(['contents.reload'])
  vi.advanceTimersByTime(11_000)
  end()
  expect(asked).toEqual(['contents.reload', 'contents.reload'])
  vi.advanceTimersByTime(500)
  end()
  expect(asked.slice(2)).toEqual([
    "dialog.showErrorBox Rigscope: The panel's page ended twice (crashed). Start Rigscope again.",
    'app.quit',
  ])
})
