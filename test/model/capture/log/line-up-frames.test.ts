// Frames of two clocks are lined up whatever lies between the clocks, or not at all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineUpFrames } from '../../../../model/capture/log/line-up-frames'

const lengths = fc.array(fc.double({ min: 0.008, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 40 })
const jitters = fc.array(fc.double({ min: 0, max: 0.0004, noNaN: true }), { minLength: 40, maxLength: 40 })

test('whatever the clocks, each told frame is found, and what nobody told of is left', () => {
  fc.assert(
    fc.property(
      lengths,
      jitters,
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.boolean(),
      fc.nat({ max: 2 }),
      (frames, jitter, shift, isDrawn, warmUps) => {
        let at = 0
        const recorded = Float64Array.from(frames, (length) => (at += length))
        const unknown = new Float64Array(recorded.length).fill(NaN)
        const told = recorded.slice(warmUps).map((end, i) => end + shift + (jitter[i] as number))
        const rows = lineUpFrames(
          {
            ...{ end: told, isDrawn: new Uint8Array(told.length).fill(isDrawn ? 1 : 0) },
            ...{ from: shift, until: shift + at + 0.001 },
          },
          { evaluated: isDrawn ? unknown : recorded, drawn: isDrawn ? recorded : unknown },
          at,
        )
        expect(rows).toEqual(Int32Array.from(told, (_, i) => i + warmUps))
      },
    ),
  )
})

test('frames of which none fits are not lined up', () => {
  const told = { end: Float64Array.of(1, 2, 3), isDrawn: new Uint8Array(3), from: 0, until: 10 }
  const nothing = new Float64Array(0)
  expect(lineUpFrames(told, { evaluated: Float64Array.of(0.5, 0.7, 4), drawn: nothing }, 4)).toBeNull()
  expect(lineUpFrames(told, { evaluated: nothing, drawn: nothing }, 0)).toBeNull()
  expect(lineUpFrames({ ...told, end: nothing }, { evaluated: Float64Array.of(1), drawn: nothing }, 1)).toBeNull()
})

test('frames that are equally long are told apart by when the host recorded', () => {
  const recorded = Float64Array.from({ length: 13 }, (_, i) => 0.04 * (i + 1))
  const told = recorded.slice(3).map((end) => end + 500)
  const frames = { end: told, isDrawn: new Uint8Array(10), from: 500, until: 500.521 }
  const rows = lineUpFrames(frames, { evaluated: recorded, drawn: new Float64Array(0) }, 0.52)
  expect(rows).toEqual(Int32Array.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
})
