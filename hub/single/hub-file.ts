// hub.json: the word that a running hub leaves of itself in the runtime folder, so that there is one hub per user and machine.
// It is written exclusively; a live one that is found is told to the caller, a dead one's is replaced.
import { randomBytes } from 'node:crypto'
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
      const found = await readHubFile(path)
      if (found !== null && (await isRunning(found, here))) return found
      await setAside(runtime, path, found)
    }
    throw new Error(`${path} cannot be replaced. Remove it and start again.`)
  } finally {
    await unlink(draft)
  }
}

/** Takes the word back, if it is still ours. */
export async function withdrawHub(runtime: string, own: HubFile): Promise<void> {
  const found = await readHubFile(pathIn(runtime))
  if (found?.controlToken === own.controlToken) await succeeds(unlink(pathIn(runtime)), 'ENOENT')
}

/** Two hubs may find the same dead file: what is set aside is looked at again, and put back if it was a new one. */
async function setAside(runtime: string, path: string, dead: HubFile | null): Promise<void> {
  const aside = join(runtime, `.hub-old-${randomBytes(6).toString('hex')}.json`)
  if (!(await succeeds(rename(path, aside), 'ENOENT'))) return
  const moved = await readHubFile(aside)
  if (moved !== null && moved.controlToken !== dead?.controlToken) await succeeds(link(aside, path), 'EEXIST')
  await unlink(aside)
}

async function isRunning(found: HubFile, here: Machine): Promise<boolean> {
  const isHere = found.machine === here.machine && (found.bootId === null || found.bootId === here.bootId)
  return isHere && (await isProcessAlive(found))
}

async function readHubFile(path: string): Promise<HubFile | null> {
  try {
    return hubFile.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null
  } catch {
    // Missing or half of a file: no hub that could be spoken to.
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
