// The desktop application's door: a port that its own window hands over, a hub that answers on it, and the news that it is lost.
import { MessageChannel as NodeChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DesktopApi } from '../../../electron/desktop-api'
import { messagePortCarrier } from '../../../hub/carrier/message-port-carrier'
import { desktopDoor } from '../../../renderer/hub-client/desktop-door'

let lose: () => void
let connects: number
let answers: boolean
let hand: () => Promise<void>
beforeEach(() => {
  connects = 0
  answers = true
  hand = () => {
    handOver(window)
    return Promise.resolve()
  }
})
afterEach(() => void vi.useRealTimers())

/** A hub at the far end, which knows one answer. */
function handOver(source: unknown, data: unknown = 'rigscope.hubPort') {
  const { port1, port2 } = new NodeChannel()
  const carrier = messagePortCarrier(port1)
  carrier.onMessage((text) => {
    const { ask, id } = JSON.parse(String(text)) as { ask?: string; id: number }
    if (ask === 'about.hub' && answers) carrier.send(JSON.stringify({ answer: id, value: {} }))
    if (!answers) carrier.close()
  })
  const event = new Event('message')
  Object.assign(event, { data, ports: [port2] })
  Object.defineProperty(event, 'source', { value: source })
  dispatchEvent(event)
}

const api = () =>
  ({
    connectHub: () => {
      connects += 1
      return hand()
    },
    onHubLost: (listener: () => void) => (lose = listener),
  }) as unknown as DesktopApi

test('A port that comes and answers is open, without any code', async () => {
  const door = desktopDoor(api())
  expect(await door.signIn()).toBe('done')
  const attempt = await door.connect()
  expect(attempt.kind).toBe('open')
  if (attempt.kind !== 'open') return
  expect(await attempt.client.ask('about.hub', {})).toEqual({ ok: true, value: {} })
  lose()
  await attempt.closed
  expect(await attempt.client.ask('about.hub', {})).toMatchObject({ ok: false, error: { kind: 'gone' } })
})

test('A hub that closes the port at once is not reached, and is asked anew', async () => {
  answers = false
  const door = desktopDoor(api())
  expect(await door.connect()).toEqual({ kind: 'unreachable' })
  answers = true
  expect((await door.connect()).kind).toBe('open')
  expect(connects).toBe(2)
})

test('A port from another window, or under another name, is left alone', async () => {
  vi.useFakeTimers()
  hand = () => {
    handOver({})
    handOver(window, 'something else')
    return Promise.resolve()
  }
  const attempt = desktopDoor(api()).connect()
  await vi.advanceTimersByTimeAsync(2000)
  expect(await attempt).toEqual({ kind: 'unreachable' })
})

test('An application that refuses is not reached', async () => {
  hand = () => Promise.reject(new Error('Only the panel may ask this.'))
  expect(await desktopDoor(api()).connect()).toEqual({ kind: 'unreachable' })
})

test('The wait before the next try ends early when the page is looked at', async () => {
  vi.useFakeTimers()
  const door = desktopDoor(api())
  const waits: string[] = []
  void door.wait(4000).then(() => waits.push('early'))
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  void door.wait(1000).then(() => waits.push('late'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(waits).toEqual(['early', 'late'])
})
