// The hub inside its own process: started here or found on this machine, it serves each panel whose port comes in. What it does is the
// hub's; when its process is started is keep-hub.ts's.
import type { MessagePortMain, ParentPort } from 'electron'
import { messagePortCarrier } from '../hub/carrier/message-port-carrier'
import type { Hub } from '../hub/hub'
import type { SessionSummary } from '../hub/sessions/api'
import { electronPort } from './electron-port'
import type { HubWord } from './hub-word'

export interface HubStart {
  readonly hub: () => Promise<Hub>
  readonly stayAboveHost: () => Promise<boolean>
  readonly exit: () => void
}

/** A hub that was found may have ended since: then the next one is tried, once. */
const tries = 2

export function runHub(parent: ParentPort, start: HubStart): void {
  let kept: Promise<Hub> | null = null
  const say = (word: HubWord) => parent.postMessage(word)
  const open = async (): Promise<Hub> => {
    const hub = await start.hub()
    const { port, controlToken } = hub
    say({ kind: 'serving', door: { port, controlToken }, stayAboveHost: await start.stayAboveHost() })
    const tellHosts = (sessions: readonly SessionSummary[]) => say({ kind: 'hosts', hosts: placesIn(sessions) })
    hub.onChange(tellHosts)
    tellHosts(hub.sessions())
    return hub
  }
  const current = (): Promise<Hub> => {
    const asked = (kept ??= open())
    const forget = () => {
      if (kept === asked) kept = null
    }
    void asked.then(({ kind, closed }) => (kind === 'started' ? closed.then(forget) : undefined), forget)
    return asked
  }
  const serve = async (port: MessagePortMain) => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const asked = current()
      const hub = await asked
      if (await hub.servePanel(() => messagePortCarrier(electronPort(port)))) return
      if (kept === asked) kept = null
      await hub.close()
    }
    port.close()
  }
  const refuse = (error: unknown) =>
    say({ kind: 'refused', sentence: error instanceof Error ? error.message : String(error) })

  parent.on('message', ({ data, ports: [port] }) => {
    if (port !== undefined)
      serve(port).catch((error: unknown) => {
        refuse(error)
        port.close()
      })
    else if (data === 'quit') void Promise.resolve(kept?.then((hub) => hub.close())).then(start.exit, start.exit)
  })
  current().catch(refuse)
}

const placesIn = (sessions: readonly SessionSummary[]) =>
  sessions.flatMap(({ session, state, window }) =>
    // A hub of before does not tell windows at all.
    (window ?? null) !== null && window !== null && state.kind !== 'closed' && state.kind !== 'crashed'
      ? [{ session, window }]
      : [],
  )
