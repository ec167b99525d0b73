// Writes an encoded capture to the disk, whole or not at all.
import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Capture } from '../../../model/capture/capture'
import { headerOf } from '../../../model/capture/capture-header'
import { encodeCapture } from '../../../model/capture/encode-capture'
import type { ReadResult } from './work'

/** Systems take no more than 2 GB in one piece. */
const pieceBytes = 64 * 1024 * 1024
/** The same limit holds for a whole one, because pages must be able to take it in. */
export const maxCaptureBytes = 1024 ** 3

export async function writeCaptureFile(path: string, capture: Capture, openFile = open): Promise<ReadResult> {
  const parts = encodeCapture(capture)
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0)
  const refuse = (sentence: string): ReadResult => ({ kind: 'refused', sentence })
  if (bytes > maxCaptureBytes)
    return refuse(`This capture would take ${bytes} bytes; ${maxCaptureBytes} are the most. Record fewer frames.`)
  try {
    const handle = await openFile(path, 'wx', 0o600)
    try {
      for (const part of parts) await writeAll(handle, part)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return { kind: 'read', header: headerOf(capture), bytes }
  } catch (error) {
    await rm(path, { force: true })
    return refuse(whyNot(error, bytes, dirname(path)))
  }
}

async function writeAll(handle: { write(bytes: Uint8Array): Promise<{ bytesWritten: number }> }, part: Uint8Array) {
  for (let at = 0; at < part.byteLength;)
    at += (await handle.write(part.subarray(at, Math.min(at + pieceBytes, part.byteLength)))).bytesWritten
}

function whyNot(error: unknown, bytes: number, folder: string): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full: this capture takes ${bytes} bytes in ${folder}. Free some space, or remove captures.`
  return `The capture could not be kept in ${folder}: ${error instanceof Error ? error.message : String(error)}.`
}
