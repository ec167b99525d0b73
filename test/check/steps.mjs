// The steps of `npm run check`, each with its name, what it runs and what it needs. Order, output and counting are check.mjs's.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeRepository } from '../imports/judge-imports.mjs'
import { longFiles, meaninglessNames, missingHeads } from './house-rules.mjs'
import { lockProblems } from './lock-file.mjs'
import { mayaTypeProblems } from './maya-declarations.mjs'
import { runCommand } from './run-command.mjs'

/**
 * @typedef {{ kind: 'passed', notices: readonly string[] } | { kind: 'failed', text: string } | { kind: 'skipped', because: string }} Verdict
 * @typedef {{ name: string, run: () => Promise<Verdict> }} Step
 * @typedef {import('../setup/python-environment.mjs').PythonEnvironment} PythonEnvironment
 */

/**
 * @param {string} root
 * @param {PythonEnvironment} python
 * @param {ReadonlyMap<string, PythonEnvironment>} stubs the published sets of declarations of Maya's API
 * @returns {readonly Step[]}
 */
export function checkSteps(root, python, stubs) {
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
    ...[...stubs].map(([set, environment]) => mayaTypes(root, python, set, environment)),
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

/** @param {string} root @param {PythonEnvironment} python @param {string} set @param {PythonEnvironment} stubs */
const mayaTypes = (root, python, set, stubs) => ({
  name: `maya types (${set})`,
  run: async () => {
    if (python.kind === 'missing') return skipped(python.sentence)
    if (stubs.kind === 'missing') return skipped(stubs.sentence)
    const problems = await mayaTypeProblems(root, python.python, set, stubs.python)
    return problems.length === 0 ? passed() : failed(problems.join('\n'))
  },
})

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
