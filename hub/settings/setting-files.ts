// Where settings come from and in which order: site, show, user. Which files these are, never what is in them.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../discovery/runtime-folder'

/** The files in order of precedence, the last wins. The bridge computes the same ones. */
export function settingFiles(env: Environment, platform: NodeJS.Platform = process.platform): string[] {
  const show = env['RIGSCOPE_SHOW']
  return [
    env['RIGSCOPE_SITE'] || '/etc/rigscope/rigscope.yaml',
    ...(show ? [show] : []),
    join(configFolder(env, platform), 'rigscope', 'rigscope.yaml'),
  ]
}

function configFolder(env: Environment, platform: NodeJS.Platform): string {
  const chosen = env['XDG_CONFIG_HOME']
  if (chosen) return chosen
  if (platform === 'win32') return env['APPDATA'] || join(homedir(), 'AppData', 'Roaming')
  return platform === 'darwin' ? join(homedir(), 'Library', 'Application Support') : join(homedir(), '.config')
}
