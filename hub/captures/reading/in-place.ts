// Reads and writes captures in the thread that asks: in the worker, and in tests. Finds out which of Rigscope's own forms a file has;
// what others recorded is the model's to read.
import { createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openContainer } from '../../../container/read-container'
import { decodeCapture } from '../../../model/capture/decode-capture'
import { joinBytes } from '../../../model/capture/encode-capture'
import { chromeTrace } from '../../../model/capture/write/chrome-trace'
import { speedscope } from '../../../model/capture/write/speedscope'
import { captureEntry } from '../../../model/container/manifest'
import { LogReader, type LogRecord } from '../../../model/container/message-log'
import { startOf } from './start-of'
import type { CaptureReaders, CaptureWork, ExportTask, OpenedExport, ReadHooks, ReadResult, ReadTask } from './work'
import { maxCaptureBytes, writeCaptureFile } from './write-capture-file'

type Outcome = Awaited<ReturnType<CaptureReaders['file']>>

const refuse = (sentence: string) => ({ kind: 'refused', sentence }) as const
const tooLong = `The file is longer than a capture can be, which is ${maxCaptureBytes} bytes.`

export function workInPlace(readers: CaptureReaders): CaptureWork {
  return {
    async read(chunks, task, hooks): Promise<ReadResult> {
      const outcome = await readAny(readers, chunks, task, hooks)
      if (hooks.signal.aborted) return { kind: 'cancelled' }
      return outcome.kind === 'refused' ? outcome : await writeCaptureFile(task.target, outcome.capture)
    },
    export: openExport,
  }
}

async function readAny(
  readers: CaptureReaders,
  chunks: AsyncIterable<Uint8Array>,
  task: ReadTask,
  { onProgress, signal }: ReadHooks,
): Promise<Outcome> {
  if (task.from === 'log') return readLog(readers, counted(chunks, onProgress))
  const { start, whole } = await startOf(chunks, 8)
  const text = Buffer.from(start).toString('latin1')
  if (text.startsWith('RIGSCAP')) return decodeWhole(counted(whole, onProgress))
  if (text.startsWith('PK\x03\x04')) return readContainer(counted(whole, onProgress), task)
  return readers.file(whole, { fileName: task.fileName, onProgress, signal })
}

async function readLog(readers: CaptureReaders, chunks: AsyncIterable<Uint8Array>): Promise<Outcome> {
  const reader = new LogReader()
  let damage: string | null = null
  const records = async function* (): AsyncGenerator<LogRecord> {
    for await (const chunk of chunks)
      for (const event of reader.push(chunk)) {
        if (event.kind === 'refused') {
          damage = event.sentence
          return
        }
        yield event.record
      }
    damage = reader.end()
  }
  const outcome = await readers.log(records())
  return damage === null ? outcome : refuse(damage)
}

async function decodeWhole(chunks: AsyncIterable<Uint8Array>): Promise<Outcome> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > maxCaptureBytes) return refuse(tooLong)
    parts.push(chunk)
  }
  return decodeCapture(joinBytes(parts))
}

/** A zip is read from its end, so it has to lie on the disk first. */
async function readContainer(chunks: AsyncIterable<Uint8Array>, { target, fileName }: ReadTask): Promise<Outcome> {
  const spooled = `${target}.zip`
  try {
    await pipeline(Readable.from(chunks), createWriteStream(spooled, { flags: 'wx', mode: 0o600 }))
    const container = await openContainer(spooled)
    if (container.kind === 'refused') return refuse(container.sentence)
    try {
      if (!container.manifest.entries.some(({ name }) => name === captureEntry))
        return refuse(
          `${fileName} is a recording of a session, not a capture. Play it with: rigscope start --recording ${fileName}`,
        )
      let damage: string | null = null
      const outcome = await decodeWhole(
        (async function* () {
          for await (const event of container.bytesOf(captureEntry)) {
            if (event.kind === 'bytes') yield event.bytes
            else damage = event.sentence
          }
        })(),
      )
      return damage === null ? outcome : refuse(damage)
    } finally {
      await container.close()
    }
  } finally {
    await rm(spooled, { force: true })
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onProgress: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    yield chunk
    onProgress((bytes += chunk.byteLength))
  }
}

async function openExport({ path, as, title }: ExportTask): Promise<OpenedExport> {
  const decoded = decodeCapture(await readFile(path))
  if (decoded.kind === 'refused') return decoded
  const capture = { ...decoded.capture, title }
  const texts = as === 'chrome' ? chromeTrace(capture) : speedscope(capture)
  return { kind: 'open', chunks: Readable.from(encoded(texts)), close: () => Promise.resolve() }
}

function* encoded(texts: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  for (const text of texts) yield encoder.encode(text)
}
