// How far single readings of the same thing usually lie apart: the noise of one reading, told from those before it. What is read, and how
// many digits that allows, is decided elsewhere.
import { steadyNoise } from './digits'

interface Read {
  last: number
  /** Mean distance of one reading from the one before it. */
  range: number
  ranges: number
  told: number
}

/** Standard deviations in the mean distance of two readings, as in a control chart's moving range. */
const rangeOfDeviation = 1.128
/** Older readings fade, so that the noise follows what the artist does. */
const weight = 1 / 8
/** Fewer distances than this tell nothing. */
const fewestRanges = 2
const mostKeys = 65_536

/** The noise of many things' readings, each known by a number. */
export class ReadingNoise {
  private readonly reads = new Map<number, Read>()

  /** Takes a reading; what is not a finite number tells nothing. */
  take(key: number, value: number) {
    if (!Number.isFinite(value)) return
    const read = this.reads.get(key)
    if (read === undefined) {
      if (this.reads.size >= mostKeys) this.reads.clear()
      this.reads.set(key, { last: value, range: 0, ranges: 0, told: NaN })
      return
    }
    read.ranges++
    read.range += Math.max(weight, 1 / read.ranges) * (Math.abs(value - read.last) - read.range)
    read.last = value
    if (read.ranges < fewestRanges) return
    read.told = steadyNoise(read.told, read.range / rangeOfDeviation)
  }

  /** Standard deviation of one reading, in the readings' unit; NaN while too few came. */
  of(key: number): number {
    return this.reads.get(key)?.told ?? NaN
  }

  clear() {
    this.reads.clear()
  }
}
