// Finds Electron by its files: where ELECTRON_OVERRIDE_DIST_PATH says, else where its package keeps a downloaded one. Requiring the
// package would download one.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const programs = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} platform
 * @returns {{ kind: 'found', path: string, folder: string } | { kind: 'missing', sentence: string }} the program and the folder of its build
 */
export function findElectron(root, environment = process.env, platform = process.platform) {
  const asked = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
  const folder = asked === '' ? join(root, 'node_modules', 'electron', 'dist') : asked
  const path = join(folder, programs[platform] ?? 'electron')
  if (existsSync(path)) return { kind: 'found', path, folder }
  const sentence =
    asked === ''
      ? 'There is no Electron here'
      : `ELECTRON_OVERRIDE_DIST_PATH names ${asked}, where there is no Electron`
  return { kind: 'missing', sentence }
}
