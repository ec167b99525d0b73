// Mean, 95th percentile, maximum and total of costs per frame, where all frames that are not told count as zero. Takes them one
// after another without keeping them: of a percentile only the highest few matter.

/** Seconds per frame, but `total`, which is seconds in all frames. One column for each figure, one row for each node or group. */
export interface SpreadColumns {
  readonly mean: Float64Array
  readonly p95: Float64Array
  readonly max: Float64Array
  readonly total: Float64Array
}

export const spreadColumns = (rows: number): SpreadColumns => ({
  mean: new Float64Array(rows),
  p95: new Float64Array(rows),
  max: new Float64Array(rows),
  total: new Float64Array(rows),
})

/** Gathers the costs of one row at a time; one unknown cost (NaN) makes every figure of the row unknown. */
export class SpreadGatherer {
  private readonly highest: Float64Array
  private readonly between: number
  private kept = 0
  private sum = 0

  constructor(private readonly frames: number) {
    const at = Math.max(0, frames - 1) * 0.95
    this.between = at - Math.floor(at)
    // The percentile lies between the two lowest of these.
    this.highest = new Float64Array(Math.max(1, frames - Math.floor(at)))
  }

  add(cost: number): void {
    this.sum += cost
    const { highest } = this
    if (this.kept === highest.length) {
      if (!(cost > (highest[this.kept - 1] as number))) return
      this.kept--
    }
    let place = this.kept++
    while (place > 0 && (highest[place - 1] as number) < cost) highest[place] = highest[--place] as number
    highest[place] = cost
  }

  /** Writes the row's figures and begins the next one. */
  finish(into: SpreadColumns, row: number): void {
    const { highest, sum, kept, frames } = this
    const last = highest.length - 1
    const of = (place: number) => (place < kept ? (highest[place] as number) : 0)
    const below = of(last)
    const known = frames > 0 && sum === sum
    into.total[row] = known ? sum : NaN
    into.mean[row] = known ? sum / frames : NaN
    into.max[row] = known ? of(0) : NaN
    into.p95[row] = known ? below + (of(Math.max(0, last - 1)) - below) * this.between : NaN
    this.kept = 0
    this.sum = 0
  }
}
