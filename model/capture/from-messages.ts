// Makes a capture of the messages that a bridge logged while its host captured. Strict: what does not fit together is refused in a
// sentence, and so is a log without its end. Checking single messages against the wire's schema is left to the caller.
import type { CaptureFile } from '../../bridge/protocol/messages'
import type { LogRecord } from '../container/message-log'
import type { Capture } from './capture'
import { objectionTo } from './judge-columns'
import { assembleCapture } from './log/assemble-capture'
import { CaptureLog, type JudgedText } from './log/capture-log'
import { joinRecording } from './log/join-recording'
import { NodeNames } from './log/node-names'
import { readCapture } from './read/read-capture'

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
  let names: NodeNames | null = null
  let recorded: Capture | null = null
  let bytes = 0
  const source = counted(records, (more) => (bytes += more))
  for await (const record of source) {
    if (bytes > mostBytes) return refuse(`it holds more than ${mostBytes} bytes`)
    const wrong = typeof record.data === 'string' ? log.takeText(record.data) : log.takeColumns(record.data)
    if (wrong !== null) return refuse(wrong)
    if (log.file === null || recorded !== null) continue
    names = new NodeNames(log.roster.all())
    const read = await readRecording(log.file, source, names, () => bytes <= mostBytes)
    if (typeof read === 'string') return refuse(read)
    recorded = read
  }
  const whole = log.finish()
  if (typeof whole === 'string') return refuse(whole)
  const capture = recorded === null || names === null ? assembleCapture(whole) : joinRecording(whole, recorded, names)
  if (typeof capture === 'string') return refuse(capture)
  const objection = objectionTo(capture)
  return objection === null ? { kind: 'capture', capture } : { kind: 'refused', sentence: objection }
}

/** The same records; whoever takes some of them leaves the rest to others. */
function counted(records: AsyncIterable<LogRecord>, count: (bytes: number) => void): AsyncIterableIterator<LogRecord> {
  const source = records[Symbol.asyncIterator]()
  const iterator: AsyncIterableIterator<LogRecord> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      const next = await source.next()
      if (next.done !== true) count(next.value.data.length)
      return next
    },
    async return() {
      await source.return?.()
      return { done: true, value: undefined }
    },
  }
  return iterator
}

/** What the host recorded by itself, or what is wrong with it. */
async function readRecording(
  file: CaptureFile,
  source: AsyncIterableIterator<LogRecord>,
  names: NodeNames,
  isShortEnough: () => boolean,
): Promise<Capture | string> {
  if (file.format !== 'maya.profiler')
    return `it holds a recording as ${file.format}, which this Rigscope does not read`
  let left = file.bytes
  const pieces = async function* () {
    while (left > 0) {
      const next = await source.next()
      if (next.done === true || typeof next.value.data === 'string') throw new Error('it ends too early')
      if (!isShortEnough()) throw new Error('it is too long')
      left -= next.value.data.byteLength
      yield next.value.data
    }
  }
  const isNode = (name: string) => names.find(name) !== undefined
  const read = await readCapture(pieces(), { fileName: 'the recording', isNode })
  if (left < 0) return 'its recording is longer than it says'
  if (read.kind === 'refused') return `what the host recorded: ${read.sentence.replace(/\.$/, '')}`
  return read.capture
}
