// Where settings come from and in which order: site, show, user. Which files these are, never what is in them.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../discovery/runtime-folder'

export interface SettingFile {
  readonly path: string
  /** The variable that names it; null where it is only looked for. */
  readonly namedBy: string | null
}

/** The files in order of precedence, the last wins. The bridge computes the same ones. */
export function settingFiles(env: Environment, platform: NodeJS.Platform = process.platform): SettingFile[] {
  const named = (variable: string): SettingFile[] => {
    const path = env[variable]
    return path ? [{ path, namedBy: variable }] : []
  }
  const site = named('RIGSCOPE_SITE')
  return [
    ...(site.length > 0 ? site : [{ path: '/etc/rigscope/rigscope.yaml', namedBy: null }]),
    ...named('RIGSCOPE_SHOW'),
    { path: join(configFolder(env, platform), 'rigscope', 'rigscope.yaml'), namedBy: null },
  ]
}

function configFolder(env: Environment, platform: NodeJS.Platform): string {
  const chosen = env['XDG_CONFIG_HOME']
  if (chosen) return chosen
  if (platform === 'win32') return env['APPDATA'] || join(homedir(), 'AppData', 'Roaming')
  return platform === 'darwin' ? join(homedir(), 'Library', 'Application Support') : join(homedir(), '.config')
}
