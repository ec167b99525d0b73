// Makes a capture of the messages that a bridge logged while its host captured. Strict: what does not fit together is refused in a
// sentence, and so is a log without its end. Checking single messages against the wire's schema is left to the caller.
import type { LogRecord } from '../container/message-log'
import type { Capture } from './capture'
import { objectionTo } from './judge-columns'
import { assembleCapture } from './log/assemble-capture'
import { CaptureLog, type JudgedText } from './log/capture-log'

export type CaptureFromMessages =
  { readonly kind: 'capture'; readonly capture: Capture } | { readonly kind: 'refused'; readonly sentence: string }

/** What a bridge writes at most, and room for what it tells at the end. */
const mostLogBytes = 640 * 2 ** 20

export async function captureFromMessages(
  records: AsyncIterable<LogRecord>,
  judge: (text: string) => JudgedText,
  mostBytes = mostLogBytes,
): Promise<CaptureFromMessages> {
  const refuse = (why: string) =>
    ({ kind: 'refused', sentence: `The host's file of this capture cannot be used: ${why}. Take it again.` }) as const
  const log = new CaptureLog(judge)
  let bytes = 0
  for await (const record of records) {
    bytes += record.data.length
    if (bytes > mostBytes) return refuse(`it holds more than ${mostBytes} bytes`)
    const wrong = typeof record.data === 'string' ? log.takeText(record.data) : log.takeColumns(record.data)
    if (wrong !== null) return refuse(wrong)
  }
  const whole = log.finish()
  if (typeof whole === 'string') return refuse(whole)
  const capture = assembleCapture(whole)
  if (typeof capture === 'string') return refuse(capture)
  const objection = objectionTo(capture)
  return objection === null ? { kind: 'capture', capture } : { kind: 'refused', sentence: objection }
}
