// Finding a time in ascending times.
import { expect, test } from 'vitest'
import { firstRowAt } from '../../model/live/first-row-at'

test('The first row at a time is found by bisection', () => {
  const time = Float64Array.from([1, 2, 2, 5])
  expect([0, 1, 1.5, 2, 5, 6].map((t) => firstRowAt(time, 4, t))).toEqual([0, 0, 1, 1, 3, 4])
})
