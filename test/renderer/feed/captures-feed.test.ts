// Captures as they come to the page: listed, shown when ready, kept, compared, and taken again to be compared.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HubClient } from '../../../hub/api'
import type { CaptureSummary } from '../../../hub/captures/api'
import { encodeCapture, joinBytes } from '../../../model/capture/encode-capture'
import { CapturesFeed } from '../../../renderer/feed/captures-feed'
import { compareHere, type Compare } from '../../../renderer/feed/compare-aside'
import type { CaptureDoor } from '../../../renderer/hub-client/capture-door'
import { ofNoCaptures, useCaptures, type Captures } from '../../../renderer/store/captures'
import { scriptedCapture, scriptedDoor, summaryFor } from '../scripted-captures'

let tell: (list: readonly CaptureSummary[]) => void = () => undefined
const fetched: string[] = []
let feed: CapturesFeed

const hub = {
  stream: (_: string, __: unknown, onItem: typeof tell) => {
    tell = onItem
    return () => undefined
  },
} as unknown as HubClient

const counting: CaptureDoor = {
  ...scriptedDoor,
  fetch: (id, onProgress, signal) => {
    fetched.push(id)
    return scriptedDoor.fetch(id, onProgress, signal)
  },
}

function begin(door: CaptureDoor = counting, compare: Compare = compareHere): void {
  feed = new CapturesFeed(door, compare)
  feed.attach(hub)
}

const until = (is: (captures: Captures) => boolean) =>
  new Promise<Captures>((resolve) => {
    if (is(useCaptures.getState())) return resolve(useCaptures.getState())
    const undo = useCaptures.subscribe((captures) => {
      if (!is(captures)) return
      undo()
      resolve(captures)
    })
  })
const isReady = ({ loaded }: Captures) => loaded.kind === 'ready'

beforeEach(() => {
  fetched.length = 0
  useCaptures.setState(ofNoCaptures, true)
})
afterEach(() => feed.stop())

test('A capture that is shown before it is ready comes by itself once it is', async () => {
  begin()
  tell([summaryFor('before1', { kind: 'warmingUp' })])
  feed.show('before1')
  expect(useCaptures.getState().loaded).toEqual({ kind: 'none' })
  tell([summaryFor('before1')])
  const { loaded } = await until(isReady)
  expect(loaded.kind === 'ready' && loaded.capture.nodes.name).toEqual(scriptedCapture('before1').nodes.name)
})

test('A capture bears the title that people gave it, whatever its file says', async () => {
  begin()
  tell([{ ...summaryFor('before1'), title: 'Before the new mesh' }])
  feed.show('before1')
  const { loaded } = await until(isReady)
  expect(loaded.kind === 'ready' && loaded.capture.title).toBe('Before the new mesh')
})

test('A capture that failed says why, and one that is damaged is refused with a sentence', async () => {
  begin({
    ...counting,
    fetch: () =>
      Promise.resolve({ kind: 'done', value: joinBytes(encodeCapture(scriptedCapture('before1'))).slice(0, 999) }),
  })
  tell([summaryFor('after1', { kind: 'failed', sentence: 'Blender was closed.' }), summaryFor('before1')])
  feed.show('after1')
  expect(useCaptures.getState().loaded).toEqual({ kind: 'failed', sentence: 'Blender was closed.' })
  feed.show('before1')
  const { loaded } = await until(({ loaded: { kind } }) => kind === 'failed')
  expect(loaded.kind === 'failed' && loaded.sentence).toMatch(/cut off/)
})

test('Going back to one of the last four captures fetches nothing', async () => {
  begin()
  const ids = ['before1', 'before2', 'before3', 'after1', 'after2']
  tell(ids.map((id) => summaryFor(id)))
  for (const id of [...ids, 'before2', 'after2']) {
    feed.show(id)
    await until(isReady)
  }
  expect(fetched).toEqual(ids)
  feed.show('before1')
  await until(isReady)
  expect(fetched).toEqual([...ids, 'before1'])
})

