// Finds a time in a column of ascending times. What the rows hold is of no concern here.

/** First row whose time is not before `time`, by bisection over [0, rows). */
export function firstRowAt(column: Float64Array, rows: number, time: number): number {
  let from = 0
  let to = rows
  while (from < to) {
    const middle = (from + to) >> 1
    if ((column[middle] as number) < time) from = middle + 1
    else to = middle
  }
  return from
}
