// Another process's hub, spoken to through its control endpoints by who can read hub.json.
import { z } from 'zod'
import type { About } from '../about/api'
import type { HubFile } from './hub-file'

const timeoutMs = 3000
const about = z.object({
  version: z.string(),
  pid: z.number(),
  node: z.string(),
  startedAt: z.number(),
  runtimeFolder: z.string(),
})

/** What may be asked of it; each is null where it does not answer. */
export interface HubControl {
  about(): Promise<About | null>
  newCode(): Promise<string | null>
  quit(): Promise<boolean>
}

export function controlHub({ port, controlToken }: HubFile): HubControl {
  const ask = async (method: 'GET' | 'POST', name: string): Promise<unknown> => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/control/${name}`, {
        method,
        headers: { Authorization: `Bearer ${controlToken}` },
        signal: AbortSignal.timeout(timeoutMs),
      })
      return response.ok ? ((await response.json()) as unknown) : null
    } catch {
      // It ended or hangs: the caller is told by null and says so.
      return null
    }
  }
  return {
    about: async () => about.safeParse(await ask('GET', 'about')).data ?? null,
    newCode: async () => z.object({ code: z.string() }).safeParse(await ask('POST', 'code')).data?.code ?? null,
    quit: async () => (await ask('POST', 'quit')) !== null,
  }
}
