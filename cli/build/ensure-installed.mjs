// Installs the packages of package-lock.json where they are missing or other ones, with npm ci; needs no package itself.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */

/**
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} null when all is installed, else why not
 */
export async function ensureInstalled(root, say) {
  if (isInstalled(root)) return null
  say('Installing packages with npm ci (only when they changed)')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { code, output } = await new Promise(
    (/** @type {(done: { code: number, output: string }) => void} */ resolve) => {
      const child = spawn(npm, ['ci', '--no-progress'], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)))
      child.on('error', (error) => resolve({ code: 127, output: error.message }))
      child.on('close', (code) => resolve({ code: code ?? 1, output }))
    },
  )
  return code === 0 ? null : `npm ci failed:\n${output.trim()}`
}

/** Whether node_modules holds what the lock asks for, by npm's own record of what it installed. */
export function isInstalled(/** @type {string} */ root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(record)
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (present[path] === undefined ? entry.optional === true : present[path].version === entry.version),
  )
}

/** @param {string} file @returns {Packages} */
function packagesOf(file) {
  const record = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(file, 'utf8')))
  return record.packages
}
