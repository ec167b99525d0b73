// Holm's correction: when many rows are tested at once, some look changed by chance; this makes up for how many were looked at.

/** Corrected chances in the order given; NaN is not tested and stays so. */
export function holm(chances: Float64Array): Float64Array {
  const tested: number[] = []
  chances.forEach((chance, at) => {
    if (!Number.isNaN(chance)) tested.push(at)
  })
  tested.sort((a, b) => (chances[a] as number) - (chances[b] as number))
  const corrected = new Float64Array(chances.length).fill(NaN)
  let highest = 0
  tested.forEach((at, place) => {
    highest = Math.max(highest, Math.min(1, (chances[at] as number) * (tested.length - place)))
    corrected[at] = highest
  })
  return corrected
}
