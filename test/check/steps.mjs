// The steps of `npm run check`, each with its name, what it runs and what it needs. Order, output and counting are check.mjs's.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeRepository } from '../imports/judge-imports.mjs'
import { longFiles, meaninglessNames, missingHeads } from './house-rules.mjs'
import { lockProblems } from './lock-file.mjs'
import { runCommand } from './run-command.mjs'

/**
 * @typedef {{ kind: 'passed', notices: readonly string[] } | { kind: 'failed', text: string } | { kind: 'skipped', because: string }} Verdict
 * @typedef {{ name: string, run: () => Promise<Verdict> }} Step
 */

/**
 * @param {string} root
 * @param {import('../setup/python-environment.mjs').PythonEnvironment} python
 * @returns {readonly Step[]}
 */
export function checkSteps(root, python) {
  const tool = (/** @type {string} */ name, /** @type {string} */ script, /** @type {string[]} */ ...args) =>
    command(name, process.execPath, [join(root, 'node_modules', script), ...args])
  const pythonTool = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    python.kind === 'ready'
      ? command(name, python.python, ['-m', ...args])
      : { name, run: () => Promise.resolve(skipped(python.sentence)) }
  const command = (/** @type {string} */ name, /** @type {string} */ program, /** @type {string[]} */ args) => ({
    name,
    run: async () => {
      const { code, output } = await runCommand(program, args, { cwd: root, timeoutSeconds: 900 })
      return code === 0 ? passed() : failed(output)
    },
  })
  const pythonFolders = ['bridge', 'test'].filter((folder) => existsSync(join(root, folder)))
  return [
    tool('types', 'typescript/bin/tsc', '-p', '.', '--pretty', 'false'),
    tool('lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'),
    tool('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
    pythonTool('python types', 'mypy', '--strict', 'bridge'),
    pythonTool('python lint', 'ruff', 'check', '--quiet', ...pythonFolders),
    pythonTool('python format', 'ruff', 'format', '--check', '--quiet', ...pythonFolders),
    command('generated schema and documents', process.execPath, ['bridge/protocol/generate.mjs', '--check']),
    lines('imports', () => judgeRepository(root)),
    lines('file heads', () => missingHeads(root)),
    lines('names', () => meaninglessNames(root)),
    lines('lock files', () =>
      [root, join(root, 'packaging')].flatMap((folder) =>
        lockProblems(readJson(join(folder, 'package.json')), readJson(join(folder, 'package-lock.json'))),
      ),
    ),
    { name: 'file sizes', run: () => Promise.resolve({ kind: 'passed', notices: longFiles(root) }) },
  ]
}

/** A check of our own: each line it finds is a violation. @param {string} name @param {() => string[]} find */
const lines = (name, find) => ({
  name,
  run: () => {
    const found = find()
    return Promise.resolve(found.length === 0 ? passed() : failed(found.join('\n')))
  },
})

const passed = () => /** @type {const} */ ({ kind: 'passed', notices: [] })
const failed = (/** @type {string} */ text) => /** @type {const} */ ({ kind: 'failed', text })
const skipped = (/** @type {string} */ because) => /** @type {const} */ ({ kind: 'skipped', because })
/** @param {string} path @returns {unknown} */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))
