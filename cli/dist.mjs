// `npm run dist`: builds everything and makes what is given away: the zips for hosts, the portable folders, and installers where an
// Electron is at hand. Each thing made, or left out and why, is one line.
import { fileURLToPath } from 'node:url'
import { buildStale } from './build/build-stale.mjs'
import { ensureInstalled } from './build/ensure-installed.mjs'
import { bridgeZips } from './pack/bridge-zips.mjs'
import { installers } from './pack/installers.mjs'
import { portableFolders } from './pack/portable-folders.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (/** @type {string} */ line) => console.log(line)
const [unknown] = process.argv.slice(2)

/** Null when all was made or left out on purpose, else what went wrong. @returns {Promise<string | null>} */
async function dist() {
  if (unknown !== undefined) return `npm run dist does not know ${unknown}; it takes nothing.`
  const parts = /** @type {const} */ (['panel', 'program', 'application', 'bridge'])
  return (
    (await ensureInstalled(root, say)) ??
    (await buildStale(root, { parts, all: true }, say)) ??
    (await bridgeZips(root, say)) ??
    (await portableFolders(root, say)) ??
    (await installers(root, say))
  )
}

const problem = await dist()
if (problem !== null) {
  console.error(problem)
  process.exitCode = 1
}
