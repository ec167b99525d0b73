// Makes an environment with Blender 4.2 as a Python module (half a gigabyte, fetched once), in which the host and the add-on
// as an extension are tested. Where it cannot be had it says why: the suite that needs it is then reported as skipped.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../check/run-command.mjs'

/** @typedef {import('./python-environment.mjs').PythonEnvironment} PythonEnvironment */

/**
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<PythonEnvironment>}
 */
export async function blenderModule(root, say) {
  const requirements = join(root, 'bridge', 'requirements-blender-4.2.txt')
  const folder = join(root, '.venv', 'blender-4.2')
  const python = join(folder, 'bin', 'python')
  const stamp = join(folder, 'rigscope-requirements.sha256')
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return { kind: 'ready', python }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { kind: 'missing', sentence: 'Blender 4.2 as a Python module is pinned for Linux on x86-64 alone' }
  const made = await makeEnvironment(root, folder)
  if (made !== null) return { kind: 'missing', sentence: made }
  say('fetching Blender 4.2 as a Python module (500 MB, once)')
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes']
  const { code, output } = await runCommand(python, [...args, '-r', requirements], { cwd: root, timeoutSeconds: 900 })
  if (code !== 0)
    return { kind: 'missing', sentence: `Blender 4.2 as a Python module cannot be had: ${lastLine(output)}` }
  writeFileSync(stamp, wanted)
  return { kind: 'ready', python }
}

/** Null when made, else why not. @param {string} root @param {string} folder */
async function makeEnvironment(root, folder) {
  for (const name of ['python3.11', 'python3', 'python']) {
    const check = ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))']
    if ((await runCommand(name, check, { cwd: root })).code !== 0) continue
    const { code, output } = await runCommand(name, ['-m', 'venv', folder], { cwd: root })
    return code === 0 ? null : `Python cannot make an environment: ${lastLine(output)}`
  }
  return 'Blender 4.2 as a Python module needs Python 3.11, which is not installed'
}

const lastLine = (/** @type {string} */ output) => output.trim().split('\n').at(-1) ?? ''
