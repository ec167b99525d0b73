// What tests need of the machine besides Node and Python: on Debian as root it is installed with apt-get, elsewhere what is
// missing is said, and the suites that need it are reported as skipped.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from '../check/run-command.mjs'

/** @type {readonly { name: string, variable: string | null, programs: readonly string[], packages: readonly string[], what: string }[]} */
const needs = [
  {
    name: 'blender',
    variable: 'RIGSCOPE_BLENDER',
    programs: ['blender'],
    packages: ['blender', 'libgl1-mesa-dri'],
    what: 'Blender',
  },
  {
    name: 'chromium',
    variable: 'RIGSCOPE_CHROMIUM',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium', 'fonts-dejavu-core'],
    what: 'Chromium',
  },
  { name: 'xvfb', variable: null, programs: ['Xvfb'], packages: ['xvfb'], what: 'Xvfb, a display without a screen,' },
  { name: 'xdotool', variable: null, programs: ['xdotool'], packages: ['xdotool'], what: 'xdotool' },
  { name: 'imagemagick', variable: null, programs: ['import'], packages: ['imagemagick'], what: 'ImageMagick' },
  { name: 'procps', variable: null, programs: ['ps'], packages: ['procps'], what: 'ps' },
]

/**
 * Where each program is (by the variable that names it), and what is missing, with a sentence.
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<{ found: Record<string, string>, missing: Map<string, string> }>}
 */
export async function prepareMachine(root, say) {
  const absent = needs.filter((need) => locate(need) === null)
  const packages = absent.flatMap((need) => need.packages)
  if (isDebianAsRoot() && !canMakeEnvironments()) packages.push('python3', 'python3-venv')
  const failure = packages.length > 0 && isDebianAsRoot() ? await install(root, packages, say) : null
  /** @type {Record<string, string>} */
  const found = {}
  /** @type {Map<string, string>} */
  const missing = new Map()
  for (const need of needs) {
    const path = locate(need)
    if (path === null) missing.set(need.name, failure ?? `${need.what} is not installed`)
    else if (need.variable !== null) found[need.variable] = path
  }
  return { found, missing }
}

/** @param {(typeof needs)[number]} need */
function locate({ variable, programs }) {
  const asked = variable === null ? undefined : process.env[variable]
  if (asked !== undefined && asked !== '') return isProgram(asked) ? asked : null
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const program of programs) {
      const path = join(folder, process.platform === 'win32' ? `${program}.exe` : program)
      if (folder !== '' && isProgram(path)) return path
    }
  return null
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const isDebianAsRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0
const canMakeEnvironments = () =>
  spawnSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' }).status === 0

/** Null when installed, else why not. @param {string} root @param {readonly string[]} packages @param {(line: string) => void} say */
async function install(root, packages, say) {
  say(`installing ${packages.join(' ')} with apt-get`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const steps = [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]
  for (const step of steps) {
    const { code, output } = await runCommand('apt-get', ['-qq', ...step], { cwd: root, env })
    if (code !== 0) return `apt-get ${step[0]} failed: ${output.trim().split('\n').slice(-2).join(' ')}`
  }
  return null
}
