// Where settings come from and in which order: site, show, user, environment. Which files these are, never what is in them.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../discovery/runtime-folder'

export interface SettingFile {
  readonly level: 'site' | 'show' | 'user'
  readonly path: string
  /** Somebody named it, so that it is a problem where it is missing. */
  readonly isNamed: boolean
}

/** The files in order of precedence, the last wins. */
export function settingFiles(env: Environment, platform: NodeJS.Platform = process.platform): SettingFile[] {
  const site = env['RIGSCOPE_SITE']
  const show = env['RIGSCOPE_SHOW']
  const files: SettingFile[] = [
    site
      ? { level: 'site', path: site, isNamed: true }
      : { level: 'site', path: sitePath(env, platform), isNamed: false },
  ]
  if (show) files.push({ level: 'show', path: show, isNamed: true })
  files.push({ level: 'user', path: join(configFolder(env, platform), 'rigscope', 'rigscope.yaml'), isNamed: false })
  return files
}

function sitePath(env: Environment, platform: NodeJS.Platform): string {
  return platform === 'win32'
    ? join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'Rigscope', 'rigscope.yaml')
    : '/etc/rigscope/rigscope.yaml'
}

function configFolder(env: Environment, platform: NodeJS.Platform): string {
  const home = env['HOME'] || homedir()
  if (platform === 'win32') return env['APPDATA'] || join(home, 'AppData', 'Roaming')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return env['XDG_CONFIG_HOME'] || join(home, '.config')
}
