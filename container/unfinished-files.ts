// The names of containers that are still being written, and sweeping those whose writers died. The name says who writes, on
// which machine, because folders are shared over networks: what another machine writes is left alone.
import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'

const machine = hostname().replace(/[^\w.-]/g, '_')
const unfinished = /\.rigscope\.(?<machine>[\w.-]+)-(?<pid>\d+)-[0-9a-f]{8}\.part$/

/** Where a file is written until it is whole. */
export function unfinishedName(file: string, pid: number = process.pid): string {
  return `${file}.${machine}-${pid}-${randomBytes(4).toString('hex')}.part`
}

/** Removes what dead processes of this machine left in the folder; what cannot be removed stays. */
export async function sweepUnfinished(folder: string): Promise<void> {
  // A folder that cannot be read is told by whoever writes there next.
  const names = await readdir(folder).catch((): string[] => [])
  for (const name of names) {
    const parts = unfinished.exec(name)?.groups
    if (parts === undefined || parts['machine'] !== machine || isAlive(Number(parts['pid']))) continue
    await rm(path.join(folder, name), { force: true }).catch(() => null)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // One of another user lives too.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
