// The hub of `rigscope start`: a new one or the one that runs. Where that one ends while we stay, a new one takes its place, so
// that open pages and our host find a hub again.
import { setTimeout as delay } from 'node:timers/promises'
import { thisMachine } from '../hub/discovery/process-alive'
import { findHub } from '../hub/single/hub-file'
import type { Hub } from '../hub/hub'
import { startHub } from '../hub/start-hub'
import { ownFile } from './checkout'
import { stateChanges } from './session-line'
import type { StartRequest } from './start-request'

export interface KeptHub {
  /** As it was at first; one that took its place has the same port. */
  readonly first: Hub
  /** Resolves when our own hub was asked to quit. */
  readonly quit: Promise<void>
  /** No more lines: what happens while everything stops is no news. */
  quiet(): void
  close(): Promise<void>
}

const lookMs = 1000

/** @param say gets a line for each notice and each change of a session's state. Rejects with a sentence. */
export async function keepHub(
  { port, isBackground }: Pick<StartRequest, 'port' | 'isBackground'>,
  say: (line: string) => void,
): Promise<KeptHub> {
  const abort = new AbortController()
  const hubOn = (wanted: number | null) =>
    startHub({ panelFolder: ownFile('dist', 'panel'), port: wanted, isBackground })
  let current = await hubOn(port)
  let stopSaying = sayChanges(current, say)
  const first = current
  if (first.kind === 'found') {
    say('Using the hub that runs already.')
    if (port !== null && port !== first.port) say(`It has port ${first.port}; --port ${port} is not used.`)
  }
  let tellQuit: () => void = () => undefined
  const quit = new Promise<void>((resolve) => (tellQuit = resolve))
  const keep = async () => {
    while (current.kind === 'found') {
      if (!(await waited(lookMs, abort.signal))) return
      if ((await findHub(current.runtimeFolder, await thisMachine())) !== null) continue
      stopSaying()
      await current.close()
      current = await hubOn(first.port)
      stopSaying = sayChanges(current, say)
      if (current.kind === 'started')
        say(`The hub that was used has ended; this one took its place at ${current.address}.`)
    }
    await current.closed
    tellQuit()
  }
  const kept = keep().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error))
    tellQuit()
  })
  return {
    first,
    quit,
    quiet: () => stopSaying(),
    async close() {
      abort.abort()
      stopSaying()
      // A hub that is just being started is waited for, so that it is closed too.
      if (current.kind === 'found') await kept
      await current.close()
    },
  }
}

function sayChanges(hub: Hub, say: (line: string) => void): () => void {
  const changes = stateChanges()
  let noticesSaid = 0
  const sayNotices = () => {
    for (const notice of hub.notices.slice(noticesSaid)) say(notice)
    noticesSaid = hub.notices.length
  }
  sayNotices()
  return hub.onChange((sessions) => {
    sayNotices()
    changes(sessions).forEach(say)
  })
}

/** False where the wait was ended early. */
const waited = (ms: number, signal: AbortSignal): Promise<boolean> => delay(ms, true, { signal }).catch(() => false)
