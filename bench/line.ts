// What every bench gives: lines with a figure, its budget and, where there is one, a peer measured in the same run.

export interface Line {
  readonly name: string
  readonly figure: number
  readonly unit: string
  /** The figure that is not to be exceeded; null where there is none. */
  readonly budget: number | null
  /** Null is inconclusive: the interval spans the budget, or there is no budget. */
  readonly within: boolean | null
  readonly peer: { readonly name: string; readonly figure: number } | null
  /** 95 % confidence interval of the figure. */
  readonly interval?: readonly [number, number]
}

export interface Bench {
  readonly name: string
  /** Each line as soon as the bench is done; what a line needs and is missing throws with a sentence. */
  readonly run: () => Promise<readonly Line[]>
}

/** Whether a figure with its interval stays below a budget. */
export function withinBudget(figure: number, budget: number, interval?: readonly [number, number]): boolean | null {
  if (interval === undefined) return figure <= budget
  if (interval[1] <= budget) return true
  return interval[0] > budget ? false : null
}
