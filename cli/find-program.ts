// Finds the programs that Rigscope starts or looks for, Blender and Chromium: where a variable says, on PATH, or where
// each platform usually has them.
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Sought {
  readonly name: string
  /** The environment variable that names it. */
  readonly variable: string
  readonly commands: readonly string[]
  /** Folders and files where it usually lies; `*` stands for any one name, the last in order wins. */
  readonly usual: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>
}

export const blender: Sought = {
  name: 'Blender',
  variable: 'RIGSCOPE_BLENDER',
  commands: ['blender'],
  usual: {
    linux: ['/opt/blender*/blender', '/snap/bin/blender', '/usr/local/blender*/blender'],
    darwin: ['/Applications/Blender.app/Contents/MacOS/Blender'],
    win32: ['C:\\Program Files\\Blender Foundation\\*\\blender.exe'],
  },
}

export const chromium: Sought = {
  name: 'Chromium',
  variable: 'RIGSCOPE_CHROMIUM',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  usual: {
    darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
  },
}

export type Found =
  | { readonly kind: 'found'; readonly path: string; readonly from: string }
  | { readonly kind: 'missing'; readonly sentence: string }

export function findProgram(
  sought: Sought,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Found {
  const { name, variable, commands, usual } = sought
  const asked = environment[variable]
  if (asked !== undefined && asked !== '')
    return isProgram(asked)
      ? { kind: 'found', path: asked, from: variable }
      : { kind: 'missing', sentence: `${variable} names ${asked}, which is no program that can be started.` }
  const endings = platform === 'win32' ? ['.exe', '.cmd'] : ['']
  for (const folder of (environment['PATH'] ?? '').split(delimiter))
    for (const command of commands)
      for (const ending of endings) {
        const path = join(folder, command + ending)
        if (folder !== '' && isProgram(path)) return { kind: 'found', path, from: 'PATH' }
      }
  for (const pattern of usual[platform] ?? [])
    for (const path of matching(pattern)) if (isProgram(path)) return { kind: 'found', path, from: 'its usual place' }
  return { kind: 'missing', sentence: `${name} is not on PATH nor in its usual places; ${variable} names it.` }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The paths that fit a pattern with one `*` inside a name, the last in order first: the newest version. */
function matching(pattern: string): readonly string[] {
  const star = pattern.indexOf('*')
  if (star < 0) return [pattern]
  const slash = Math.max(pattern.lastIndexOf('/', star), pattern.lastIndexOf('\\', star))
  const folder = pattern.slice(0, slash)
  const begins = pattern.slice(slash + 1, star)
  const after = pattern.slice(star + 1)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith(begins))
    .sort()
    .reverse()
    .map((name) => join(folder, name + after))
}
