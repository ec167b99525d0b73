// What outlives a hub so that open pages find the next one and stay signed in: its port and the secret of its cookies.
import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const hubState = z.object({
  kind: z.literal('rigscope.hubState'),
  port: z.int().min(0).max(65535).describe('0 before the first hub'),
  cookieSecret: z.string().min(32),
})

export type HubState = z.infer<typeof hubState>

const pathIn = (runtime: string) => join(runtime, 'hub-state.json')

/** The state of last time, or a new one. */
export async function readHubState(runtime: string): Promise<HubState> {
  const fresh: HubState = {
    kind: 'rigscope.hubState',
    port: 0,
    cookieSecret: randomBytes(32).toString('base64url'),
  }
  try {
    return hubState.safeParse(JSON.parse(await readFile(pathIn(runtime), 'utf8'))).data ?? fresh
  } catch {
    // Missing or damaged: open pages have to sign in again, nothing else is lost.
    return fresh
  }
}

export async function writeHubState(runtime: string, state: HubState): Promise<void> {
  const draft = join(runtime, `.hub-state-${randomBytes(6).toString('hex')}.json`)
  await writeFile(draft, `${JSON.stringify(state)}\n`, { flag: 'wx', mode: 0o600 })
  await rename(draft, pathIn(runtime))
}
