// The hub's process as the application keeps it: started, given ports, started again after a crash with a growing wait, ended in order.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepHub, type KeptHub } from '../../electron/keep-hub'
import type { HubWord } from '../../electron/hub-word'
import { forked, reset } from './electron-double'
import { asElectrons, portPair } from './port-double'

let words: HubWord[]
let lost: number
let hub: KeptHub

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  reset()
  words = []
  lost = 0
  hub = keepHub(
    '/app/hub.mjs',
    '/app/panel',
    (word) => words.push(word),
    () => (lost += 1),
  )
})
afterEach(() => vi.useRealTimers())

const newest = () => {
  const last = forked.at(-1)
  if (last === undefined) throw new Error('No process was started.')
  return last
}

test('its process is started with the panel’s folder, and heard', () => {
  const { file, args, options, child } = newest()
  expect([file, args, options.serviceName]).toEqual(['/app/hub.mjs', ['/app/panel'], 'Rigscope hub'])
  const word: HubWord = { kind: 'refused', sentence: 'No.' }
  child.emit('message', word)
  expect(words).toEqual([word])
})

test('a port is handed over, and one that comes while there is no process waits for the next', () => {
  const [one] = portPair()
  const [two] = portPair()
  hub.serve(asElectrons(one))
  expect(newest().child.got).toEqual([['panel', [one]]])
  newest().child.emit('exit', 1)
  hub.serve(asElectrons(two))
  expect(lost).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(forked).toHaveLength(2)
  expect(newest().child.got).toEqual([['panel', [two]]])
})

test('after each crash it waits longer, at most five seconds, and starts over once a process lived', () => {
  const waits: number[] = []
  const crash = (livedMs: number) => {
    vi.advanceTimersByTime(livedMs)
    const before = forked.length
    newest().child.emit('exit', 1)
    let waited = 0
    while (forked.length === before) {
      vi.advanceTimersByTime(50)
      waited += 50
    }
    waits.push(waited)
  }
  for (let round = 0; round < 8; round += 1) crash(10)
  expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000])
  crash(31_000)
  expect(waits.at(-1)).toBe(100)
})

test('it is asked to end and waited for; nothing is started after', async () => {
  const stopped = hub.stop()
  expect(newest().child.got).toEqual([['quit', []]])
  newest().child.emit('exit', 0)
  await stopped
  vi.advanceTimersByTime(60_000)
  expect(forked).toHaveLength(1)
})

test('one that does not end in time is ended', async () => {
  const stopped = hub.stop()
  vi.advanceTimersByTime(3000)
  await stopped
  expect(newest().child.isKilled).toBe(true)
})

test('stopping between two processes starts no other', async () => {
  newest().child.emit('exit', 1)
  await hub.stop()
  vi.advanceTimersByTime(60_000)
  expect(forked).toHaveLength(1)
})
