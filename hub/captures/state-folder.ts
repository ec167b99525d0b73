// Where this user's hubs keep what outlives a login: captures are too many bytes for the runtime folder, which lies in memory on
// many machines.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../discovery/runtime-folder'

/** The folder's path; nothing is made. */
export function stateFolder(env: Environment = process.env, platform: NodeJS.Platform = process.platform): string {
  const chosen = env['RIGSCOPE_STATE_DIR']
  if (chosen) return chosen
  // Who gives the hub a runtime folder of its own wants it apart from others altogether.
  const runtime = env['RIGSCOPE_RUNTIME_DIR']
  if (runtime) return join(runtime, 'state')
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'Rigscope', 'state')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Rigscope')
  return join(env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'rigscope')
}
