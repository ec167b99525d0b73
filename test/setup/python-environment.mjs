// Makes the repository's own Python environment, .venv, with what checks and tests need; only when something changed.
// Where Python is missing it says so: the suites that need it are then reported as skipped.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../check/run-command.mjs'

/** @typedef {{ kind: 'ready', python: string } | { kind: 'missing', sentence: string }} PythonEnvironment */

/**
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<PythonEnvironment>}
 */
export async function pythonEnvironment(root, say) {
  const requirements = join(root, 'bridge', 'requirements-dev.txt')
  const folder = join(root, '.venv')
  const python = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  const stamp = join(folder, 'rigscope-requirements.sha256')
  if (!existsSync(requirements)) return { kind: 'missing', sentence: 'bridge/requirements-dev.txt is not there.' }
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return { kind: 'ready', python }
  if (!existsSync(python)) {
    say('making the Python environment in .venv')
    const made = await makeEnvironment(root, folder)
    if (made !== null) return { kind: 'missing', sentence: made }
  }
  say('installing the Python tools (bridge/requirements-dev.txt)')
  const args = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--require-hashes',
    '-r',
    requirements,
  ]
  const { code, output } = await runCommand(python, args, { cwd: root })
  if (code !== 0)
    return { kind: 'missing', sentence: `pip could not install bridge/requirements-dev.txt: ${tail(output)}` }
  writeFileSync(stamp, wanted)
  return { kind: 'ready', python }
}

/** Null when made, else why not. @param {string} root @param {string} folder */
async function makeEnvironment(root, folder) {
  const names = process.platform === 'win32' ? ['py', 'python'] : ['python3', 'python']
  for (const name of names) {
    const probe = await runCommand(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))'], { cwd: root })
    if (probe.code !== 0) continue
    const { code, output } = await runCommand(name, ['-m', 'venv', folder], { cwd: root })
    return code === 0 ? null : `Python cannot make an environment (on Debian install python3-venv): ${tail(output)}`
  }
  return 'Python 3.11 or later is not installed; it is needed to check and test the bridge.'
}

const tail = (/** @type {string} */ output) => output.trim().split('\n').slice(-3).join(' ')
