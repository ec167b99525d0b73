// Who may call, and what each call does: a foreign sender is refused by every one before it is looked at, bad arguments do nothing.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow as RealWindow, IpcMainInvokeEvent } from 'electron'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerCalls } from '../../electron/answer-calls'
import type { DesktopCalls, Saved } from '../../electron/desktop-api'
import { OfferedFiles } from '../../electron/offered-files'
import { panelCalls } from '../../electron/panel-calls'
import { asked, BrowserWindow, handlers, reset, world } from './electron-double'

const names = Object.keys({
  connectHub: 0,
  save: 0,
  pickFile: 0,
  reveal: 0,
  openLink: 0,
  copyText: 0,
  keepSecret: 0,
  readSecret: 0,
  picture: 0,
  raise: 0,
} satisfies Record<keyof DesktopCalls, 0>)

const frame = (url: string, parent: unknown = null) => ({ senderFrame: { url, parent } }) as IpcMainInvokeEvent
const ours = frame('app://rigscope/index.html')

let window: BrowserWindow
let folder: string
let served: unknown[]
let kept: unknown[]

beforeEach(() => {
  reset()
  folder = mkdtempSync(join(tmpdir(), 'rigscope-calls-'))
  served = []
  kept = []
  window = new BrowserWindow({})
  const hub = { serve: (port: unknown) => void served.push(port), stop: () => Promise.resolve() }
  const secrets = {
    keep: (...given: unknown[]) => Promise.resolve(kept.push(given) > 0),
    read: () => Promise.resolve('secret'),
  }
  const raise = () => void asked.push('raise')
  answerCalls(panelCalls(window as unknown as RealWindow, hub, new OfferedFiles(), secrets, raise))
})
afterEach(() => rmSync(folder, { recursive: true }))

const call = (name: keyof DesktopCalls, ...args: unknown[]) =>
  Promise.resolve(handlers.get(`rigscope.${name}`)?.(ours, ...args))

describe('Every call', () => {
  test('is answered, and nothing else is', () => {
    expect([...handlers.keys()].sort()).toEqual(names.map((name) => `rigscope.${name}`).sort())
  })

  const foreign: [string, IpcMainInvokeEvent][] = [
    ['another page', frame('https://example.org/')],
    ['a page of a similar name', frame('app://rigscope.example.org/')],
    ['a frame inside our page', frame('app://rigscope/', {})],
    ['a page without an address', frame('')],
    ['a frame that is gone', { senderFrame: null } as IpcMainInvokeEvent],
  ]
  test.each(names.flatMap((name) => foreign.map(([who, event]) => [name, who, event] as const)))(
    '%s is refused to %s',
    (name, _who, event) => {
      expect(() => handlers.get(`rigscope.${name}`)?.(event, 'x', 'y')).toThrow('Only the panel')
      expect([asked, served, kept]).toEqual([[], [], []])
    },
  )
})

test('connecting gives one end of a channel to the hub and the other to the page', async () => {
  await call('connectHub')
  expect(served).toHaveLength(1)
  const [channel, ports] = window.webContents.posted[0] ?? []
  expect([channel, ports?.length]).toEqual(['rigscope.hubPort', 1])
  expect(ports?.[0]).not.toBe(served[0])
})

describe('Saving', () => {
  const bytes = Uint8Array.of(1, 2, 3)

  test('writes where the person says, and what was saved can be revealed', async () => {
    world.savePath = join(folder, 'walk, copy.json')
    const saved = (await call('save', 'walk.json', bytes)) as Saved
    expect(saved).toMatchObject({ kind: 'saved', name: 'walk, copy.json' })
    expect([...readFileSync(world.savePath)]).toEqual([1, 2, 3])
    await call('reveal', saved.kind === 'saved' ? saved.file : '')
    expect(asked).toEqual([`shell.showItemInFolder ${world.savePath}`])
  })

  test('that is cancelled writes nothing; that fails says why in a sentence', async () => {
    expect(await call('save', 'walk.json', bytes)).toEqual({ kind: 'cancelled' })
    world.savePath = join(folder, 'missing', 'walk.json')
    expect(await call('save', 'walk.json', bytes)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringMatching(/^walk\.json could not be saved: .*\.$/) as string,
    })
    expect(await call('save', 7, bytes)).toMatchObject({ kind: 'failed' })
    expect(await call('save', 'walk.json', 'text')).toMatchObject({ kind: 'failed' })
  })
})

test('nothing but what was saved or picked here is revealed', async () => {
  for (const bad of ['/etc/passwd', '', null, {}, '\\\\server\\share']) await call('reveal', bad)
  expect(asked).toEqual([])
})

test('picking offers the file under an address that names no path', async () => {
  expect(await call('pickFile')).toBeNull()
  writeFileSync(join(folder, 'walk.rigscope'), '')
  world.openPaths = [join(folder, 'walk.rigscope')]
  const offered = (await call('pickFile')) as { name: string; address: string }
  expect(offered.name).toBe('walk.rigscope')
  expect(offered.address).toMatch(/^app:\/\/rigscope\/offered\/[\da-f-]{36}$/)
})

describe('A link', () => {
  test.each([
    'https://help.autodesk.com/view/MAYAUL/2025/?guid=x',
    'https://docs.blender.org/api/',
    'https://ui.perfetto.dev',
  ])('to %s is opened', async (address) => {
    expect(await call('openLink', address)).toBe(true)
    expect(asked).toEqual([`shell.openExternal ${new URL(address).href}`])
  })

  test.each([
    'http://help.autodesk.com/',
    'https://help.autodesk.com.example.org/',
    'https://help.autodesk.com:8443/',
    'https://user@help.autodesk.com/',
    'https://example.org/help.autodesk.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'rigscope://session/0b1c2d3e-walk',
    'help.autodesk.com',
    '',
    null,
    ['https://docs.blender.org/'],
  ])('to %j is not', async (address) => {
    expect(await call('openLink', address)).toBe(false)
    expect(asked).toEqual([])
  })
})

test('copying, raising, secrets and the picture are handed on', async () => {
  await call('copyText', 'cost')
  await call('copyText', 7)
  await call('raise')
  expect(asked).toEqual(['clipboard.writeText cost', 'raise'])
  expect([await call('keepSecret', 'a', 'b'), await call('readSecret', 'a'), kept]).toEqual([
    true,
    'secret',
    [['a', 'b']],
  ])
  expect(String(await call('picture'))).toBe('png')
})
