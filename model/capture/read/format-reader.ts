// What every format offers to the loop that feeds it bytes.
import type { FileRecording } from '../build/build-capture'

export interface FormatReader {
  /** Reads as far as the window goes and moves `window.at` behind it; a sentence when the file is refused. */
  readonly take: () => string | null
  /** The recording when all bytes were taken, or a sentence. */
  readonly finish: () => FileRecording | string
}
