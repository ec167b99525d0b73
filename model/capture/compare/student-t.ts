// Student's t: how likely a t as far from zero is by chance, and how wide a 95 % interval must be. Written here because the model
// loads no packages and the well-kept ones bring dozens along for these two functions; held to published tables by its tests.

/** Two-sided: the chance of a t at least as far from zero, with any real `df` above zero. */
export function twoSidedChance(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return NaN
  if (!Number.isFinite(t)) return 0
  return incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** The t that 95 % of values lie within. Read from a table in 1/df, in which it is nearly a straight line. */
export function criticalT(df: number): number {
  if (!(df >= 1)) return NaN
  table ??= Float64Array.from({ length: steps + 1 }, (_, step) => solveCritical(step === 0 ? 1e9 : steps / step))
  const at = steps / df
  const low = Math.min(steps - 1, Math.floor(at))
  const below = table[low] as number
  return below + ((table[low + 1] as number) - below) * (at - low)
}

const steps = 2048
let table: Float64Array | null = null

function solveCritical(df: number): number {
  let low = 1.9
  let high = 13
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (twoSidedChance(middle, df) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Rows of one comparison mostly share their degrees of freedom. */
let lastScale = { a: NaN, b: NaN, log: NaN }

/** Regularised, by the continued fraction of Lentz, which keeps its digits far into the tails. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (a !== lastScale.a || b !== lastScale.b) lastScale = { a, b, log: logGamma(a + b) - logGamma(a) - logGamma(b) }
  const front = Math.exp(lastScale.log + a * Math.log(x) + b * Math.log1p(-x))
  // The fraction is quick only on this side of the mean.
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return fraction
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  // Below this the series is exact to the last digits; above, Stirling's is, and does not cancel.
  if (x > 50) return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3)
  const at = x - 1
  const sum = lanczos.reduce((all, value, i) => all + value / (at + i + 1), 0.9999999999998099)
  const top = at + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(top) - top + Math.log(sum)
}
