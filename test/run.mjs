// `npm test`: sets up what is missing, then runs the checks and the suites one after another with live progress. Failures are
// repeated at the end with their text; the last line is `N passed, N failed, N skipped`. Names of suites as arguments run
// only those; `--long` runs the long soaks and fuzz counts too.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStale } from '../cli/build/build-stale.mjs'
import { findElectron } from '../cli/build/find-electron.mjs'
import { partsFor } from '../cli/build/targets.mjs'
import { check } from './check.mjs'
import { pythonEnvironment } from './setup/python-environment.mjs'
import { prepareMachine } from './setup/machine.mjs'
import { contractTable } from './run/contract-table.mjs'
import { suites } from './run/suites.mjs'

/** @typedef {import('./run/suite-result.mjs').SuiteResult} SuiteResult */

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (/** @type {string} */ line) => console.log(line)
const args = process.argv.slice(2)
const names = args.filter((arg) => arg !== '--long')
const unknown = names.find((name) => name !== 'check' && !Object.hasOwn(suites, name))

if (unknown !== undefined) {
  console.error(
    `There is no suite ${unknown}; there are check, ${Object.keys(suites).join(', ')}, and the option --long.`,
  )
  process.exitCode = 2
} else process.exitCode = await runAll()

/** @returns {Promise<number>} the exit code */
async function runAll() {
  const wanted = (/** @type {string} */ name) => names.length === 0 || names.includes(name)
  /** @type {[string, SuiteResult][]} */
  const results = []
  const scratch = mkdtempSync(join(tmpdir(), 'rigscope-test-'))
  try {
    say('set-up')
    const machine = await prepareMachine(root, (line) => say(`  ${line}`))
    for (const sentence of new Set(machine.missing.values())) say(`  ${sentence}`)
    if (wanted('check')) {
      say('check')
      results.push(['check', summarize(await check((line) => say(`  ${line}`)))])
    }
    const python = await pythonEnvironment(root, (line) => say(`  ${line}`))
    const env = {
      ...process.env,
      ...machine.found,
      ...(python.kind === 'ready' ? { RIGSCOPE_TEST_PYTHON: python.python } : {}),
      ...(args.includes('--long') ? { RIGSCOPE_LONG: '1' } : {}),
    }
    const chosen = Object.entries(suites).filter(([name]) => wanted(name))
    const problem =
      chosen.length === 0
        ? null
        : await buildStale(
            root,
            {
              parts: partsFor({ withBridge: python.kind === 'ready', withWindow: findElectron(root).kind === 'found' }),
            },
            (line) => say(`  ${line}`),
          )
    if (problem !== null)
      results.push([
        'build',
        { passed: 0, failed: 1, skipped: 0, failures: [{ name: 'build', text: problem }], skips: [] },
      ])
    for (const [name, run] of chosen) {
      say(name)
      const began = performance.now()
      const result = await run({ root, scratch, env, python, missing: machine.missing, say })
      say(`  ${counts(result)} in ${((performance.now() - began) / 1000).toFixed(0)} s`)
      results.push([name, result])
    }
    const table = contractTable(reportsIn(scratch))
    if (table.length > 0) say(['', ...table, ''].join('\n'))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return conclude(results)
}

/** What pytest reported, in every suite of it that ran. @param {string} scratch */
function reportsIn(scratch) {
  return readdirSync(scratch)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => readFileSync(join(scratch, name), 'utf8'))
}

/** @param {readonly [string, SuiteResult][]} results */
function conclude(results) {
  for (const [suite, { skips }] of results) for (const skip of skips) say(`skipped in ${suite}: ${skip}`)
  for (const [suite, { failures }] of results)
    for (const { name, text } of failures) say(`\nFAILED in ${suite}: ${name}\n${text.trim()}`)
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const [, { passed, failed, skipped }] of results) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  say('')
  say(counts(total))
  return total.failed > 0 ? 1 : 0
}

/** @param {{ passed: number, failed: number, skipped: number }} counted */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** @param {readonly import('./check.mjs').Checked[]} checked @returns {SuiteResult} */
function summarize(checked) {
  const failures = checked.flatMap(({ name, verdict }) =>
    verdict.kind === 'failed' ? [{ name, text: verdict.text }] : [],
  )
  const skips = checked.flatMap(({ name, verdict }) =>
    verdict.kind === 'skipped' ? [`${name} (${verdict.because})`] : [],
  )
  const passed = checked.length - failures.length - skips.length
  return { passed, failed: failures.length, skipped: skips.length, failures, skips }
}
