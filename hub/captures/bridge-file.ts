// A file that a bridge hands over: only one in this user's own runtime folder, exactly as long and with exactly the bytes that the
// bridge said. What is in it is reading/'s.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, realpath, rm } from 'node:fs/promises'
import { basename, dirname, isAbsolute, sep } from 'node:path'

export interface BridgeFile {
  readonly path: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  /** 'maya.profiler' | 'rigscope.log' today; others are refused in a sentence. */
  readonly format: string
}

export interface OpenBridgeFile {
  readonly kind: 'open'
  /** From the first byte to the last, once. */
  chunks(): AsyncGenerator<Uint8Array>
  /** After the last chunk: a sentence where the bytes were not the ones that the bridge told of. */
  objection(): string | null
  /** Closes and removes it: it was handed over. */
  remove(): Promise<void>
}

export async function openBridgeFile(
  file: BridgeFile,
  runtime: string,
): Promise<OpenBridgeFile | { readonly kind: 'refused'; readonly sentence: string }> {
  const name = basename(file.path)
  const refuse = (why: string) => ({ kind: 'refused', sentence: `The capture ${name} is not read: ${why}.` }) as const
  if (!isAbsolute(file.path)) return refuse('its path does not say where it is')
  let handle: FileHandle
  try {
    // The folder may be reached by a link, as /tmp is on some machines; the file itself may not be one.
    const folder = await realpath(dirname(file.path))
    const real = await realpath(runtime)
    if (folder !== real && !folder.startsWith(real + sep)) return refuse('it is not in the folder for running sessions')
    handle = await open(file.path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  } catch (error) {
    return refuse(whyNot(error))
  }
  const found = await handle.stat()
  const objection = !found.isFile()
    ? 'it is not a file'
    : process.getuid !== undefined && found.uid !== process.getuid()
      ? 'it belongs to another user'
      : found.size !== file.bytes
        ? `it has ${found.size} bytes and the host told of ${file.bytes}`
        : null
  if (objection !== null) {
    await handle.close()
    return refuse(objection)
  }
  const hash = createHash('sha256')
  let read = 0
  return {
    kind: 'open',
    async *chunks() {
      for await (const chunk of handle.createReadStream({ autoClose: false, start: 0 }) as AsyncIterable<Buffer>) {
        hash.update(chunk)
        read += chunk.byteLength
        yield chunk
      }
    },
    objection() {
      const isSame = read === file.bytes && hash.copy().digest('hex') === file.sha256.toLowerCase()
      return isSame ? null : refuse('it was changed after the host wrote it (another sha256)').sentence
    },
    async remove() {
      await handle.close()
      await rm(file.path, { force: true })
    },
  }
}

function whyNot(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'ELOOP') return 'it is a link to somewhere else'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read'
  return error instanceof Error ? error.message : String(error)
}
