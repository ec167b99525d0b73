// Reading that can be ended at any time: what was given on is not held, and a source that stands still holds nobody up.
import { expect, test } from 'vitest'
import { untilAborted } from '../../../hub/captures/reading/until-aborted'

const megabyte = 2 ** 20

test('gigabytes pass through without being held', async () => {
  const many = async function* () {
    for (let i = 0; i < 1024; i += 1) {
      await Promise.resolve()
      yield new Uint8Array(megabyte)
    }
  }
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  for await (const chunk of untilAborted(many(), new AbortController().signal)) {
    expect(chunk.byteLength).toBe(megabyte)
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  expect(most).toBeLessThan(512 * megabyte)
})

test('a source that stands still is left at once, and let go when it moves', async () => {
  let isReleased = false
  let move: () => void = () => undefined
  const still = async function* () {
    try {
      yield Uint8Array.of(1)
      await new Promise<void>((resolve) => (move = resolve))
      yield Uint8Array.of(2)
    } finally {
      isReleased = true
    }
  }
  const control = new AbortController()
  const chunks = untilAborted(still(), control.signal)
  expect((await chunks.next()).value).toEqual(Uint8Array.of(1))
  const next = chunks.next()
  control.abort()
  await expect(next).rejects.toThrow('It was cancelled')
  expect(isReleased).toBe(false)
  move()
  await expect.poll(() => isReleased).toBe(true)
})

test('what a source fails with comes through', async () => {
  const torn = async function* () {
    yield await Promise.resolve(Uint8Array.of(1))
    throw new Error('its sender went away')
  }
  const chunks = untilAborted(torn(), new AbortController().signal)
  await chunks.next()
  await expect(chunks.next()).rejects.toThrow('its sender went away')
})
