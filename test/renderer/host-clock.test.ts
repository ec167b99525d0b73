// What time it is on the host: by its messages, and by the wall clocks only where no message was told just now.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HostClock } from '../../renderer/feed/host-clock'

test('what a host told is never ahead of its time, whatever its wall clock was set to', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.boolean(),
      (told, jump, helloFirst) => {
        const clock = new HostClock()
        if (helloFirst) clock.suppose(jump, 0)
        const sorted = [...told].sort(([a], [b]) => a - b)
        for (const [time, late] of sorted) {
          clock.heard(time, (time + late) * 1000)
          expect(clock.now((time + late) * 1000) - time).toBeGreaterThanOrEqual(-1e-6)
        }
      },
    ),
  )
})

test.each([3600, -3600])('a wall clock that is set %d s on leaves the age of living data right', (jump) => {
  const clock = new HostClock()
  clock.suppose(100 - jump, 0)
  clock.heard(100.25, 250, true)
  clock.suppose(101 - jump, 1000)
  expect(clock.now(1000)).toBeCloseTo(101)
})

test('what a host told before it ended is as old as the wall clocks say', () => {
  const clock = new HostClock()
  clock.suppose(500, 0)
  clock.heard(100, 10)
  expect(clock.now(1000)).toBeCloseTo(501)
})

test('nothing is known before anything was heard, nor by what is no number', () => {
  const clock = new HostClock()
  clock.heard(NaN, 0, true)
  clock.suppose(Infinity, 0)
  expect([clock.known, clock.now(0)]).toEqual([false, NaN])
})
