// Judges the imports of every source file by the table and says each violation as one line that teaches the reason.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from '../check/source-files.mjs'
import { findImports } from './find-imports.mjs'
import { knownToOneFile, never, pythonRows, rows } from './import-table.mjs'

/** @param {import('./import-table.mjs').Place} place @param {string} path */
const fits = (place, path) =>
  typeof place !== 'string'
    ? place.test(path)
    : place.endsWith('/') || place.endsWith(':')
      ? path.startsWith(place)
      : path === place || path === `${place}/index` || (!isPath(place) && path.startsWith(`${place}/`))

/** Paths of the repository have a folder of it in front, packages do not. */
const isPath = (/** @type {string} */ place) =>
  /^(bridge|cli|container|electron|hub|model|renderer|test|bench)\//.test(place)

/**
 * @param {ReadonlyMap<string, string>} files texts by path in the repository
 * @returns {string[]} violations, one line each
 */
export function judgeImports(files) {
  /** @type {string[]} */
  const violations = []
  /** @type {Map<string, Set<string>>} */
  const knowers = new Map()
  for (const [file, text] of files) {
    if (!/\.(tsx?|mjs|py)$/.test(file)) continue
    const imports = findImports(file, text)
    const judge = file.endsWith('.py') ? judgePython : judgeTypescript
    violations.push(...judge(file, imports))
    if (/^(test|bench)\//.test(file)) continue
    for (const { to, typesOnly } of imports) {
      const known = knownToOneFile.find((name) => fits(name, to) && !typesOnly)
      if (known === undefined || to.endsWith('.css')) continue
      knowers.set(known, (knowers.get(known) ?? new Set()).add(file))
    }
  }
  for (const [name, who] of knowers)
    if (who.size > 1)
      violations.push(`${[...who].join(', ')} import ${name}: only one file knows it, so that it can be replaced there`)
  return violations
}

/** @param {string} file @param {import('./find-imports.mjs').Import[]} imports */
function judgeTypescript(file, imports) {
  const path = file.replace(/\.(tsx?|mjs)$/, '')
  const row = rows.find(({ from }) => fits(from, path) || fits(from, file))
  if (row === undefined) return [`${file} is in no row of test/imports/import-table.mjs: say what it may import`]
  return imports.flatMap(({ to, typesOnly, line }) => {
    const forbidden = never.find((rule) => fits(rule.to, to) && !rule.unless.some((from) => fits(from, path)))
    if (forbidden) return [`${file}:${line} imports ${to}: ${forbidden.because}`]
    // Styles and the like beside the importing file are part of it.
    if (/\.(css|svg|html)$/.test(to) && isPath(to)) return []
    const lawful = [...row.may, ...(typesOnly ? (row.mayTypes ?? []) : [])].some((place) => fits(place, to))
    return lawful ? [] : [`${file}:${line} imports ${typesOnly ? 'types of ' : ''}${to}: ${row.because}`]
  })
}

/** @param {string} file @param {import('./find-imports.mjs').Import[]} imports */
function judgePython(file, imports) {
  const path = file.replace(/\.py$/, '')
  /** @type {Map<string, string>} one violation for each line and reason */
  const judged = new Map()
  for (const { to, line } of imports.filter(({ typesOnly }) => !typesOnly))
    for (const row of pythonRows)
      if (fits(row.from, path) && row.to.test(to) && !row.unless?.test(path) && !judged.has(`${line} ${row.because}`))
        judged.set(`${line} ${row.because}`, `${file}:${line} imports ${to}: ${row.because}`)
  return [...judged.values()]
}

/** Judges the repository's own files. */
export function judgeRepository(/** @type {string} */ root) {
  const files = sourceFiles(root).filter((file) => /\.(tsx?|mjs|py)$/.test(file))
  return judgeImports(new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')])))
}
