// Finds the rows of a table for which all terms of a filter hold. Each distinct text is looked at once, however many nodes share it.
// What is not known meets no condition, negated or not, but `=unknown`.
import { none, tri } from '../capture'
import { numberColumn, textColumn, type NodeTable } from './columns'
import type { Comparison, Term } from './filter'
import { fields, type FieldName } from './filter-fields'

type Test = (row: number) => boolean

/** Those of `rows` that meet every term, in their order. */
export function filterRows(table: NodeTable, rows: Uint32Array, terms: readonly Term[]): Uint32Array {
  const tests = terms.map((term) => testOf(table, term))
  const found = new Uint32Array(rows.length)
  let count = 0
  for (const row of rows) if (tests.every((test) => test(row))) found[count++] = row
  return found.subarray(0, count)
}

function testOf(table: NodeTable, term: Term): Test {
  switch (term.kind) {
    case 'word': {
      const matches = onceForEachText(table, containing(term.pattern))
      const { name, path } = table.capture.nodes
      return (row) => (matches(name[row] as number) || matches(path[row] as number)) !== term.negated
    }
    case 'text': {
      const field = fields[term.field]
      if (field.kind !== 'text') return () => false
      const column = textColumn(table.capture, field.column)
      const isLong = field.column === 'path' || field.column === 'reason' || field.column === 'name'
      const matches = onceForEachText(table, isLong ? containing(term.pattern) : whole(term.pattern))
      return (row) => column[row] !== none && matches(column[row] as number) !== term.negated
    }
    case 'number':
      return numberTest(table, term.field, term.comparison, term.value, term.negated)
    case 'state': {
      const field = fields[term.field]
      if (field.kind !== 'state') return () => false
      const column = table.capture.nodes[field.column]
      const wanted = tri[term.state]
      return wanted === tri.unknown
        ? (row) => (column[row] === wanted) !== term.negated
        : (row) => column[row] !== tri.unknown && (column[row] === wanted) !== term.negated
    }
  }
}

function numberTest(
  table: NodeTable,
  name: FieldName,
  comparison: Comparison,
  value: number | null,
  negated: boolean,
): Test {
  const field = fields[name]
  if (field.kind !== 'number') return () => false
  const column = numberColumn(table, field.column)
  if (value === null) return (row) => Number.isNaN(column[row]) !== negated
  const factor = field.unit === 'ms' ? 1000 : field.unit === '%' ? 100 : 1
  const compare = comparisons[comparison]
  return (row) => {
    const number = (column[row] as number) * factor
    return !Number.isNaN(number) && compare(number, value) !== negated
  }
}

const comparisons: Record<Comparison, (number: number, value: number) => boolean> = {
  '>': (number, value) => number > value,
  '>=': (number, value) => number >= value,
  '<': (number, value) => number < value,
  '<=': (number, value) => number <= value,
  // Nobody types all the digits of a mean.
  '=': (number, value) => Math.abs(number - value) <= Math.abs(value) * 1e-3,
}

function onceForEachText({ capture }: NodeTable, matches: (text: string) => boolean): (text: number) => boolean {
  const seen = new Uint8Array(capture.texts.length)
  return (text) => {
    if (text === none) return false
    if (seen[text] === 0) seen[text] = matches((capture.texts[text] as string).toLowerCase()) ? 2 : 1
    return seen[text] === 2
  }
}

/** Holds the pattern; with a `*` the whole text must fit. */
function containing(pattern: string): (lower: string) => boolean {
  const lower = pattern.toLowerCase()
  return lower.includes('*') ? whole(pattern) : (text) => text.includes(lower)
}

/** Fits from beginning to end, `*` standing for anything. */
function whole(pattern: string): (lower: string) => boolean {
  const parts = pattern.toLowerCase().split('*')
  const first = parts.shift() as string
  const last = parts.pop()
  if (last === undefined) return (text) => text === first
  // Taken from the left one after another: a regular expression with many stars can take for ever.
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
    const end = text.length - last.length
    let at = first.length
    for (const part of parts) {
      const found = text.indexOf(part, at)
      if (found < 0 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}
