// Judges what a zip's directory claims before any of it is unpacked: bombs, overlaps, encryption and foreign methods.
// Names are checked by yauzl, contents by read-container.ts.
import { manifestEntry } from '../model/container/manifest'

export interface ContainerLimits {
  readonly entries: number
  /** Unpacked bytes of the manifest. */
  readonly manifestBytes: number
  /** Unpacked bytes of all entries together. */
  readonly totalBytes: number
  /** Unpacked by packed bytes, for entries over `ratioFromBytes`. Deflate reaches 1032 on zeros; recordings stay below 60. */
  readonly ratio: number
  readonly ratioFromBytes: number
}

export const defaultLimits: ContainerLimits = {
  entries: 1000,
  manifestBytes: 4 * 1024 * 1024,
  totalBytes: 8 * 1024 ** 3,
  ratio: 250,
  ratioFromBytes: 1024 * 1024,
}

/** What the directory of a zip says about one entry. */
export interface DirectoryEntry {
  readonly fileName: string
  readonly compressedSize: number
  readonly uncompressedSize: number
  readonly compressionMethod: number
  isEncrypted(): boolean
}

/** A sentence on the first thing that cannot be accepted, or null. `fileBytes` is the size of the zip. */
export function judgeDirectory(
  entries: readonly DirectoryEntry[],
  fileBytes: number,
  limits: ContainerLimits,
): string | null {
  let packed = 0
  let unpacked = 0
  for (const entry of entries) {
    const { fileName, compressedSize, uncompressedSize } = entry
    if (entry.isEncrypted()) return `${fileName} is encrypted; Rigscope does not encrypt its containers.`
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
      return `${fileName} is packed by the method ${entry.compressionMethod}; only stored and deflated entries are read.`
    if (fileName === manifestEntry && uncompressedSize > limits.manifestBytes)
      return `Its ${manifestEntry} would take ${uncompressedSize} bytes; the limit is ${limits.manifestBytes}.`
    if (uncompressedSize > limits.ratioFromBytes && uncompressedSize > compressedSize * limits.ratio)
      return `${fileName} would unpack to ${Math.round(uncompressedSize / Math.max(1, compressedSize))} times its size; the limit is ${limits.ratio} times.`
    packed += compressedSize
    unpacked += uncompressedSize
  }
  if (unpacked > limits.totalBytes) return `It would unpack to ${unpacked} bytes; the limit is ${limits.totalBytes}.`
  // Entries that share bytes are how a small file claims to hold a lot.
  if (packed > fileBytes) return `Its entries claim ${packed} packed bytes, the file has only ${fileBytes}.`
  return null
}
