// The fields that a filter can name, and what each takes: a text, a number or yes and no. Grammar and matching are left to filter.ts
// and filter-rows.ts.
import type { NumberColumnId, StateColumnId, TextColumnId } from './columns'

export type Field =
  | { readonly kind: 'text'; readonly column: TextColumnId }
  | { readonly kind: 'number'; readonly column: NumberColumnId; readonly unit: 'ms' | '%' | '' }
  | { readonly kind: 'state'; readonly column: StateColumnId }

const text = (column: TextColumnId): Field => ({ kind: 'text', column })
const number = (column: NumberColumnId, unit: 'ms' | '%' | ''): Field => ({ kind: 'number', column, unit })
const state = (column: StateColumnId): Field => ({ kind: 'state', column })

export const fields = {
  name: text('name'),
  path: text('path'),
  type: text('type'),
  rig: text('rig'),
  ns: text('namespace'),
  component: text('component'),
  reason: text('reason'),
  self: number('self', 'ms'),
  p95: number('selfP95', 'ms'),
  max: number('selfMax', 'ms'),
  total: number('selfTotal', 'ms'),
  inclusive: number('inclusive', 'ms'),
  count: number('count', ''),
  ran: number('ran', ''),
  share: number('share', '%'),
  cycle: state('cycle'),
  gpu: state('gpu'),
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof fields

const otherNames: Readonly<Record<string, FieldName>> = { namespace: 'ns', kind: 'type', calls: 'count' }

/** The field of that name in any case, or null. */
export function fieldNamed(name: string): FieldName | null {
  const lower = name.toLowerCase()
  if (Object.hasOwn(fields, lower)) return lower as FieldName
  return Object.hasOwn(otherNames, lower) ? (otherNames[lower] as FieldName) : null
}

/** What a field accepts, as people would type it. */
export function exampleOf(name: FieldName): string {
  const field = fields[name]
  if (field.kind === 'text') return `${name}:arm or ${name}:arm*`
  return field.kind === 'state' ? `${name}:yes, ${name}:no or ${name}:unknown` : `${name}>0.5 or ${name}=unknown`
}
