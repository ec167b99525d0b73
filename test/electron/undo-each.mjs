// `node test/electron/undo-each.mjs`: undoes each lock of undo-table.mjs in a copy of the project, runs the test that should notice, and
// prints whether it did. Exit code 1 where a lock can be undone unnoticed. `npm test -- --long` runs it too.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../check/run-command.mjs'
import { undoTable } from './undo-table.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const leftOut = new Set(['.git', '.venv', 'node_modules', 'portable', 'application', 'test-results'])

/** @param {(line: string) => void} say @param {(lock: import('./undo-table.mjs').Lock) => boolean} chosen
 *  @returns {Promise<readonly string[]>} locks whose undoing nobody noticed, or that cannot be undone as the table says */
export async function undoEach(say, chosen = () => true) {
  const copy = mkdtempSync(join(tmpdir(), 'rigscope-undo-'))
  /** @type {string[]} */
  const unnoticed = []
  try {
    cpSync(root, copy, { recursive: true, filter: (path) => !leftOut.has(path.split(/[/\\]/).at(-1) ?? '') })
    for (const folder of ['node_modules', 'packaging/node_modules']) symlinkSync(join(root, folder), join(copy, folder))
    for (const lock of undoTable.filter(chosen)) {
      const file = join(copy, lock.file)
      const text = readFileSync(file, 'utf8')
      writeFileSync(
        file,
        text.replace(lock.from, () => lock.to),
      )
      const args = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', lock.test]
      if (lock.name !== undefined) args.push('-t', lock.name)
      const { code, output } = await runCommand(process.execPath, args, { cwd: copy, timeoutSeconds: 300 })
      writeFileSync(file, text)
      const failed = /Tests .*?(\d+) failed/.exec(output.replace(/\u001b\[[0-9;]*m/g, ''))?.[1] ?? '0'
      // A test that could not run at all noticed nothing.
      const isNoticed = code !== 0 && failed !== '0'
      say(`${isNoticed ? '✓' : '✗'} ${lock.item} ${lock.what}: ${failed} failed in ${lock.test}`)
      if (!isNoticed) unnoticed.push(`${lock.item} ${lock.what}: ${output.split('\n').slice(-15).join('\n')}`)
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
  return unnoticed
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const unnoticed = await undoEach((line) => console.log(line))
  for (const line of unnoticed) console.error(line)
  process.exitCode = unnoticed.length > 0 ? 1 : 0
}
