// The one file between page and application: the page gets named functions and nothing of Electron, the port, and what was opened.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DesktopApi, Opened } from '../../electron/desktop-api'
import { exposed, invoked, ipcRenderer, reset } from './electron-double'

let posted: unknown[][]
let api: DesktopApi
beforeEach(async () => {
  reset()
  posted = []
  vi.stubGlobal('window', { postMessage: (...args: unknown[]) => void posted.push(args) })
  vi.stubGlobal('location', { origin: 'app://rigscope' })
  vi.resetModules()
  const double = await import('./electron-double')
  double.reset()
  await import('../../electron/preload')
  api = double.exposed.get('rigscope') as DesktopApi
  Object.assign(now, { exposed: double.exposed, invoked: double.invoked, ipcRenderer: double.ipcRenderer })
})
afterEach(() => void vi.unstubAllGlobals())

/** The double that the preload got: modules were loaded anew. */
const now = { exposed, invoked, ipcRenderer }

test('it gives the page one object of functions', () => {
  expect([...now.exposed.keys()]).toEqual(['rigscope'])
  expect(Object.values(api).every((member) => typeof member === 'function')).toBe(true)
  expect(Object.keys(api).sort()).toEqual(
    [
      ...['connectHub', 'save', 'pickFile', 'reveal', 'openLink', 'copyText', 'keepSecret', 'readSecret', 'picture'],
      ...['raise', 'onOpened', 'onHubLost'],
    ].sort(),
  )
})

test('each call asks by its own name alone, whatever it is given', async () => {
  await api.save('a.json', Uint8Array.of(1))
  await api.openLink('https://docs.blender.org/')
  await api.raise()
  expect(now.invoked).toEqual([
    ['rigscope.save', 'a.json', Uint8Array.of(1)],
    ['rigscope.openLink', 'https://docs.blender.org/'],
    ['rigscope.raise'],
  ])
})

test('the hub’s port goes to the page itself, to no other origin', () => {
  const ports = ['port']
  now.ipcRenderer.emit('rigscope.hubPort', { ports })
  expect(posted).toEqual([['rigscope.hubPort', 'app://rigscope', ports]])
})

test('what was opened before the page listens is told then, and no event of Electron’s with it', () => {
  const heard: unknown[][] = []
  const opened = (session: string): Opened => ({ kind: 'session', session })
  now.ipcRenderer.emit('rigscope.opened', { sender: 'secret' }, opened('one-0001'))
  api.onOpened((...args) => heard.push(args))
  now.ipcRenderer.emit('rigscope.opened', { sender: 'secret' }, opened('two-0002'))
  api.onHubLost((...args) => heard.push(['lost', ...args]))
  now.ipcRenderer.emit('rigscope.hubLost', { sender: 'secret' })
  expect(heard).toEqual([[opened('one-0001')], [opened('two-0002')], ['lost']])
})
