// What a stream is made of on the hub's side: something that is asked for its next item whenever the panel has credit, and that
// says when there may be more. Since nobody pushes, nothing piles up.
import type { HubError, Outcome } from '../api'

export interface Source<T> {
  /** The next item, or undefined while there is none. */
  next(): T | undefined
  close(): void
}

/** What a source tells the one who reads it. */
export interface SourceReader {
  /** There may be a next item. */
  readonly wake: () => void
  /** There will be no more. */
  readonly end: (error: HubError | null) => void
}

export type OpenSource<A, T> = (args: A, reader: SourceReader) => Outcome<Source<T>>
