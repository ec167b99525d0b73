// The readers that the hub has, by what they read. What they do is the model's.
import { readCapture } from '../../../model/capture/read/read-capture'
import type { CaptureReaders } from './work'

export const readers: CaptureReaders = {
  file: readCapture,
  log: () =>
    Promise.resolve({ kind: 'refused', sentence: 'This Rigscope does not read logs of captures. Update Rigscope.' }),
}
