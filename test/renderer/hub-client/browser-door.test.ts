// The browser's door waits for nobody without end, tells a hub that starts from one that is gone, and shows its key each time.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserDoor } from '../../../renderer/hub-client/browser-door'

const offered: string[][] = []

/** A socket that is refused at once, as every failed upgrade looks to a page. */
class RefusedSocket extends EventTarget {
  constructor(_address: string, protocols: string[]) {
    super()
    offered.push(protocols)
    queueMicrotask(() => this.dispatchEvent(new Event('close')))
  }
  close() {
    return undefined
  }
}
/** One that is taken and never heard of again. */
class DeafSocket extends EventTarget {
  close() {
    return undefined
  }
}

const answers = (answer: Response) => vi.fn((_path: string, _init: RequestInit) => Promise.resolve(answer))
/** Ends only when who asks gives up. */
const hangs = (_path: string, { signal }: RequestInit) =>
  new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))

beforeEach(() => {
  offered.length = 0
  localStorage.clear()
  vi.stubGlobal('WebSocket', RefusedSocket)
})
afterEach(() => vi.unstubAllGlobals())

test('A hub that hangs is given up after two seconds, whether it is connected to or asked why', async () => {
  const door = browserDoor()
  vi.stubGlobal('fetch', hangs)
  expect(await door.connect()).toEqual({ kind: 'unreachable' })
  vi.stubGlobal('WebSocket', DeafSocket)
  expect(await door.connect()).toEqual({ kind: 'unreachable' })
  location.hash = '#code=one'
  expect(await browserDoor().signIn()).toBe('unreachable')
}, 10_000)

test.each([
  [503, 'starting'],
  [401, 'unauthorized'],
  [426, 'unreachable'],
] as const)('A refusal that answers %i over HTTP is read as %s', async (status, kind) => {
  vi.stubGlobal('fetch', answers(new Response('', { status })))
  expect(await browserDoor().connect()).toEqual({ kind })
})

test('A code buys a key, which the page shows from then on, after a reload too', async () => {
  location.hash = '#code=two'
  const fetch = answers(Response.json({ key: 'the-key' }))
  vi.stubGlobal('fetch', fetch)
  expect(await browserDoor().signIn()).toBe('done')
  await browserDoor().connect()
  expect(offered).toEqual([['rigscope.panel', 'rigscope.key.the-key']])
  expect(fetch.mock.lastCall?.[1].headers).toEqual({ Authorization: 'Bearer the-key' })
})
