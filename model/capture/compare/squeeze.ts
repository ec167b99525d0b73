// Three captures tell little of how noisy one node is, but all nodes together tell how noisy nodes are. This is the empirical Bayes
// estimate of Smyth (2004, "Linear models and empirical Bayes methods"): each variance is drawn towards the usual one, the more the
// alike the nodes are.

/** The usual variance and how many degrees of freedom it counts for; `df` 0 lends nothing. */
export interface Prior {
  readonly variance: number
  readonly df: number
}

/** More than this is as good as certain. */
const mostDf = 1000
/** Fewer nodes know nothing of each other. */
const fewest = 5

/** From variances with `df` degrees of freedom each. */
export function priorOf(variances: readonly number[], df: number): Prior {
  const known = variances.filter((variance) => variance > 0)
  if (known.length < fewest || df < 1) return { variance: 0, df: 0 }
  const logs = known.map((variance) => Math.log(variance) - digamma(df / 2) + Math.log(df / 2))
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const spread = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1) - trigamma(df / 2)
  // All of them together know no more than the sum of what each does.
  const most = Math.min(mostDf, (known.length - 1) * df)
  const priorDf = spread > 0 ? Math.min(most, 2 * inverseTrigamma(spread)) : most
  return { variance: Math.exp(mean + digamma(priorDf / 2) - Math.log(priorDf / 2)), df: priorDf }
}

/** A variance with `df` degrees of freedom, drawn towards the usual one. */
export const squeeze = (variance: number, df: number, prior: Prior): number =>
  (prior.df * prior.variance + df * variance) / (prior.df + df)

/** Both by recurrence to where their series are exact. */
export function digamma(x: number): number {
  let sum = 0
  let at = x
  for (; at < 10; at++) sum -= 1 / at
  const square = 1 / (at * at)
  return sum + Math.log(at) - 0.5 / at - square * (1 / 12 - square * (1 / 120 - square / 252))
}

export function trigamma(x: number): number {
  let sum = 0
  let at = x
  for (; at < 10; at++) sum += 1 / (at * at)
  const square = 1 / (at * at)
  return sum + 1 / at + square / 2 + (square / at) * (1 / 6 - square * (1 / 30 - square / 42))
}

/** Halving: trigamma falls from infinity to nothing. */
function inverseTrigamma(value: number): number {
  let low = 1e-3
  let high = mostDf
  for (let round = 0; round < 60; round++) {
    const middle = Math.sqrt(low * high)
    if (trigamma(middle) > value) low = middle
    else high = middle
  }
  return high
}
