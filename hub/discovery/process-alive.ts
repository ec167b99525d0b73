// Whether a process that left word of itself still runs, and is not another one that was given its number.
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'

export interface ProcessMark {
  readonly pid: number
  /** Wall seconds. */
  readonly processStarted: number | null
}

/** Clock ticks are coarse and the boot time is kept in whole seconds. */
const startToleranceSeconds = 3
/** Linux gives times in units that are 100 a second on every system in use. */
const ticksPerSecond = 100

/** True where the process runs, as far as can be known. */
export async function isProcessAlive({ pid, processStarted }: ProcessMark): Promise<boolean> {
  if (!exists(pid)) return false
  const found = await readStat(pid)
  if (found === null) return process.platform !== 'linux' || exists(pid)
  if (found.zombie) return false
  return processStarted === null || Math.abs(found.started - processStarted) <= startToleranceSeconds
}

/** Wall seconds at which a process began; null where the system does not tell. */
export async function processStart(pid: number): Promise<number | null> {
  return (await readStat(pid))?.started ?? null
}

/** What tells this machine and this boot from others that share a home folder. */
export async function thisMachine(): Promise<{ readonly machine: string; readonly bootId: string | null }> {
  return { machine: hostname(), bootId: (await readText('/proc/sys/kernel/random/boot_id'))?.trim() ?? null }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Someone else's process lives too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function readStat(pid: number): Promise<{ readonly started: number; readonly zombie: boolean } | null> {
  const [stat, system] = await Promise.all([readText(`/proc/${pid}/stat`), readText('/proc/stat')])
  const booted = system?.match(/^btime (\d+)$/m)?.[1]
  if (stat === null || booted === undefined) return null
  // The name stands in brackets and may hold anything, brackets and spaces too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[19])
  if (!Number.isFinite(ticks)) return null
  return { started: Number(booted) + ticks / ticksPerSecond, zombie: fields[0] === 'Z' || fields[0] === 'X' }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    // Another system, or the process ended: both are answers.
    return null
  }
}
