// Where this user's sessions and hub leave word of themselves, and whether that folder can be trusted: ours and closed to others.
// The bridge computes the same folder in rigscope_bridge/discovery.py.
import { lstat, mkdir } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** The folder's path; nothing is made. */
export function runtimeFolder(env: Environment = process.env, platform: NodeJS.Platform = process.platform): string {
  const chosen = env['RIGSCOPE_RUNTIME_DIR']
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(userInfo().homedir, 'AppData', 'Local'), 'Rigscope', 'run')
  if (platform === 'darwin') return join(env['TMPDIR'] ?? tmpdir(), 'rigscope')
  const session = env['XDG_RUNTIME_DIR']
  if (session !== undefined && session !== '') return join(session, 'rigscope')
  return `/tmp/rigscope-${process.getuid?.() ?? userInfo().uid}`
}

export const sessionsFolder = (runtime: string) => join(runtime, 'sessions')

/** Makes the folder where it is missing; a sentence where it cannot be trusted or made. */
export async function prepareFolder(path: string): Promise<string | null> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    return await distrust(path)
  } catch (error) {
    return `The folder ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}.`
  }
}

async function distrust(path: string): Promise<string | null> {
  const found = await lstat(path)
  if (!found.isDirectory()) return `${path} is not a folder (or a link to one). Remove it and start again.`
  if (process.getuid === undefined) return null
  if (found.uid !== process.getuid())
    return `The folder ${path} belongs to another user, so it is not used. Set RIGSCOPE_RUNTIME_DIR to a folder of your own.`
  if ((found.mode & 0o077) !== 0)
    return `The folder ${path} is open to other users, so it is not used. Run: chmod 700 ${path}`
  return null
}
