// Makes an environment for each of the two published sets of declarations of Maya's API: what the files that reach Maya
// are checked against, and what the Maya of the tests obeys. Where a set cannot be had it says why, and what needs it is
// skipped by name.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../check/run-command.mjs'

/** @typedef {import('./python-environment.mjs').PythonEnvironment} PythonEnvironment */

export const stubSets = /** @type {const} */ ([
  { name: 'types-maya-strict', requirements: 'requirements-maya-strict.txt' },
  { name: 'maya-stubs', requirements: 'requirements-maya-stubs.txt' },
])

/** The folder of both environments; the tests of the bridge are told by the variable RIGSCOPE_MAYA_STUBS.
 * @param {string} root */
export const stubsFolder = (root) => join(root, '.venv')

/**
 * @param {string} root
 * @param {PythonEnvironment} tools whose pip installs
 * @param {(line: string) => void} say
 * @returns {Promise<ReadonlyMap<string, PythonEnvironment>>} by name of the set
 */
export async function mayaStubs(root, tools, say) {
  /** @type {Map<string, PythonEnvironment>} */
  const found = new Map()
  for (const { name, requirements } of stubSets)
    found.set(name, tools.kind === 'missing' ? tools : await one(root, tools.python, name, requirements, say))
  return found
}

/**
 * @param {string} root @param {string} tools @param {string} name @param {string} requirements
 * @param {(line: string) => void} say
 * @returns {Promise<PythonEnvironment>}
 */
async function one(root, tools, name, requirements, say) {
  const asked = join(root, 'bridge', requirements)
  const folder = join(stubsFolder(root), name)
  const python = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  const stamp = join(folder, 'rigscope-requirements.sha256')
  const wanted = createHash('sha256').update(readFileSync(asked)).digest('hex')
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return { kind: 'ready', python }
  say(`installing ${name}, declarations of Maya's API (1 MB, once)`)
  const made = await runCommand(tools, ['-m', 'venv', '--clear', '--without-pip', folder], { cwd: root })
  if (made.code !== 0) return { kind: 'missing', sentence: `${name} has no environment: ${lastLine(made.output)}` }
  const args = ['-m', 'pip', '--python', python, 'install', '--quiet', '--disable-pip-version-check', '--no-deps']
  const { code, output } = await runCommand(tools, [...args, '--require-hashes', '-r', asked], {
    cwd: root,
    timeoutSeconds: 300,
  })
  if (code !== 0) return { kind: 'missing', sentence: `${name} cannot be had: ${lastLine(output)}` }
  writeFileSync(stamp, wanted)
  return { kind: 'ready', python }
}

const lastLine = (/** @type {string} */ output) => output.trim().split('\n').at(-1) ?? ''
