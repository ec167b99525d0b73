// What is refused to every page: each lock of session and contents, tried.
import type { Session, WebContents } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { isOurs, lockContents, lockSession } from '../../electron/locks'
import { preventable, SessionDouble, WebContentsDouble } from './electron-double'

describe('A session', () => {
  let session: SessionDouble
  beforeEach(() => {
    session = new SessionDouble()
    lockSession(session as unknown as Session)
  })

  test.each([
    'local-network',
    'local-network-access',
    'loopback-network',
    'media',
    'clipboard-read',
    'clipboard-sanitized-write',
    'fileSystem',
    'openExternal',
    'notifications',
    'unknown',
  ] as const)('is refused the permission %s, asked for or looked up', (permission) => {
    const answers: boolean[] = []
    session.request?.({} as WebContents, permission, (granted) => answers.push(granted), {} as never)
    expect(answers).toEqual([false])
    expect(session.check?.(null, permission, 'app://rigscope', {} as never)).toBe(false)
  })

  test('is refused every device and every screen', () => {
    expect(session.device?.({ deviceType: 'hid', origin: 'app://rigscope', device: {} as never })).toBe(false)
    expect(session.display).toBeNull()
  })

  test.each([
    ['app://rigscope/assets/main.js', false],
    ['blob:app://rigscope/1234', false],
    ['data:image/png;base64,', false],
    ['devtools://devtools/x', false],
    ['http://127.0.0.1:4000/captures/x', true],
    ['ws://127.0.0.1:4000/hub', true],
    ['https://example.org/', true],
    ['file:///etc/passwd', true],
    ['app://other/', true],
    ['app://rigscope.example.org/', true],
    ['blob:https://example.org/1', true],
  ])('of %s is refused: %s', (url, cancel) => {
    const verdicts: unknown[] = []
    session.filter?.({ url }, (verdict) => verdicts.push(verdict))
    expect(verdicts).toEqual([{ cancel }])
  })

  test('downloads nothing', () => {
    const event = preventable()
    session.emit('will-download', event)
    expect(event.isPrevented).toBe(true)
  })
})

describe('A page', () => {
  let contents: WebContentsDouble
  beforeEach(() => {
    contents = new WebContentsDouble()
    lockContents(contents as unknown as WebContents)
  })

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'is refused what %s tells of',
    (name) => {
      const event = preventable()
      contents.emit(name, event, 'https://example.org/')
      expect(event.isPrevented).toBe(true)
    },
  )

  test('opens no window', () => {
    expect(contents.openHandler?.({ url: 'app://rigscope/' } as never)).toEqual({ action: 'deny' })
  })
})

test.each([
  ['app://rigscope/', true],
  ['app://rigscope/index.html#x', true],
  ['APP://RIGSCOPE/', false],
  ['app://rigscope:80/', false],
  ['app://rigscope@evil/', false],
  ['app:rigscope', false],
  ['http://rigscope/', false],
  ['about:blank', false],
  ['', false],
])('%j is our page: %s', (address, is) => expect(isOurs(address)).toBe(is))
