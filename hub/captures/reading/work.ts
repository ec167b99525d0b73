// What is done with captures away from the hub's own thread: reading any file into an encoded one, and writing one out for other
// programs. in-place.ts does it where it stands, in-worker.ts in a thread of its own.
import type { Capture } from '../../../model/capture/capture'
import type { CaptureHeader } from '../../../model/capture/capture-header'
import type { LogRecord } from '../../../model/container/message-log'

export interface ReadTask {
  /** `log`: wire messages that a bridge wrote; `any`: found out from the bytes. */
  readonly from: 'any' | 'log'
  /** As people know it. */
  readonly fileName: string
  /** Where the encoded capture is written; must not be there yet. */
  readonly target: string
}

export interface ReadHooks {
  onProgress(bytes: number): void
  readonly signal: AbortSignal
}

/** Whatever it is but `read`, nothing is left at the target. */
export type ReadResult =
  | { readonly kind: 'read'; readonly header: CaptureHeader; readonly bytes: number }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'cancelled' }

export type TextFormat = 'chrome' | 'speedscope'

export interface ExportTask {
  /** The encoded capture. */
  readonly path: string
  readonly as: TextFormat
  readonly title: string
}

export type OpenedExport =
  | {
      readonly kind: 'open'
      readonly chunks: AsyncIterable<Uint8Array>
      /** Ends the work, taken or not. */
      close(): Promise<void>
    }
  | { readonly kind: 'refused'; readonly sentence: string }

export interface CaptureWork {
  /** Takes all chunks, or leaves off where it refuses. Rejects only where the chunks themselves do. */
  read(chunks: AsyncIterable<Uint8Array>, task: ReadTask, hooks: ReadHooks): Promise<ReadResult>
  /** Close what was opened. */
  export(task: ExportTask): Promise<OpenedExport>
}

type CaptureOutcome =
  { readonly kind: 'capture'; readonly capture: Capture } | { readonly kind: 'refused'; readonly sentence: string }

/** The model's readers, by what they read. */
export interface CaptureReaders {
  file(
    chunks: AsyncIterable<Uint8Array>,
    options: {
      readonly fileName: string
      readonly onProgress?: (bytes: number) => void
      readonly signal?: AbortSignal
    },
  ): Promise<CaptureOutcome>
  log(records: AsyncIterable<LogRecord>): Promise<CaptureOutcome>
}
