// The readers that the hub has, by what they read. What they do is the model's.
import { captureFromMessages } from '../../../model/capture/from-messages'
import { readCapture } from '../../../model/capture/read/read-capture'
import { judgeLogText } from './judge-log-text'
import type { CaptureReaders } from './work'

export const readers: CaptureReaders = {
  file: readCapture,
  log: (records) => captureFromMessages(records, judgeLogText),
}
