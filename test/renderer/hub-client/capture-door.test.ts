// Bytes of captures between page and hub: with the page's key, progress told, and whatever goes wrong as a sentence.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserCaptureDoor as door } from '../../../renderer/hub-client/capture-door'
import { keepKey } from '../../../renderer/hub-client/page-key'

const never = new AbortController().signal
const nobody = () => undefined
const answers = (answer: Response) => {
  const fetch = vi.fn((_path: string, _init: RequestInit) => Promise.resolve(answer))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

beforeEach(() => keepKey('the-key'))
afterEach(() => vi.unstubAllGlobals())

test('A capture is fetched by its id with the page’s key, in one piece, and its progress is told', async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of [[1, 2], [3], [4, 5, 6]]) controller.enqueue(Uint8Array.from(part))
      controller.close()
    },
  })
  const fetch = answers(new Response(body, { headers: { 'Content-Length': '6' } }))
  const told: unknown[] = []
  const outcome = await door.fetch('a/b', (bytes, total) => told.push([bytes, total]), never)
  expect(outcome).toEqual({ kind: 'done', value: Uint8Array.of(1, 2, 3, 4, 5, 6) })
  expect(told).toEqual([
    [2, 6],
    [3, 6],
    [6, 6],
  ])
  expect(fetch.mock.lastCall?.[0]).toBe('/captures/a%2Fb')
  expect(fetch.mock.lastCall?.[1].headers).toEqual({ Authorization: 'Bearer the-key' })
})

test.each([
  ['shorter', '7'],
  ['longer', '2'],
])('An answer that is %s than its header says is no capture', async (_, length) => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Uint8Array.of(1, 2, 3))
      controller.close()
    },
  })
  answers(new Response(body, { headers: { 'Content-Length': length } }))
  expect(await door.fetch('one', nobody, never)).toMatchObject({ kind: 'failed' })
})

test('A refusal is the hub’s own sentence, and a page that lost its key is told to open Rigscope again', async () => {
  answers(new Response('The file of this capture is gone from the disk.\n', { status: 404 }))
  expect(await door.fetch('one', nobody, never)).toEqual({
    ...{ kind: 'failed', sentence: 'The file of this capture is gone from the disk.' },
  })
  answers(new Response('', { status: 401 }))
  expect(await door.fetchAs('one', 'chrome', never)).toMatchObject({
    sentence: expect.stringMatching(/open Rigscope again/) as string,
  })
})

test('A hub that is gone is said, and one that was given up is not', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await door.fetch('one', nobody, never)).toMatchObject({ kind: 'failed' })
  expect(await door.fetch('one', nobody, AbortSignal.abort())).toEqual({ kind: 'cancelled' })
})

test('An export bears the name that the hub gives it, in any alphabet', async () => {
  const disposition = `attachment; filename="R_g.json"; filename*=UTF-8''R%C3%ADg.json`
  const fetch = answers(new Response('{}', { headers: { 'Content-Disposition': disposition } }))
  const outcome = await door.fetchAs('one', 'speedscope', never)
  expect(outcome.kind === 'done' && outcome.value.name).toBe('Ríg.json')
  expect(fetch.mock.lastCall?.[0]).toBe('/captures/one/export?as=speedscope')
})
