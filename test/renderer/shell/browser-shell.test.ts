// The browser's next best to what the desktop application does.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserShell } from '../../../renderer/shell/browser-shell'
import type { Opened } from '../../../renderer/shell/shell'

beforeEach(() => {
  document.title = 'Rigscope'
  location.hash = ''
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('Saving is a download, and nothing can be revealed', async () => {
  const clicked: string[] = []
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x')
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(`${this.download} ${this.href}`)
  })
  const outcome = await browserShell().save('a.csv', new Blob(['x']))
  expect(outcome).toEqual({ kind: 'saved', name: 'a.csv', reveal: null })
  expect(clicked).toEqual(['a.csv blob:x'])
})

test('A file is picked in the browser’s own dialog, or none', async () => {
  const fields: HTMLInputElement[] = []
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    fields.push(this)
  })
  const shell = browserShell()
  const [picked, cancelled] = [shell.pickFile(), shell.pickFile()]
  const file = new File(['x'], 'a.json')
  Object.defineProperty(fields[0], 'files', { value: [file] })
  fields[0]?.dispatchEvent(new Event('change'))
  fields[1]?.dispatchEvent(new Event('cancel'))
  expect([await picked, await cancelled]).toEqual([file, null])
  expect(fields.map(({ type }) => type)).toEqual(['file', 'file'])
})

test('Copying says whether the browser allowed it', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await browserShell().copyText('cost')).toBe(true)
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('denied')) } })
  expect(await browserShell().copyText('cost')).toBe(false)
  vi.stubGlobal('navigator', {})
  expect(await browserShell().copyText('cost')).toBe(false)
})

test('Only secure links are opened, and the page that opens knows nothing of this one', async () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null)
  expect(await browserShell().openLink('javascript:alert(1)')).toBe(false)
  expect(await browserShell().openLink('https://docs.blender.org/')).toBe(true)
  expect(open.mock.calls).toEqual([['https://docs.blender.org/', '_blank', 'noopener,noreferrer']])
})

test('A page that cannot come to the front marks its title until it is looked at', () => {
  const shell = browserShell()
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  shell.raise()
  expect(document.title).toBe('Rigscope')
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  shell.raise()
  shell.raise()
  expect(document.title).toBe('● Rigscope')
  dispatchEvent(new Event('focus'))
  expect(document.title).toBe('Rigscope')
})

test('Secrets are kept until the page is reloaded, and it says so', async () => {
  const shell = browserShell()
  expect(await shell.keepSecret('a', 'b')).toBe('untilReload')
  expect(await shell.readSecret('a')).toBe('b')
  await shell.keepSecret('a', null)
  expect(await shell.readSecret('a')).toBeNull()
  expect(await browserShell().readSecret('a')).toBeNull()
})

test('There is no picture of the page to be had', async () => {
  expect(await browserShell().picture()).toBeNull()
})

test('The session that the opener names is told, at the start and later, and leaves the rest of the address', () => {
  const opened: Opened[] = []
  location.hash = '#code=secret&session=walk-0001'
  const undo = browserShell().onOpened((one) => opened.push(one))
  expect(location.hash).toBe('#code=secret')
  location.hash = '#session=walk-0002'
  dispatchEvent(new Event('hashchange'))
  expect(opened).toEqual(['walk-0001', 'walk-0002'].map((session) => ({ kind: 'session', session })))
  expect(location.hash).toBe('')
  undo()
  location.hash = '#session=walk-0003'
  dispatchEvent(new Event('hashchange'))
  expect(opened).toHaveLength(2)
})
