// Checks what no other tool does: each source file opens by saying what it is, names mean something, files stay readable.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from './source-files.mjs'

const meaningless = new Set(
  'util utils helper helpers common shared type types constant constants manager managers base misc'.split(' '),
)
const longLines = 300

/** @param {string} root @returns {string[]} one line for each file without a head */
export function missingHeads(root) {
  return sourceFiles(root)
    .filter((file) => /\.(tsx?|mjs|py|css|sh)$/.test(file))
    .filter((file) => !hasHead(file, readFileSync(join(root, file), 'utf8')))
    .map((file) => `${file} does not open with a comment that says what it is and what it leaves to others`)
}

/** Whether a file's text opens with a sentence. A licence line and a mark for a tool do not count as one.
 * @param {string} file @param {string} text */
export function hasHead(file, text) {
  const lines = text.split('\n').filter((line) => !/^(#!|(\/\/|#|\/\*)\s*(SPDX-|@vitest-environment|-\*-))/.test(line))
  const start = lines.join('\n').trimStart().slice(0, 400)
  const opening = file.endsWith('.py')
    ? /^(?:[rR]?("""|''')|#\s*)([\s\S]+)/.exec(start)?.[2]
    : file.endsWith('.sh')
      ? /^#\s*([\s\S]+)/.exec(start)?.[1]
      : file.endsWith('.css')
        ? /^\/\*+([\s\S]+)/.exec(start)?.[1]
        : /^(?:\/\/|\/\*+)([\s\S]+)/.exec(start)?.[1]
  const sentence = opening?.split('\n')[0] ?? ''
  const next = opening?.split('\n')[1] ?? ''
  return `${sentence} ${next}`.trim().length >= 20
}

/** @param {string} root @returns {string[]} one line for each file or folder whose name means nothing */
export function meaninglessNames(root) {
  const paths = new Set(
    sourceFiles(root).flatMap((file) => file.split('/').map((_, i, all) => all.slice(0, i + 1).join('/'))),
  )
  return [...paths].filter(isMeaningless).map((path) => `${path} has a name that means nothing: say what is in it`)
}

/** @param {string} path */
export function isMeaningless(path) {
  const name = path.split('/').at(-1) ?? ''
  return name.split(/[-_.]/).some((word) => meaningless.has(word.toLowerCase()))
}

/** @param {string} root @returns {string[]} a notice for each long file: not wrong, but worth a second look */
export function longFiles(root) {
  return sourceFiles(root).flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1
    return lines > longLines ? [`${file} has ${lines} lines: look for the second thing in it`] : []
  })
}
