// The manifest of a .rigscope container, v1: what the zip holds and how it came to be. Every recording and bundle is this format.
export const containerFormat = 'rigscope.container'
export const containerVersion = 1
export const manifestEntry = 'manifest.json'
export const messagesEntry = 'messages.log'
/** A capture as model/capture/encode-capture.ts writes it; in a container that was made of one. */
export const captureEntry = 'capture.rigcap'

export interface ContainerEntry {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** The last entry written, the first one read. */
export interface Manifest {
  readonly format: typeof containerFormat
  readonly version: number
  readonly madeBy: { readonly name: string; readonly version: string }
  /** ISO 8601. */
  readonly madeAt: string
  /** What was recorded, in one line: Rigify human, playing and posed. */
  readonly title: string
  /** One sentence: on what and how it was recorded. */
  readonly how: string
  readonly seconds: number
  readonly entries: readonly ContainerEntry[]
}
