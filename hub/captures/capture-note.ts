// What people say of a capture, in a small file beside it: its title and whether it is pinned. The capture itself never changes.
import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'

const captureNote = z.object({
  kind: z.literal('rigscope.captureNote'),
  /** Null takes the title that the capture was made with. */
  title: z.string().nullable(),
  isPinned: z.boolean(),
})

export interface CaptureNote {
  readonly title: string | null
  readonly isPinned: boolean
}

export const noNote: CaptureNote = { title: null, isPinned: false }

/** `noNote` where there is none, or none that can be read. */
export async function readNote(path: string): Promise<CaptureNote> {
  try {
    const { success, data } = captureNote.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return success ? { title: data.title, isPinned: data.isPinned } : noNote
  } catch {
    // Missing or damaged: the capture is shown under the title that it was made with.
    return noNote
  }
}

export async function writeNote(path: string, note: CaptureNote): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  const text = JSON.stringify({ kind: 'rigscope.captureNote', ...note })
  await writeFile(draft, `${text}\n`, { flag: 'wx', mode: 0o600 })
  await rename(draft, path)
}
