// The filter of a table as people type it: `type:skinCluster self>0.5 -rig:hero "left arm"`. Reads a text into terms that must all
// hold, and writes them back; finding the rows is left to filter-rows.ts.
import { exampleOf, fieldNamed, fields, type FieldName } from './filter-fields'

export type Comparison = '>' | '>=' | '<' | '<=' | '='

/** Numbers are milliseconds, per cent or plain, as typed; null stands for unknown. */
export type Term = { readonly negated: boolean } & (
  | { readonly kind: 'word'; readonly pattern: string }
  | { readonly kind: 'text'; readonly field: FieldName; readonly pattern: string }
  | {
      readonly kind: 'number'
      readonly field: FieldName
      readonly comparison: Comparison
      readonly value: number | null
    }
  | { readonly kind: 'state'; readonly field: FieldName; readonly state: 'yes' | 'no' | 'unknown' }
)

export type Filter =
  | { readonly kind: 'filter'; readonly terms: readonly Term[] }
  /** `at` and `length` mark the part of the text that is not understood. */
  | { readonly kind: 'misread'; readonly at: number; readonly length: number; readonly sentence: string }

const tokenPattern = /(-?)(?:([A-Za-z]\w*)(>=|<=|[:=<>]))?("(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|[^\s"]*)/y

export function parseFilter(text: string): Filter {
  const terms: Term[] = []
  let at = 0
  for (;;) {
    while (at < text.length && /\s/.test(text[at] as string)) at++
    if (at === text.length) return { kind: 'filter', terms }
    tokenPattern.lastIndex = at
    const [token, minus, name, sign, value] = tokenPattern.exec(text) as RegExpExecArray & readonly string[]
    const end = at + token.length
    const misread = (sentence: string): Filter => ({ kind: 'misread', at, length: Math.max(1, end - at), sentence })
    const read = unquote(value ?? '')
    if (read === null) return misread('A quotation mark is not closed: write "two words", and \\" for a mark inside.')
    if (end < text.length && !/\s/.test(text[end] as string))
      return misread('Put a space before and after a text in quotation marks, as in name:"left arm" self>1.')
    const negated = minus === '-'
    if (name === undefined || sign === undefined) {
      if (read === '') return misread('A word is missing here: write a name, or a field such as type:skinCluster.')
      terms.push({ kind: 'word', negated, pattern: read })
    } else {
      const field = fieldNamed(name)
      if (field === null)
        return misread(
          `There is no field ${name}; there are ${Object.keys(fields).join(', ')}. To find it as text, write it in quotation marks.`,
        )
      const term = fieldTerm(field, sign, read, negated)
      if (term === null) return misread(`After ${field} this is not understood: write ${exampleOf(field)}.`)
      terms.push(term)
    }
    at = end
  }
}

function fieldTerm(name: FieldName, sign: string, value: string, negated: boolean): Term | null {
  const field = fields[name]
  if (value === '') return null
  switch (field.kind) {
    case 'text':
      return sign === ':' || sign === '=' ? { kind: 'text', field: name, negated, pattern: value } : null
    case 'state': {
      const state = value.toLowerCase()
      const isState = state === 'yes' || state === 'no' || state === 'unknown'
      return isState && (sign === ':' || sign === '=') ? { kind: 'state', field: name, negated, state } : null
    }
    case 'number': {
      const comparison = sign === ':' ? '=' : (sign as Comparison)
      if (value.toLowerCase() === 'unknown')
        return comparison === '=' ? { kind: 'number', field: name, negated, comparison, value: null } : null
      const number = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(.*)$/is.exec(value)
      if (number === null) return null
      const unit = (number[3] as string).trim().toLowerCase()
      const read = Number(`${number[1]}${number[2] ?? ''}`)
      if (!Number.isFinite(read) || (unit !== '' && unit !== field.unit)) return null
      return { kind: 'number', field: name, negated, comparison, value: read }
    }
  }
}

/** A value without its quotation marks; null where they are not closed. */
function unquote(value: string): string | null {
  if (!value.startsWith('"')) return value
  const inside = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(value)
  return inside === null ? null : (inside[1] as string).replace(/\\([\s\S])/g, '$1')
}

/** The text that reads as these terms. */
export const printFilter = (terms: readonly Term[]): string => terms.map(printTerm).join(' ')

function printTerm(term: Term): string {
  const minus = term.negated ? '-' : ''
  switch (term.kind) {
    case 'word':
      return minus + quoted(term.pattern)
    case 'text':
      return `${minus}${term.field}:${quoted(term.pattern)}`
    case 'number':
      return `${minus}${term.field}${term.comparison}${term.value ?? 'unknown'}`
    case 'state':
      return `${minus}${term.field}:${term.state}`
  }
}

/** Quoted where it would read as something else. */
function quoted(pattern: string): string {
  const isPlain = /^[^\s"\-:=<>][^\s":=<>]*$/.test(pattern)
  return isPlain ? pattern : `"${pattern.replace(/["\\]/g, '\\$&')}"`
}
