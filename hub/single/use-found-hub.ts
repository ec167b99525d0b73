// The hub of another process, held like one of our own: it gives codes and tells its sessions, and goes on when it is let go.
import { joinCarriers } from '../carrier/join-carriers'
import { addressOf, type Hub, HubRefused } from '../hub'
import { writeOpenerFile } from '../serve/opener-file'
import type { SessionSummary } from '../sessions/api'
import { version } from '../version'
import { controlHub } from './control-hub'
import type { HubFile } from './hub-file'
import { followSessions } from './follow-sessions'

export function useFoundHub(found: HubFile, runtime: string): Hub {
  const control = controlHub(found)
  const listeners = new Set<(sessions: readonly SessionSummary[]) => void>()
  let sessions: readonly SessionSummary[] = []
  let stopFollowing: (() => void) | null = null
  const follow = () =>
    followSessions(control.connect, (list) => {
      sessions = list
      for (const listener of listeners) listener(list)
    })
  const newCode = async () => {
    const code = await control.newCode()
    if (code === null)
      throw new HubRefused(`The hub that runs as process ${found.pid} does not answer. End it and start again.`)
    return code
  }
  const notices =
    found.version === version
      ? []
      : [`The hub that runs already is version ${found.version}, this is ${version}. Quit it to use this one.`]
  return {
    kind: 'found',
    address: addressOf(found.port),
    port: found.port,
    runtimeFolder: runtime,
    notices,
    newCode,
    openerFile: async (session = null) => writeOpenerFile(runtime, found.port, await newCode(), session),
    sessions: () => sessions,
    onChange(listener) {
      listeners.add(listener)
      stopFollowing ??= follow()
      return () => void listeners.delete(listener)
    },
    controlToken: found.controlToken,
    async servePanel(open) {
      const to = await control.carrier()
      if (to === null) return false
      joinCarriers(open(), to)
      return true
    },
    closed: Promise.resolve(),
    close() {
      listeners.clear()
      stopFollowing?.()
      return Promise.resolve()
    },
  }
}
