// What tests of the hub stand on: a runtime folder of their own, waiting for a state instead of for time, and a clean end.
import { mkdtemp, rm } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { HubAsks, HubClient, HubError, HubStreams } from '../../hub/api'
import { createHubClient } from '../../hub/carrier/client'
import { memoryCarriers } from '../../hub/carrier/memory-carrier'
import { offeredProtocols, wsCarrier } from '../../hub/carrier/ws-carrier'
import type { Hub } from '../../hub/hub'
import { startHub } from '../../hub/start-hub'

export interface Workbench {
  readonly runtime: string
  readonly env: Record<string, string>
  hub(port?: number): Promise<Hub>
  /** A client in this process. */
  panel(hub: Hub): HubClient
  /** Undone last first when the test ends. */
  later(undo: () => unknown): void
  end(): Promise<void>
}

export async function workbench(env: Record<string, string> = {}): Promise<Workbench> {
  const home = await mkdtemp(join(tmpdir(), 'rigscope-hub-'))
  const runtime = join(home, 'run')
  const undos: (() => unknown)[] = [() => rm(home, { recursive: true, force: true })]
  const later = (undo: () => unknown) => void undos.push(undo)
  const whole = {
    RIGSCOPE_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: join(home, 'config'),
    RIGSCOPE_SITE: devNull,
    ...env,
  }
  return {
    runtime,
    env: whole,
    async hub(port) {
      const hub = await startHub({ panelFolder: join(home, 'panel'), port: port ?? null, env: whole })
      later(() => hub.close())
      return hub
    },
    panel(hub) {
      const [near, far] = memoryCarriers()
      void hub.servePanel(() => far)
      const client = createHubClient(near)
      later(() => client.close())
      return client
    },
    later,
    async end() {
      for (const undo of undos.reverse()) await undo()
    },
  }
}

/** Resolves to what `look` finds once it finds something; fails with what it was waiting for. */
export async function until<T>(what: string, look: () => T | undefined | null | false, ms = 5000): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const found = look()
    if (found !== undefined && found !== null && found !== false) return found
    if (performance.now() > end) throw new Error(`Waited ${ms} ms in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export interface Collected<T> {
  readonly items: T[]
  ended: HubError | null | undefined
  readonly stop: () => void
}

/** A stream with everything that came of it. */
export function collect<K extends keyof HubStreams>(
  client: HubClient,
  name: K,
  args: HubStreams[K]['args'],
): Collected<HubStreams[K]['item']> {
  const items: HubStreams[K]['item'][] = []
  const collected = {
    items,
    ended: undefined as HubError | null | undefined,
    stop: client.stream(
      name,
      args,
      (item) => items.push(item),
      (error) => (collected.ended = error),
    ),
  }
  return collected
}

/** The value, or a failure that says the sentence. */
export async function asked<K extends keyof HubAsks>(
  client: HubClient,
  name: K,
  args: HubAsks[K]['args'],
): Promise<HubAsks[K]['value']> {
  const outcome = await client.ask(name, args)
  if (!outcome.ok) throw new Error(`${outcome.error.kind}: ${outcome.error.sentence}`)
  return outcome.value
}

/** What a page that signed in holds: the cookie of the browser, and the key of its own origin. */
export interface Pass {
  readonly cookie: string
  readonly key: string
}

/** Signs in as a page does. */
export async function signIn(hub: Hub, code?: string): Promise<Pass> {
  const response = await fetch(`${hub.address}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: hub.address },
    body: JSON.stringify({ code: code ?? (await hub.newCode()) }),
  })
  if (response.status !== 200) throw new Error(`Login: ${response.status}`)
  const { key } = (await response.json()) as { key: string }
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', key }
}

/** A client over a real WebSocket, as a page is one. */
export async function browserPanel(hub: Hub, { cookie, key }: Pass): Promise<HubClient> {
  const headers = { cookie, origin: hub.address }
  const socket = new WebSocket(`${hub.address.replace('http', 'ws')}/hub`, offeredProtocols(key), { headers })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return createHubClient(wsCarrier(socket))
}
