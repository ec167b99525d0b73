// Another process's hub, spoken to by who can read hub.json: through its control endpoints, and as a panel's program without a page.
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { About } from '../about/api'
import type { HubClient } from '../api'
import type { Carrier } from '../carrier/carrier'
import { createHubClient } from '../carrier/client'
import { panelProtocol, wsCarrier } from '../carrier/ws-carrier'
import type { HubFile } from './hub-file'

const timeoutMs = 3000
const startingStatus = 503
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
  /** Has an open panel come to the front and show the session; false where none is open. */
  show(session: string | null): Promise<boolean>
  quit(): Promise<boolean>
  /** A client of its API, which the caller closes. */
  connect(): Promise<HubClient | null>
  /** The way to it that a client or another panel speaks over. */
  carrier(): Promise<Carrier | null>
}

export function controlHub({ port, controlToken }: HubFile): HubControl {
  const headers = { Authorization: `Bearer ${controlToken}` }
  const ask = async (method: 'GET' | 'POST', name: string, content?: unknown): Promise<unknown> => {
    const json = { headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(content) }
    const request = { method, ...(content === undefined ? { headers } : json) }
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      for (;;) {
        const response = await fetch(`http://127.0.0.1:${port}/control/${name}`, { ...request, signal })
        if (response.status !== startingStatus) return response.ok ? ((await response.json()) as unknown) : null
        await delay(50, undefined, { signal })
      }
    } catch {
      // It ended or hangs: the caller is told by null and says so.
      return null
    }
  }
  const carrier = () => {
    const options = { headers, handshakeTimeout: timeoutMs, perMessageDeflate: false }
    const socket = new WebSocket(`ws://127.0.0.1:${port}/hub`, panelProtocol, options)
    return new Promise<Carrier | null>((resolve) => {
      socket.once('open', () => resolve(wsCarrier(socket)))
      socket.on('error', () => resolve(null))
    })
  }
  return {
    about: async () => about.safeParse(await ask('GET', 'about')).data ?? null,
    newCode: async () => z.object({ code: z.string() }).safeParse(await ask('POST', 'code')).data?.code ?? null,
    show: async (session) =>
      z.object({ isShown: z.boolean() }).safeParse(await ask('POST', 'show', { session })).data?.isShown ?? false,
    quit: async () => (await ask('POST', 'quit')) !== null,
    connect: async () => {
      const to = await carrier()
      return to === null ? null : createHubClient(to)
    },
    carrier,
  }
}
