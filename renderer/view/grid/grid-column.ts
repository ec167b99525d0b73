// What a table tells the grid of its columns and rows. How they are drawn is grid.tsx's, how wide they are a style sheet's.
import type { ReactNode } from 'react'

export interface GridRow {
  /** Its own among all rows, and fit for an element's id. */
  readonly key: string
  readonly className?: string
  /** In tables whose rows open: depth from 1; `isOpen` is null where there is nothing below. */
  readonly tree?: { readonly level: number; readonly isOpen: boolean | null }
}

export interface GridColumn<Row extends GridRow, Id extends string> {
  readonly id: Id
  readonly title: string
  /** In one sentence, on pointing at the title. */
  readonly meaning?: string
  /** Stands to the right and sorts from the largest first. */
  readonly numeric?: boolean
  readonly cell: (row: Row) => ReactNode
  /** The whole text where a cell may be cut off. */
  readonly tip?: (row: Row) => string | undefined
}

export interface GridSort<Id extends string> {
  readonly column: Id
  readonly descending: boolean
}

/** How a choice joins the one before it: Ctrl toggles, Shift reaches from there to here. */
export type GridExtend = 'no' | 'toggle' | 'range'
