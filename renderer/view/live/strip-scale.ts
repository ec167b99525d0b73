// The scale of the strip chart's milliseconds: a round top above nearly all frames, that rises at once and shrinks only after a while.
// What is on the scale is strip-plot.ts's.

const steps = [5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300, 400, 500, 800, 1000, 1500, 2000, 3000, 5000]
const betweenLooksMs = 250
const shrinkAfterMs = 4000

let scratch = new Float64Array(2048)

/** A round number above nearly all of the known values [from, to) and above the target line; all in milliseconds. */
export function scaleTop(values: Float64Array, from: number, to: number, targetMs: number): number {
  if (scratch.length < to - from) scratch = new Float64Array(2 * (to - from))
  let known = 0
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    if (value === value) scratch[known++] = value
  }
  const sorted = scratch.subarray(0, known).sort()
  const high = known === 0 ? 0 : (sorted[Math.floor((known - 1) * 0.985)] as number)
  const wanted = Math.max(high * 1.15, targetMs * 1.25, 5)
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted / 1000) * 1000
}

/** The top as it is held from draw to draw. */
export class StripScale {
  /** Milliseconds. */
  top = 50
  private shrinkAtMs = 0
  private lookedAtMs = -Infinity

  /** Looks at the values a few times a second; `targetMs` is 0 where there is no target. */
  follow(values: Float64Array, from: number, to: number, targetMs: number, nowMs: number) {
    if (nowMs - this.lookedAtMs < betweenLooksMs) return
    this.lookedAtMs = nowMs
    const wanted = scaleTop(values, from, to, targetMs)
    if (wanted >= this.top) this.shrinkAtMs = nowMs + shrinkAfterMs
    // A scale that shrinks at once would jump back with the next slow frame.
    if (wanted > this.top || nowMs > this.shrinkAtMs) this.top = wanted
  }
}
