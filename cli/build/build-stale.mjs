// Builds what is stale and says one line for each thing built; what is fresh costs only the reading of its sources.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashSources, isFresh, writeStamp } from './source-stamp.mjs'
import { targets } from './targets.mjs'

/**
 * @param {string} root
 * @param {{ parts: readonly (keyof typeof targets)[], all?: boolean }} options `all` builds what is fresh too
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} null when all is built, else what was not and why; the other parts are built
 */
export async function buildStale(root, { parts, all = false }, say) {
  /** @type {string[]} */
  const problems = []
  for (const part of parts) {
    const { name, sources, output, stamp, build } = targets[part]
    const hash = hashSources(root, sources)
    const stampFile = join(root, stamp)
    if (!all && existsSync(join(root, output)) && isFresh(stampFile, hash)) continue
    const began = performance.now()
    try {
      rmSync(stampFile, { force: true })
      await build(root)
      writeStamp(stampFile, hash)
      say(`Built ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    } catch (error) {
      problems.push(`Could not build ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return problems.length === 0 ? null : problems.join('\n')
}
