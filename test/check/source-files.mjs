// Lists the repository's own source files: what a person wrote, without what is installed, built or generated.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const notOurs = new Set(['node_modules', 'dist', '_vendor', '__pycache__', 'test-results', 'playwright-report'])
const sources = /\.(tsx?|mjs|js|py|css|html|sh)$/

/** @param {string} root @returns {string[]} paths in the repository, with `/`, in order */
export function sourceFiles(root) {
  /** @type {string[]} */
  const found = []
  const walk = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) {
        if (!notOurs.has(entry.name)) walk(path)
      } else if (entry.isFile() && sources.test(entry.name)) found.push(path)
    }
  }
  walk('')
  return found.sort()
}
