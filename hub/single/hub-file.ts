// hub.json: the word that a running hub leaves of itself in the runtime folder, so that there is one hub per user and machine.
// It is written exclusively; a live one that is found is told to the caller, a dead one's is replaced.
import { createHash, randomBytes } from 'node:crypto'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Machine } from '../discovery/read-address'
import { isProcessAlive } from '../discovery/process-alive'

const hubFile = z.object({
  kind: z.literal('rigscope.hub'),
  port: z.int().min(1).max(65535),
  pid: z.int().min(1),
  processStarted: z.number().nullable(),
  machine: z.string(),
  bootId: z.string().nullable(),
  version: z.string(),
  /** Hubs of before did not say. */
  isBackground: z.boolean().default(false),
  controlToken: z.string().min(22),
})

export type HubFile = z.infer<typeof hubFile>

const pathIn = (runtime: string) => join(runtime, 'hub.json')

/** The hub that runs now on this machine, null where none does. */
export async function findHub(runtime: string, here: Machine): Promise<HubFile | null> {
  const found = await readHubFile(pathIn(runtime))
  return found !== null && (await isRunning(found, here)) ? found : null
}

/** Null where the claim holds; else the hub that was faster. */
export async function claimHub(runtime: string, own: HubFile, here: Machine): Promise<HubFile | null> {
  const path = pathIn(runtime)
  const draft = join(runtime, `.hub-${randomBytes(6).toString('hex')}.json`)
  await writeFile(draft, `${JSON.stringify(own)}\n`, { flag: 'wx', mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      // A link is made whole or not at all, and never over another.
      if (await succeeds(link(draft, path), 'EEXIST')) return null
      const text = await readText(path)
      if (text === null) continue
      const found = parseHubFile(text)
      if (found !== null && (await isRunning(found, here))) return found
      const outcome = await succeedDead(runtime, text, draft, here)
      if (outcome === 'succeeded') return null
      if (outcome !== 'changed') return outcome
    }
    throw new Error(`${path} cannot be replaced. Remove it and start again.`)
  } finally {
    await succeeds(unlink(draft), 'ENOENT')
  }
}

/** Several may find the same dead word. Only who holds the right to succeed exactly that word replaces it; the right of one that
 *  died with it passes on in the same way. */
async function succeedDead(
  runtime: string,
  dead: string,
  draft: string,
  here: Machine,
): Promise<'succeeded' | 'changed' | HubFile> {
  const path = pathIn(runtime)
  const left: string[] = []
  for (let line = dead; ;) {
    const right = join(runtime, `.hub-after-${createHash('sha256').update(line).digest('hex').slice(0, 32)}.json`)
    left.push(right)
    if (await succeeds(link(draft, right), 'EEXIST')) {
      const isSame = (await readText(path)) === dead
      if (isSame) await rename(draft, path)
      for (const old of isSame ? left : [right]) await succeeds(unlink(old), 'ENOENT')
      return isSame ? 'succeeded' : 'changed'
    }
    const holder = await readText(right)
    if (holder === null) return 'changed'
    const found = parseHubFile(holder)
    if (found !== null && (await isRunning(found, here))) return found
    line += holder
  }
}

/** Takes the word back, if it is still ours. */
export async function withdrawHub(runtime: string, own: HubFile): Promise<void> {
  const found = await readHubFile(pathIn(runtime))
  if (found?.controlToken === own.controlToken) await succeeds(unlink(pathIn(runtime)), 'ENOENT')
}

async function isRunning(found: HubFile, here: Machine): Promise<boolean> {
  const isHere = found.machine === here.machine && (found.bootId === null || found.bootId === here.bootId)
  return isHere && (await isProcessAlive(found))
}

async function readHubFile(path: string): Promise<HubFile | null> {
  const text = await readText(path)
  return text === null ? null : parseHubFile(text)
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    // Missing, or not to be read: no hub that could be spoken to.
    return null
  }
}

function parseHubFile(text: string): HubFile | null {
  try {
    return hubFile.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // Damaged: nobody is there.
    return null
  }
}

/** False where it failed with the expected code; other failures throw. */
async function succeeds(work: Promise<unknown>, expected: string): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === expected) return false
    throw error
  }
}
