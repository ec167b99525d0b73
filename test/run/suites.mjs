// The suites that `npm test` runs after the checks: vitest, pytest, Playwright. Each is a program with a report in a
// scratch folder; what a suite needs of the machine is set up before, and where it is missing the suite is skipped by name.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../check/run-command.mjs'
import { blenderModule } from '../setup/blender-module.mjs'
import { mayaStubs, stubsFolder } from '../setup/maya-stubs.mjs'
import { brokenSuite, readJunit, readPlaywright, readVitest, skippedSuite, withoutColours } from './suite-result.mjs'

/**
 * @typedef {{
 *   root: string, scratch: string, env: NodeJS.ProcessEnv,
 *   python: import('../setup/python-environment.mjs').PythonEnvironment,
 *   missing: ReadonlyMap<string, string>, say: (line: string) => void
 * }} Stage `missing`: what is not on this machine, with a sentence
 * @typedef {import('./suite-result.mjs').SuiteResult} SuiteResult
 */

/** @type {Readonly<Record<string, (stage: Stage) => Promise<SuiteResult>>>} */
export const suites = {
  vitest: async (stage) => {
    const file = join(stage.scratch, 'vitest.json')
    const args = [
      bin(stage, 'vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]
    const { code, output } = await run(stage, process.execPath, args, /^\s*[✓×❯]\s.*\.test\.tsx?\b/)
    return withReport(file, 'vitest', code, output, (text) => readVitest(JSON.parse(text), stage.root))
  },
  pytest: async (stage) => {
    if (stage.python.kind === 'missing') return skippedSuite('pytest', stage.python.sentence)
    // What needs a set that cannot be had skips itself, by name.
    await mayaStubs(stage.root, stage.python, (line) => stage.say(`  ${line}`))
    const file = join(stage.scratch, 'pytest.xml')
    const args = ['-m', 'pytest', 'test/bridge', `--ignore=${inModule}`, '-p', 'no:cacheprovider', '--tb=short']
    args.push(`--junitxml=${file}`)
    const env = { ...stage.env, RIGSCOPE_MAYA_STUBS: stubsFolder(stage.root) }
    const { code, output } = await run({ ...stage, env }, stage.python.python, args, /\[\s*\d+%\]$/)
    return withReport(file, 'pytest', code, output, readJunit)
  },
  'blender-4.2': async (stage) => {
    if (stage.python.kind === 'missing') return skippedSuite('blender-4.2', stage.python.sentence)
    const module = await blenderModule(stage.root, (line) => stage.say(`  ${line}`))
    if (module.kind === 'missing') return skippedSuite('blender-4.2', module.sentence)
    const file = join(stage.scratch, 'blender-4.2.xml')
    const args = ['-m', 'pytest', inModule, '-p', 'no:cacheprovider', '--tb=short', `--junitxml=${file}`]
    const env = { ...stage.env, RIGSCOPE_BLENDER_MODULE: module.python }
    const { code, output } = await run({ ...stage, env }, stage.python.python, args, /\[\s*\d+%\]$/)
    return withReport(file, 'blender-4.2', code, output, readJunit)
  },
  e2e: async (stage) => {
    if (!hasEndToEnd(stage.root)) return skippedSuite('e2e', 'there is no test in test/e2e')
    const without = stage.missing.get('chromium')
    if (without !== undefined) return skippedSuite('e2e', without)
    const file = join(stage.scratch, 'playwright.json')
    const args = [bin(stage, '@playwright/test/cli.js'), 'test', '--reporter=list,json']
    const env = { ...stage.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
    const { code, output } = await run({ ...stage, env }, process.execPath, args, /^\s*[✓✘×-]\s+\d+/)
    return withReport(file, 'e2e', code, output, (text) => readPlaywright(JSON.parse(text)))
  },
}

/** Tests that need Blender 4.2 as a Python module. */
const inModule = 'test/bridge/blender_module'

const bin = (/** @type {Stage} */ stage, /** @type {string} */ path) => join(stage.root, 'node_modules', path)

const hasEndToEnd = (/** @type {string} */ root) =>
  existsSync(join(root, 'test', 'e2e')) &&
  readdirSync(join(root, 'test', 'e2e')).some((name) => name.endsWith('.e2e.ts'))

/** Runs a suite and says the lines of its output that fit, so that one sees it move.
 * @param {Stage} stage @param {string} program @param {readonly string[]} args @param {RegExp} shown */
const run = ({ root, env, say }, program, args, shown) =>
  runCommand(program, args, {
    cwd: root,
    env,
    timeoutSeconds: env['RIGSCOPE_LONG'] === '1' ? 6 * 3600 : 3600,
    onLine: (line) => {
      const text = withoutColours(line).trimEnd()
      if (shown.test(text)) say(`  ${text.trim()}`)
    },
  })

/** @param {string} file @param {string} name @param {number} code @param {string} output @param {(text: string) => SuiteResult} read */
function withReport(file, name, code, output, read) {
  if (!existsSync(file)) return brokenSuite(name, code, output)
  const result = read(readFileSync(file, 'utf8'))
  if (code === 0 || result.failed > 0) return result
  // Errors outside any test, as an unhandled rejection: the report alone would call this a pass.
  const broken = brokenSuite(name, code, output)
  return { ...result, failed: 1, failures: broken.failures }
}
