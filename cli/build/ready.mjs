// Makes the built program ready to be imported: Node new enough, packages installed, nothing stale.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

/**
 * @param {{ withBridge: boolean, say?: (line: string) => void }} options
 * @returns {Promise<string | null>} the program's address for import(); null when something failed, which was said
 */
export async function ready({ withBridge, say = (line) => console.log(line) }) {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Rigscope needs Node 20.19 or later; this is ${process.versions.node}.`)
    return null
  }
  const { fileURLToPath } = await import('node:url')
  const { ensureInstalled } = await import('./ensure-installed.mjs')
  const { buildStale } = await import('./build-stale.mjs')
  const { partsFor } = await import('./targets.mjs')
  const { findElectron } = await import('./find-electron.mjs')
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const withWindow = findElectron(root).kind === 'found'
  const problem =
    (await ensureInstalled(root, say)) ?? (await buildStale(root, { parts: partsFor({ withBridge, withWindow }) }, say))
  if (problem !== null) {
    console.error(problem)
    return null
  }
  return new URL('../../dist/node/rigscope.mjs', import.meta.url).href
}