test('Showing another capture gives up the one on its way', async () => {
  let ended = false
  begin({
    ...counting,
    fetch: (id, onProgress, signal) => {
      if (id !== 'before1') return counting.fetch(id, onProgress, signal)
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          ended = true
          resolve({ kind: 'cancelled' })
        }),
      )
    },
  })
  tell([summaryFor('before1'), summaryFor('after1')])
  feed.show('before1')
  feed.show('after1')
  const { loaded } = await until(isReady)
  expect(ended).toBe(true)
  expect(loaded.kind === 'ready' && loaded.id).toBe('after1')
})

test('Two sides are compared node by node once their captures are here', async () => {
  begin()
  tell(['before1', 'after1'].map((id) => summaryFor(id)))
  feed.compare({ a: ['before1'], b: ['after1'] })
  const { compared } = await until((captures) => captures.compared.kind === 'ready')
  expect(compared.kind === 'ready' && compared.comparison.sides.b[0]?.title).toBe('Hero v025')
})

test('Sides that mean different things are refused with why', async () => {
  begin()
  tell(['before1', 'blender'].map((id) => summaryFor(id)))
  feed.compare({ a: ['before1'], b: ['blender'] })
  const { compared } = await until((captures) => captures.compared.kind === 'refused')
  expect(compared.kind === 'refused' && compared.guards[0]?.sentence).toMatch(
    /wall-clock time and others processor time/,
  )
})

test('A comparison that breaks down says so, and another hub tries it again', async () => {
  let attempts = 0
  begin(counting, (sides, signal) => {
    attempts++
    return attempts === 1 ? Promise.reject(new Error('out of memory')) : compareHere(sides, signal)
  })
  tell(['before1', 'after1'].map((id) => summaryFor(id)))
  feed.compare({ a: ['before1'], b: ['after1'] })
  const { compared } = await until((captures) => captures.compared.kind === 'failed')
  expect(compared.kind === 'failed' && compared.sentence).toMatch(/broke off/)
  feed.attach(hub)
  await until((captures) => captures.compared.kind === 'ready')
})

test('A comparison that is ended while it is made is not shown', async () => {
  let finish: () => void = () => undefined
  const held = new Promise<void>((resolve) => (finish = resolve))
  begin(counting, async (sides, signal) => {
    await held
    return compareHere(sides, signal)
  })
  tell(['before1', 'after1'].map((id) => summaryFor(id)))
  feed.compare({ a: ['before1'], b: ['after1'] })
  await until((captures) => captures.compared.kind === 'comparing')
  feed.endCompare()
  finish()
  await held
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(useCaptures.getState().compared).toEqual({ kind: 'none' })
})

test('A capture that was taken again is compared with the one before it as soon as it is ready', async () => {
  begin()
  useCaptures.setState({ again: { before: ['before1'], after: 'after1' } })
  tell([summaryFor('after1', { kind: 'recording', unit: 'frames', done: 3, wanted: 60 }), summaryFor('before1')])
  expect(useCaptures.getState().compare).toBeNull()
  tell([summaryFor('after1'), summaryFor('before1')])
  const { compare, again } = await until((captures) => captures.compared.kind === 'ready')
  expect({ compare, again }).toEqual({ compare: { a: ['before1'], b: ['after1'] }, again: null })
})

test('A capture that was to be taken again and failed says why, and nothing is compared', () => {
  begin()
  useCaptures.setState({ again: { before: ['before1'], after: 'after1' } })
  tell([summaryFor('after1', { kind: 'failed', sentence: 'Blender was closed.' }), summaryFor('before1')])
  const { compare, again, word } = useCaptures.getState()
  expect({ compare, again, said: word?.sentence }).toEqual({ compare: null, again: null, said: 'Blender was closed.' })
})

test('Removing a capture takes its table and its comparison away', async () => {
  begin()
  tell(['before1', 'after1'].map((id) => summaryFor(id)))
  feed.show('before1')
  feed.compare({ a: ['before1'], b: ['after1'] })
  await until((captures) => captures.compared.kind === 'ready')
  feed.forget('before1')
  const { shown, loaded, compare, compared } = useCaptures.getState()
  expect({ shown, loaded, compare, compared }).toEqual({
    ...{ shown: null, loaded: { kind: 'none' } },
    ...{ compare: null, compared: { kind: 'none' } },
  })
})
