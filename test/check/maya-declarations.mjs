// Checks the files that reach Maya against one published set of declarations of its API, under strict types. What a set
// lacks is listed in maya-exceptions.json, each with the page that says so; what is listed and no longer found fails.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './run-command.mjs'

/**
 * @typedef {{ set: string, message: string, address: string, because: string }} Exception
 * @typedef {{ file: string, line: number, message: string, code: string | null, severity: string }} Found
 */

const folder = 'bridge/rigscope_bridge/hosts'
const list = 'test/check/maya-exceptions.json'

/**
 * @param {string} root @param {string} tools the Python that has mypy @param {string} set
 * @param {string} python that of the set's environment
 * @returns {Promise<readonly string[]>} one line for each problem
 */
export async function mayaTypeProblems(root, tools, set, python) {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^maya.*\.py$/.test(name),
  )
  // The rest of the bridge is judged by a step of its own, in the environment that has what it needs.
  const args = ['-m', 'mypy', '--strict', '--follow-imports', 'silent', '--python-executable', python]
  args.push('--cache-dir', join('.mypy_cache', set), '--output', 'json', ...files.map((name) => `${folder}/${name}`))
  const { code, output } = await runCommand(tools, args, { cwd: root, timeoutSeconds: 900 })
  const exceptions = /** @type {{ exceptions: Exception[] }} */ (JSON.parse(readFileSync(join(root, list), 'utf8')))
  const found = code === 0 || code === 1 ? readFound(output) : null
  return found === null ? [output] : judgeTypes(found, set, exceptions.exceptions)
}

/** Null where mypy said something else than findings. @param {string} output @returns {readonly Found[] | null} */
export function readFound(output) {
  try {
    return output
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => /** @type {Found} */ (JSON.parse(line)))
  } catch {
    return null
  }
}

/** @param {readonly Found[]} found @param {string} set @param {readonly Exception[]} exceptions @returns {string[]} */
export function judgeTypes(found, set, exceptions) {
  const own = exceptions.filter((exception) => exception.set === set)
  const errors = found.filter(({ severity }) => severity === 'error')
  return [
    ...errors
      .filter(({ message }) => !own.some((exception) => exception.message === message))
      .map(({ file, line, message, code }) => `${file}:${line}: ${message}${code === null ? '' : ` [${code}]`}`),
    ...own
      .filter((exception) => !errors.some(({ message }) => exception.message === message))
      .map(({ message }) => `${list} excepts for ${set} what is not found any more: ${message}`),
    ...own
      .filter(({ address, because }) => !/^https:\/\/./.test(address) || because.trim() === '')
      .map(({ message }) => `${list} gives no page and reason for: ${message}`),
  ]
}
