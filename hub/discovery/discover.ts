// Watches the sessions folder and tells of every session of this machine that appears, changes or goes; sweeps what dead ones left.
// The folder is looked at once a second as well, because watching misses things on some file systems.
import { type FSWatcher, watch } from 'node:fs'
import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Address } from '../../bridge/protocol/address'
import { type Machine, readAddress } from './read-address'

export interface Discovered {
  appeared(address: Address): void
  /** The file was written anew: another port or token. */
  changed(address: Address): void
  disappeared(session: string): void
  /** A file that is left out, once for each. */
  problem(sentence: string): void
}

export interface Discovery {
  /** Looks now; never rejects. */
  look(): Promise<void>
  close(): void
}

const pollMs = 1000
/** A file is announced while it is being written; a moment later it is whole. */
const settleMs = 15

export function discover(folder: string, here: Machine, events: Discovered): Discovery {
  const known = new Map<string, string>()
  const said = new Set<string>()
  /** Files refused in the last look: one that is just being written is whole in the next. */
  let suspects: ReadonlySet<string> = new Set()
  let looking: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  let closed = false
  let settling: NodeJS.Timeout | undefined

  const say = (sentence: string) => {
    if (said.has(sentence)) return
    said.add(sentence)
    events.problem(sentence)
  }
  const lookOnce = async () => {
    const names = await list(folder, say)
    const present = new Set<string>()
    const refused = new Set<string>()
    for (const name of names) {
      const path = join(folder, name)
      const verdict = await readAddress(path, here)
      if (closed) return
      if (verdict.kind === 'refused') {
        refused.add(path)
        if (suspects.has(path)) say(verdict.sentence)
      } else if (verdict.kind === 'dead') await sweep(path, say)
      if (verdict.kind !== 'here' || present.has(verdict.address.session)) continue
      const { address } = verdict
      if (name !== `${address.session}.json`) {
        say(`${path} is not named after its session. It is left out.`)
        continue
      }
      present.add(address.session)
      const mark = `${address.port} ${address.token} ${address.pid}`
      const before = known.get(address.session)
      known.set(address.session, mark)
      if (before === undefined) events.appeared(address)
      else if (before !== mark) events.changed(address)
    }
    suspects = refused
    for (const session of [...known.keys()])
      if (!present.has(session)) {
        known.delete(session)
        events.disappeared(session)
      }
  }
  // One look that fails says so; the next may do better.
  const failed = (error: unknown) =>
    say(`The folder ${folder} was not read to its end: ${error instanceof Error ? error.message : String(error)}.`)
  // One at a time: who asks during a look gets the next, which sees what is new.
  const look = () =>
    (next ??= looking.then(() => {
      next = null
      return closed ? undefined : (looking = lookOnce().catch(failed))
    }))
  const watcher = watchFolder(folder, () => {
    clearTimeout(settling)
    settling = setTimeout(() => void look(), settleMs)
  })
  const poll = setInterval(() => void look(), pollMs)
  void look()
  return {
    look,
    close() {
      closed = true
      clearInterval(poll)
      clearTimeout(settling)
      watcher?.close()
    },
  }
}

async function list(folder: string, say: (sentence: string) => void): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json') && !name.startsWith('.'))
  } catch (error) {
    say(`The folder ${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
    return []
  }
}

async function sweep(path: string, say: (sentence: string) => void): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isGone) say(`${path} is left of a session that ended and cannot be removed.`)
  }
}

function watchFolder(folder: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, onChange)
    // The poll goes on without it.
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    // Some file systems cannot be watched; the poll finds everything, only later.
    return null
  }
}
