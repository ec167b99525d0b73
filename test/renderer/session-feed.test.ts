// The feed keeps what the hub streams: through reconnects, roster changes and messages that cannot be read.
import { beforeEach, expect, test } from 'vitest'
import { decodeColumns, type Frames } from '../../bridge/protocol/columns'
import type { FromBridge } from '../../bridge/protocol/messages'
import type { HubClient, HubStreams } from '../../hub/api'
import { FrameRing } from '../../renderer/feed/frame-ring'
import { SessionFeed } from '../../renderer/feed/session-feed'
import {
  allCapabilities,
  frames,
  framesMessage,
  hello,
  nodes,
  playback,
  rosterParts,
  samplesMessage,
  scene,
  seeded,
} from './scripted-data'

type Items = { [K in keyof HubStreams]?: (item: HubStreams[K]['item']) => void }
let items: Items = {}
let feed: SessionFeed
const client: HubClient = {
  ask: () => Promise.resolve({ ok: false, error: { kind: 'failed', sentence: 'no' } }),
  stream: (name, _args, onItem) => {
    items = { ...items, [name]: onItem }
    return () => undefined
  },
  close: () => undefined,
}
const tell = (message: FromBridge) => items['live.messages']?.(message)
const rows = (from: number, to: number) => framesMessage(frames(from, to, playback, seeded(1)))

beforeEach(() => {
  items = {}
  feed = new SessionFeed('scripted-0001', { onMessage: () => undefined, onData: () => undefined })
  feed.open(client)
  tell(hello(allCapabilities))
  tell(scene(2))
})

test('Frames that come again after a reconnect are not doubled', () => {
  items['live.frames']?.(rows(10, 20))
  const before = feed.frames.rows
  feed.open(client)
  tell(hello(allCapabilities))
  items['live.frames']?.(rows(10, 20))
  expect(feed.frames.rows).toBe(before)
  items['live.frames']?.(rows(30, 31))
  expect(feed.frames.rows).toBeGreaterThan(before)
})

test('Time that runs backwards within a stream starts afresh', () => {
  items['live.frames']?.(rows(100, 110))
  items['live.frames']?.(rows(5, 6))
  expect(feed.frames.lastTime).toBeLessThan(7)
})

test('Samples of a roster that is not here are held back, and shown once it is', () => {
  items['live.samples']?.(samplesMessage(8, 20, seeded(1), 1))
  expect(feed.held?.cost).toBeNull()
  for (const part of rosterParts(nodes(600, 2), 1)) tell(part)
  expect(feed.held?.cost?.byRig.length).toBeGreaterThan(0)
  items['live.samples']?.(samplesMessage(8, 21, seeded(1), 2))
  expect(feed.held?.cost).toBeNull()
})

test('A roster counts only once its last part came, and says how far it is', () => {
  const [first, ...rest] = rosterParts(nodes(600, 2), 3)
  if (first === undefined) throw new Error('There is no part.')
  tell(first)
  expect(feed.roster.size).toBe(0)
  expect(feed.roster.progress).toEqual({ kind: 'loading', part: 1, parts: 3 })
  for (const part of rest) tell(part)
  expect(feed.roster.size).toBe(600)
})

test('A change of another roster than the one here is not applied', () => {
  for (const part of rosterParts(nodes(10, 1), 1)) tell(part)
  tell({ type: 'roster', version: 9, base: 8, part: 0, parts: 1, nodes: [], removed: [1, 2] })
  expect(feed.roster.size).toBe(10)
  tell({ type: 'roster', version: 2, base: 1, part: 0, parts: 1, nodes: [], removed: [1, 2] })
  expect(feed.roster.size).toBe(8)
})

test('Bytes that are no message are counted with their reason, and nothing else is lost', () => {
  items['live.frames']?.(new Uint8Array(7))
  items['live.frames']?.(rows(1, 2))
  expect(feed.unreadable?.count).toBe(1)
  expect(feed.unreadable?.sentence).toMatch(/shorter than its/)
  expect(feed.frames.rows).toBeGreaterThan(0)
})

test('Equal lines are folded into one notice with their count', () => {
  const line = {
    time: 5,
    level: 'warning' as const,
    source: 'stdout' as const,
    text: 'bad driver',
    owner: null,
    repeats: 3,
  }
  tell({ type: 'log', lines: [line, { ...line, time: 6 }], dropped: 0 })
  expect(feed.notices.map(({ text, count, time }) => [text, count, time])).toEqual([['bad driver', 6, 6]])
})

test('A ring holds ten minutes in bounded memory, newest rows whole', () => {
  const ring = new FrameRing()
  const random = seeded(2)
  for (let minute = 0; minute < 30; minute++) {
    const message = decodeColumns(
      framesMessage(
        frames(minute * 60, minute * 60 + 60, { ...playback, cap: 1 / 60, evaluation: 0.004, draw: 0.001 }, random),
      ),
    )
    ring.push(message as Frames)
  }
  expect(ring.lastTime).toBeGreaterThan(1799)
  expect(ring.rows).toBeLessThanOrEqual(131_072)
  expect(ring.lastTime - (ring.time[0] as number)).toBeGreaterThan(590)
  for (let row = 1; row < ring.rows; row++)
    if ((ring.time[row] as number) <= (ring.time[row - 1] as number)) throw new Error(`Row ${row} is out of order.`)
})

test('A hello that tells of a wall clock that was set never makes data younger than now', () => {
  const toldAt = (monotonic: number, jump: number) =>
    tell({ ...hello(allCapabilities), clock: { monotonic, wall: Date.now() / 1000 + jump } })
  toldAt(110, 0)
  items['live.messages']?.({ type: 'current' })
  items['live.frames']?.(rows(100, 110))
  for (const jump of [3600, -3600]) {
    toldAt(111, jump)
    expect(feed.clock.now(performance.now()) - feed.frames.lastTime).toBeGreaterThanOrEqual(0)
  }
})
