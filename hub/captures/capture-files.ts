// The folder in which captures lie, one encoded file each: new ones become visible when they are whole, removed ones can be had back
// for a while, and what does not fit the budget goes, oldest first. What a capture is called and doing is captures.ts's.
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { prefixBytes, type CaptureHeader } from '../../model/capture/capture-header'
import { decodeCaptureHeader, headerBytesIn } from '../../model/capture/decode-capture'
import { prepareFolder } from '../discovery/runtime-folder'
import { type CaptureNote, readNote, writeNote } from './capture-note'

export interface StoredCapture {
  readonly capture: string
  readonly header: CaptureHeader
  readonly bytes: number
  /** Wall seconds since 1970. */
  readonly addedAt: number
  readonly note: CaptureNote
}

/** A name that is safe in a path. */
const captureId = /^[\w-]{16}$/
const captureFile = /^([\w-]{16})\.rigcap$/
const unfinished = /^[\w-]{16}\.(rigcap|note\.json).*\.(part|removed|zip|rigscope)$/
/** Another hub may be at work in this folder: only what nobody touched for so long was left behind. */
const abandonedSeconds = 3600

export const isCaptureId = (text: string): boolean => captureId.test(text)

export class CaptureFiles {
  constructor(private readonly folder: string) {}

  /** Makes the folder; a sentence where it cannot be used. */
  prepare(): Promise<string | null> {
    return prepareFolder(this.folder)
  }

  /** Every capture that is whole, by its header alone; each damaged one is set aside and told. Sweeps what was left behind. */
  async list(nowSeconds: number): Promise<{ stored: StoredCapture[]; problems: string[] }> {
    const stored: StoredCapture[] = []
    const problems: string[] = []
    for (const name of await readdir(this.folder)) {
      const capture = captureFile.exec(name)?.[1]
      if (capture !== undefined) {
        const read = await this.look(capture)
        if (typeof read === 'string') problems.push(await this.setAside(capture, read))
        else if (read !== null) stored.push(read)
      } else if (unfinished.test(name)) await this.sweep(name, nowSeconds)
    }
    return { stored, problems }
  }

  newCapture(): string {
    return randomBytes(12).toString('base64url')
  }

  /** Where a new capture is written until it is whole. */
  part(capture: string): string {
    return join(this.folder, `${capture}.rigcap.part`)
  }

  path(capture: string): string {
    return join(this.folder, `${capture}.rigcap`)
  }

  /** Gives a part its name. */
  async keep(capture: string): Promise<void> {
    await rename(this.part(capture), this.path(capture))
  }

  async giveUp(capture: string): Promise<void> {
    await rm(this.part(capture), { force: true })
  }

  note(capture: string, note: CaptureNote): Promise<void> {
    return writeNote(this.notePath(capture), note)
  }

  async remove(capture: string): Promise<void> {
    await rename(this.path(capture), this.removedPath(capture))
  }

  async restore(capture: string): Promise<void> {
    await rename(this.removedPath(capture), this.path(capture))
  }

  /** For good, whether it was removed before or not. */
  async forget(capture: string): Promise<void> {
    for (const path of [this.path(capture), this.removedPath(capture), this.notePath(capture)])
      await rm(path, { force: true })
  }

  /** Null where it went meanwhile or is a link to somewhere else, a sentence where it is damaged. */
  private async look(capture: string): Promise<StoredCapture | string | null> {
    try {
      const handle = await open(this.path(capture), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
      try {
        const { size, mtimeMs } = await handle.stat()
        const needed = headerBytesIn((await handle.read({ buffer: Buffer.alloc(prefixBytes), position: 0 })).buffer)
        if (typeof needed !== 'number') return needed.sentence
        const start = Buffer.alloc(Math.min(needed, size))
        await handle.read({ buffer: start, position: 0 })
        const decoded = decodeCaptureHeader(start)
        if (decoded.kind === 'refused') return decoded.sentence
        if (decoded.totalBytes !== size) return `This capture has ${size} bytes and should have ${decoded.totalBytes}.`
        const note = await readNote(this.notePath(capture))
        return { capture, header: decoded.header, bytes: size, addedAt: mtimeMs / 1000, note }
      } finally {
        await handle.close()
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ELOOP') return null
      return error instanceof Error ? `${error.message}.` : String(error)
    }
  }

  private async setAside(capture: string, why: string): Promise<string> {
    const aside = `${this.path(capture)}.damaged`
    await rename(this.path(capture), aside)
    return `A capture was damaged on disk and is set aside as ${aside}: ${why}`
  }

  private async sweep(name: string, nowSeconds: number): Promise<void> {
    const path = join(this.folder, name)
    try {
      // The time of the last change of name or content.
      if (nowSeconds - (await stat(path)).ctimeMs / 1000 > abandonedSeconds) await rm(path, { force: true })
    } catch (error) {
      // Whoever it belongs to was faster.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }

  private notePath(capture: string): string {
    return join(this.folder, `${capture}.note.json`)
  }

  private removedPath(capture: string): string {
    return join(this.folder, `${capture}.rigcap.removed`)
  }
}
