// The sessions that run on this machine now, by the address files that can be trusted.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Address } from '../bridge/protocol/address'
import { thisMachine } from '../hub/discovery/process-alive'
import { readAddress } from '../hub/discovery/read-address'
import { prepareFolder, sessionsFolder } from '../hub/discovery/runtime-folder'

/** Rejects with a sentence where the folder cannot be trusted. */
export async function runningSessions(runtime: string): Promise<readonly Address[]> {
  const folder = sessionsFolder(runtime)
  for (const path of [runtime, folder]) {
    const distrust = await prepareFolder(path)
    if (distrust !== null) throw new Error(distrust)
  }
  const here = await thisMachine()
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const verdicts = await Promise.all(names.map((name) => readAddress(join(folder, name), here)))
  return verdicts.flatMap((verdict) => (verdict.kind === 'here' ? [verdict.address] : []))
}

/** Removes what sessions of this machine left that ended without a goodbye. */
export async function sweepEndedSessions(runtime: string): Promise<void> {
  const folder = sessionsFolder(runtime)
  const here = await thisMachine()
  for (const name of (await readdir(folder)).filter((name) => name.endsWith('.json'))) {
    const verdict = await readAddress(join(folder, name), here)
    if (verdict.kind === 'dead') await rm(join(folder, name), { force: true })
  }
}

/** The one that is meant, or a sentence that says which there are. */
export function chooseSession(sessions: readonly Address[], asked: string | null): Address | string {
  const list = sessions.map(
    ({ session, host, scene }) => `${session} (${host.name}${scene === null ? '' : `, ${scene}`})`,
  )
  const running = list.length === 0 ? 'No session runs.' : `These run: ${list.join('; ')}.`
  if (asked !== null)
    return sessions.find(({ session }) => session === asked) ?? `There is no session ${asked}. ${running}`
  const [only] = sessions
  if (only === undefined) return `${running} Start the bridge in a host first.`
  return sessions.length === 1 ? only : `More than one session runs, so --session has to name one. ${running}`
}
