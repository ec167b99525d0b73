// Opens a .rigscope container that anyone may have made: the directory is judged first, then the manifest, then the records
// are streamed while their size and hash are checked. Never holds more than one record and one chunk in memory.
import { createHash } from 'node:crypto'
import path from 'node:path'
import yauzl from 'yauzl'
import { checkManifest } from '../model/container/check-manifest'
import { manifestEntry, messagesEntry, type ContainerEntry, type Manifest } from '../model/container/manifest'
import { LogReader, type LogEvent } from '../model/container/message-log'
import { defaultLimits, judgeDirectory, type ContainerLimits } from './judge-directory'

export interface OpenContainer {
  readonly kind: 'open'
  readonly manifest: Manifest
  /** The records in order, from the first. A refusal is the last event: damage met on the way, or a wrong hash at the end.
   *  May be called again, one reading at a time. */
  events(): AsyncGenerator<LogEvent>
  /** The bytes of another entry, from the first; a refusal as with events(). Nothing where there is no such entry. */
  bytesOf(name: string): AsyncGenerator<BytesEvent>
  close(): Promise<void>
}

export type BytesEvent =
  { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'refused'; readonly sentence: string }

export interface ContainerRefusal {
  readonly kind: 'refused'
  /** Names the file, what is wrong and what to do. */
  readonly sentence: string
}

/** Opens `file` and reads its manifest. Close what was opened. */
export async function openContainer(
  file: string,
  limits: ContainerLimits = defaultLimits,
): Promise<OpenContainer | ContainerRefusal> {
  const name = path.basename(file)
  const refuse = (sentence: string): ContainerRefusal => ({ kind: 'refused', sentence: `${name}: ${sentence}` })
  let zip: yauzl.ZipFile
  try {
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: true })
  } catch (error) {
    return refuse(openFailure(error))
  }
  const close = () => closeZip(zip)
  const giveUp = async (sentence: string) => {
    await close()
    return refuse(sentence)
  }
  try {
    const entries = new Map<string, yauzl.Entry>()
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName))
        return await giveUp(`It holds ${entry.fileName} twice; it was not made by Rigscope.`)
      entries.set(entry.fileName, entry)
      if (entries.size > limits.entries) return await giveUp(`It holds more than ${limits.entries} entries.`)
    }
    const objection = judgeDirectory([...entries.values()], zip.fileSize, limits)
    if (objection !== null) return await giveUp(objection)
    const described = entries.get(manifestEntry)
    if (described === undefined) return await giveUp(`It has no ${manifestEntry}; it is not a Rigscope container.`)
    const checked = checkManifest(await readText(zip, described))
    if (checked.kind === 'refused') return await giveUp(checked.sentence)
    const { manifest } = checked
    const mismatch = compareWithManifest(entries, manifest)
    if (mismatch !== null) return await giveUp(mismatch)
    const bytesOf = (entry: string) => {
      const listed = manifest.entries.find((one) => one.name === entry)
      const stored = entries.get(entry)
      return listed === undefined || stored === undefined ? nothing() : readBytes(zip, stored, listed, name)
    }
    return { kind: 'open', manifest, events: () => readEvents(bytesOf(messagesEntry), name), bytesOf, close }
  } catch (error) {
    return await giveUp(damage(error))
  }
}

async function* nothing(): AsyncGenerator<BytesEvent> {}

async function* readEvents(bytes: AsyncGenerator<BytesEvent>, name: string): AsyncGenerator<LogEvent> {
  const reader = new LogReader()
  const refusal = (sentence: string): LogEvent => ({ kind: 'refused', sentence: `${name}: ${sentence}` })
  for await (const event of bytes) {
    if (event.kind === 'refused') {
      yield event
      return
    }
    for (const read of reader.push(event.bytes)) {
      yield read.kind === 'refused' ? refusal(read.sentence) : read
      if (read.kind === 'refused') return
    }
  }
  const torn = reader.end()
  if (torn !== null) yield refusal(torn)
}

async function* readBytes(
  zip: yauzl.ZipFile,
  stored: yauzl.Entry,
  listed: ContainerEntry,
  name: string,
): AsyncGenerator<BytesEvent> {
  const refusal = (sentence: string): BytesEvent => ({ kind: 'refused', sentence: `${name}: ${sentence}` })
  const hash = createHash('sha256')
  try {
    for await (const chunk of await zip.openReadStreamPromise(stored)) {
      hash.update(chunk as Buffer)
      yield { kind: 'bytes', bytes: chunk as Buffer }
    }
  } catch (error) {
    yield refusal(damage(error))
    return
  }
  if (hash.digest('hex') !== listed.sha256)
    yield refusal(`${listed.name} is not what its manifest says (another sha256): it was changed or damaged.`)
}

function compareWithManifest(entries: ReadonlyMap<string, yauzl.Entry>, manifest: Manifest): string | null {
  const listed = new Map(manifest.entries.map((entry) => [entry.name, entry]))
  for (const entry of listed.values()) {
    const stored = entries.get(entry.name)
    if (stored === undefined) return `Its manifest lists ${entry.name}, which is not in the file.`
    if (stored.uncompressedSize !== entry.bytes)
      return `Its manifest says that ${entry.name} has ${entry.bytes} bytes, the file says ${stored.uncompressedSize}.`
  }
  for (const name of entries.keys())
    if (name !== manifestEntry && !listed.has(name)) return `It holds ${name}, which its manifest does not list.`
  return null
}

async function readText(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function closeZip(zip: yauzl.ZipFile): Promise<void> {
  if (!zip.isOpen) return
  const closed = new Promise<void>((resolve) => zip.once('close', () => resolve()))
  zip.close()
  await closed
}

function openFailure(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return 'There is no such file.'
  if (code === 'EACCES' || code === 'EPERM') return 'You may not read this file.'
  if (code === 'EISDIR') return 'This is a folder, not a file.'
  return damage(error)
}

function damage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (/invalid relative path|absolute path|invalid characters in fileName/i.test(text))
    return `It holds an entry that points out of the file (${text}); it was not made by Rigscope.`
  return `It is not a whole zip file (${text}). It may have been cut off or changed on its way here; copy it again.`
}
