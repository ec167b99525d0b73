// The columns of a capture's table: what each is called, its unit, and where its values lie, one number or text for each node.
// Order, filter and CSV read a table through these; widths, digits and looks are the view's.
import { none, type Capture } from '../capture'
import type { NodeFigures } from './figures'

export const textColumnIds = ['name', 'path', 'type', 'rig', 'namespace', 'component', 'gpuWhy', 'reason'] as const
export const stateColumnIds = ['cycle', 'gpu'] as const
export const secondsColumnIds = [
  'self',
  'selfP95',
  'selfMax',
  'selfTotal',
  'inclusive',
  'inclusiveP95',
  'inclusiveMax',
  'inclusiveTotal',
] as const
export const numberColumnIds = [...secondsColumnIds, 'count', 'ran', 'share'] as const

export type TextColumnId = (typeof textColumnIds)[number]
export type StateColumnId = (typeof stateColumnIds)[number]
export type NumberColumnId = (typeof numberColumnIds)[number]
export type ColumnId = TextColumnId | StateColumnId | NumberColumnId

/** A capture with its figures over some frames: all that a table of nodes shows. */
export interface NodeTable {
  readonly capture: Capture
  readonly figures: NodeFigures
}

export const isTextColumn = (id: ColumnId): id is TextColumnId => (textColumnIds as readonly string[]).includes(id)
export const isStateColumn = (id: ColumnId): id is StateColumnId => (stateColumnIds as readonly string[]).includes(id)
export const isSecondsColumn = (id: ColumnId): boolean => (secondsColumnIds as readonly string[]).includes(id)

/** Indices into the capture's texts; `none` is unknown. */
export const textColumn = ({ nodes }: Capture, id: TextColumnId): Uint32Array => nodes[id === 'type' ? 'kind' : id]

/** Seconds, evaluations a frame, frames, or a share from 0 to 1; NaN is unknown. */
export function numberColumn({ figures }: NodeTable, id: NumberColumnId): ArrayLike<number> {
  switch (id) {
    case 'self':
      return figures.self.mean
    case 'selfP95':
      return figures.self.p95
    case 'selfMax':
      return figures.self.max
    case 'selfTotal':
      return figures.self.total
    case 'inclusive':
      return figures.inclusive.mean
    case 'inclusiveP95':
      return figures.inclusive.p95
    case 'inclusiveMax':
      return figures.inclusive.max
    case 'inclusiveTotal':
      return figures.inclusive.total
    case 'count':
      return figures.calls.map((calls) => calls / figures.frames.count)
    case 'ran':
      return figures.ran
    case 'share':
      return figures.share
  }
}

/** The text in a text column of a node; null is unknown. */
export function cellText(capture: Capture, id: TextColumnId, node: number): string | null {
  const index = textColumn(capture, id)[node]
  return index === undefined || index === none ? null : (capture.texts[index] ?? null)
}
