// Writes a .rigscope container: streams the records of both lanes into messages.log, the manifest last, and only gives the
// file its name once it was read back and found whole. What the records say is left to who records.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import {
  containerFormat,
  containerVersion,
  manifestEntry,
  messagesEntry,
  type Manifest,
} from '../model/container/manifest'
import { encodeRecord, logMagic, type LogRecord } from '../model/container/message-log'
import { openContainer } from './read-container'
import { sweepUnfinished, unfinishedName } from './unfinished-files'

export interface ContainerContent {
  readonly madeBy: Manifest['madeBy']
  /** What was recorded, in one line. */
  readonly title: string
  /** One sentence: on what and how it was recorded. */
  readonly how: string
  /** In order of time. */
  readonly records: AsyncIterable<LogRecord> | Iterable<LogRecord>
  /** Files that go in beside the messages, stored as they are. */
  readonly files?: readonly { readonly name: string; readonly path: string }[]
}

export type Written =
  | { readonly kind: 'written'; readonly manifest: Manifest; readonly records: number; readonly bytes: number }
  | { readonly kind: 'failed'; readonly sentence: string }

/** Writes `file`, replacing what had its name only once the new one is whole on the disk. */
export async function writeContainer(file: string, content: ContainerContent): Promise<Written> {
  await sweepUnfinished(path.dirname(path.resolve(file)))
  const part = unfinishedName(file)
  try {
    const { manifest, records } = await writePart(part, content)
    const bytes = await flush(part)
    const damage = await readBack(part, manifest, records)
    if (damage !== null) throw new Error(damage)
    await rename(part, file)
    await flushFolder(path.dirname(path.resolve(file)))
    return { kind: 'written', manifest, records, bytes }
  } catch (error) {
    await rm(part, { force: true })
    return { kind: 'failed', sentence: `${path.basename(file)} could not be written: ${reason(error)}` }
  }
}

async function writePart(part: string, content: ContainerContent): Promise<{ manifest: Manifest; records: number }> {
  const zip = new yazl.ZipFile()
  const target = createWriteStream(part, { flags: 'wx' })
  const log = new CountedLog(content.records)
  const files = (content.files ?? []).map((file) => new CountedFile(file.name, file.path))
  const sources = [log, ...files].map((entry) => Readable.from(entry.chunks(), { objectMode: false }))
  let manifest: Manifest | null = null
  // Entries are taken one after another, so the last one ends last.
  sources.at(-1)?.on('end', () => {
    manifest = {
      format: containerFormat,
      version: containerVersion,
      madeBy: content.madeBy,
      madeAt: new Date().toISOString(),
      title: content.title,
      how: content.how,
      seconds: log.seconds,
      entries: [log, ...files].map(({ name, bytes, hash }) => ({ name, bytes, sha256: hash.digest('hex') })),
    }
    zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), manifestEntry)
    zip.end()
  })
  // yazl hands on neither the errors of its sources nor its own, and its output would then never end.
  const output = zip.outputStream as Readable
  const fail = (error: Error) => output.destroy(error)
  zip.on('error', fail)
  for (const [i, source] of sources.entries()) {
    source.on('error', fail)
    // Columns of one value pack so well that a reader would take them for a bomb.
    zip.addReadStream(source, files[i - 1]?.name ?? messagesEntry, { compress: i === 0 })
  }
  await pipeline(output, target)
  if (manifest === null) throw new Error('the messages did not end')
  return { manifest, records: log.records }
}

/** The bytes of a message log, counted and hashed as they pass. */
class CountedLog {
  readonly name = messagesEntry
  readonly hash = createHash('sha256')
  bytes = 0
  records = 0
  seconds = 0

  constructor(private readonly source: AsyncIterable<LogRecord> | Iterable<LogRecord>) {}

  async *chunks(): AsyncGenerator<Uint8Array> {
    yield this.counted(logMagic)
    for await (const record of this.source) {
      if (!Number.isFinite(record.time) || record.time < this.seconds)
        throw new Error(`record ${this.records + 1} goes back in time, from ${this.seconds} s to ${record.time} s`)
      this.seconds = record.time
      this.records += 1
      yield this.counted(encodeRecord(record))
    }
  }

  private counted(chunk: Uint8Array): Uint8Array {
    this.hash.update(chunk)
    this.bytes += chunk.byteLength
    return chunk
  }
}

/** The bytes of a file, counted and hashed as they pass. */
class CountedFile {
  readonly hash = createHash('sha256')
  bytes = 0

  constructor(
    readonly name: string,
    private readonly path: string,
  ) {}

  async *chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(this.path) as AsyncIterable<Buffer>) {
      this.hash.update(chunk)
      this.bytes += chunk.byteLength
      yield chunk
    }
  }
}

async function readBack(part: string, { entries }: Manifest, records: number): Promise<string | null> {
  const opened = await openContainer(part)
  if (opened.kind === 'refused') return `read back, it is not whole: ${opened.sentence}`
  try {
    let read = 0
    for await (const event of opened.events()) {
      if (event.kind === 'refused') return `read back, it is not whole: ${event.sentence}`
      read += 1
    }
    for (const { name } of entries.filter((entry) => entry.name !== messagesEntry))
      for await (const event of opened.bytesOf(name))
        if (event.kind === 'refused') return `read back, it is not whole: ${event.sentence}`
    return read === records ? null : `read back, it holds ${read} records instead of ${records}`
  } finally {
    await opened.close()
  }
}

async function flush(file: string): Promise<number> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

// Without this the rename itself may be lost in a power cut. Windows has no way to do it.
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
