// Has electron-builder make this platform's installers and archives of the desktop application, where an Electron of the pinned version
// lies here; it is never downloaded. What goes in is electron-builder.yml's.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from '../build/ensure-installed.mjs'
import { findElectron } from '../build/find-electron.mjs'

/** @param {string} root @param {(line: string) => void} say @returns {Promise<string | null>} */
export async function installers(root, say) {
  const electron = findElectron(root)
  if (electron.kind === 'missing') {
    say(`Left out the installers: ${electron.sentence}; ELECTRON_OVERRIDE_DIST_PATH names the folder of one.`)
    return null
  }
  const wanted = pinnedElectron(root)
  const version = versionIn(electron.folder)
  if (version !== wanted) {
    say(
      `Left out the installers: ${electron.folder} holds Electron ${version ?? 'of no known version'}, not ${wanted}.`,
    )
    return null
  }
  const failure = await pack(root, ['-c.electronDist=' + electron.folder])
  if (failure === null) say(`Made the installers in ${join(root, 'dist', 'application')}`)
  return failure
}

/** Runs electron-builder; null when it went well. @param {string} root @param {readonly string[]} args @returns {Promise<string | null>} */
export async function pack(root, args) {
  const packaging = join(root, 'packaging')
  const notInstalled = await ensureInstalled(packaging, () => undefined)
  if (notInstalled !== null) return notInstalled
  const program = join(packaging, 'node_modules', 'electron-builder', 'cli.js')
  const config = join(root, 'electron-builder.yml')
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [program, '--config', config, '--publish', 'never', ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
  )
  return status === 0 ? null : `electron-builder failed: ${error?.message ?? `${stdout}${stderr}`.trim()}`
}

/** @param {string} root */
function pinnedElectron(root) {
  const { devDependencies } = /** @type {{ devDependencies: Record<string, string> }} */ (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  )
  return devDependencies['electron']
}

/** Builds of Electron say their version in a file. @param {string} folder */
function versionIn(folder) {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null
}
