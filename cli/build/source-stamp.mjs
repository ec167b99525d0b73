// Tells whether something built is still what its sources say, by a hash of their contents kept beside it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ignored = new Set(['node_modules', 'dist', '__pycache__', '_vendor', 'recordings'])

/**
 * @param {string} root
 * @param {readonly string[]} sources files and folders in it; what is missing counts as empty
 * @returns {string} changes when a name or a content changes
 */
export function hashSources(root, sources) {
  const hash = createHash('sha256').update(process.versions.node)
  const add = (/** @type {string} */ path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory())
      for (const name of readdirSync(full).sort()) {
        if (!ignored.has(name)) add(`${path}/${name}`)
      }
    else hash.update(`\0${path}\0`).update(readFileSync(full))
  }
  sources.forEach(add)
  return hash.digest('hex')
}

/** @param {string} stampFile @param {string} hash */
export const isFresh = (stampFile, hash) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash

/** @param {string} stampFile @param {string} hash */
export function writeStamp(stampFile, hash) {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, hash)
}
