// What a reader of one JSON format gives: the shapes it looks for in the file's outermost object, or its outermost list, and
// what it makes of them in the end. Choosing the format is json-recording's.
import type { FileRecording } from '../build/build-capture'
import type { JsonShape } from './json-walk'

export interface JsonFormat {
  /** Shapes by key of the outermost object; a key with `isSign` tells that the file is of this format. */
  readonly keys: Readonly<Record<string, { readonly shape: JsonShape; readonly isSign: boolean }>>
  /** The shape of a file that is one list. */
  readonly list: JsonShape | null
  /** The recording, or a sentence; `isCut` where a list has no end, between two of its records. */
  readonly finish: (isCut: boolean) => FileRecording | string
}
