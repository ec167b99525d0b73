// Builds what is stale and says one line for each thing built; what is fresh costs only the reading of its sources.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashSources, isFresh, writeStamp } from './source-stamp.mjs'
import { targets } from './targets.mjs'

/**
 * @param {string} root
 * @param {{ withBridge: boolean, all?: boolean }} options `all` builds what is fresh too
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} null when all is built, else why not
 */
export async function buildStale(root, { withBridge, all = false }, say) {
  for (const { name, sources, output, stamp, build } of targets({ withBridge })) {
    const hash = hashSources(root, sources)
    const stampFile = join(root, stamp)
    if (!all && existsSync(join(root, output)) && isFresh(stampFile, hash)) continue
    const began = performance.now()
    try {
      rmSync(stampFile, { force: true })
      await build(root)
    } catch (error) {
      return `Could not build ${name}: ${error instanceof Error ? error.message : String(error)}`
    }
    writeStamp(stampFile, hash)
    say(`Built ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
  return null
}
