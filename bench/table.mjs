// Writes the lines of benches as a table for people: the figure with no more digits than it deserves, its budget, its peer.

/** @typedef {import('./line').Line} Line */

/** @param {readonly Line[]} lines @returns {string[]} */
export function table(lines) {
  const rows = [['what', 'figure', '95 % interval', 'budget', 'verdict', 'peer'], ...lines.map(row)]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? []
  return rows.map((cells) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** @param {Line} line */
function row({ name, figure, unit, budget, within, peer, interval }) {
  const verdict = budget === null ? '' : within === null ? 'inconclusive' : within ? 'within' : 'OVER'
  return [
    name,
    `${digits(figure)} ${unit}`,
    interval === undefined ? '' : `${digits(interval[0])} to ${digits(interval[1])}`,
    budget === null ? '' : `${digits(budget)} ${unit}`,
    verdict,
    peer === null ? '' : `${peer.name}: ${digits(peer.figure)} ${unit}`,
  ]
}

/** Three digits that count, whole numbers whole. @param {number} figure */
export function digits(figure) {
  if (!Number.isFinite(figure) || Number.isInteger(figure)) return String(figure)
  return Math.abs(figure) >= 100 ? figure.toFixed(0) : String(Number(figure.toPrecision(3)))
}
