// `npm run check`: types, lint, format, import rules, fresh generated files, for TypeScript and Python, as many at a time
// as there are cores. Prints one line for each step and every failure in full; exit code 1 when one failed.
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from '../cli/build/ensure-installed.mjs'
import { vendorBridge } from '../cli/build/vendor-bridge.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * @typedef {{ name: string, seconds: number, verdict: import('./check/steps.mjs').Verdict }} Checked
 * @param {(line: string) => void} say
 * @returns {Promise<readonly Checked[]>}
 */
export async function check(say) {
  const installed = await ensureInstalled(root, say)
  if (installed !== null) return [{ name: 'packages', seconds: 0, verdict: { kind: 'failed', text: installed } }]
  // The steps load packages, so they come after these are installed.
  const { checkSteps } = await import('./check/steps.mjs')
  const { pythonEnvironment } = await import('./setup/python-environment.mjs')
  const { mayaStubs } = await import('./setup/maya-stubs.mjs')
  const python = await pythonEnvironment(root, say)
  const stubs = await mayaStubs(root, python, say)
  // The bridge's types lean on its libraries: without them mypy would judge another program.
  const vendored = python.kind === 'missing' ? null : await vendorBridge(root).catch((error) => String(error))
  if (typeof vendored === 'string')
    return [{ name: 'libraries', seconds: 0, verdict: { kind: 'failed', text: vendored } }]
  const steps = checkSteps(root, python, stubs)
  /** @type {Checked[]} */
  const checked = []
  const waiting = [...steps]
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const began = performance.now()
      const verdict = await step.run().catch((/** @type {unknown} */ error) => {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
        return /** @type {const} */ ({ kind: 'failed', text })
      })
      const seconds = (performance.now() - began) / 1000
      checked.push({ name: step.name, seconds, verdict })
      const sign = { passed: '✓', failed: '✗', skipped: '-' }[verdict.kind]
      say(`${sign} ${step.name} ${seconds.toFixed(1)} s${verdict.kind === 'skipped' ? `: ${verdict.because}` : ''}`)
      if (verdict.kind === 'passed') verdict.notices.forEach((notice) => say(`  note: ${notice}`))
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
  return checked
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const checked = await check((line) => console.log(line))
  for (const { name, verdict } of checked)
    if (verdict.kind === 'failed') console.log(`\n${name}\n${'-'.repeat(name.length)}\n${verdict.text.trim()}`)
  const failures = checked.filter(({ verdict }) => verdict.kind === 'failed').length
  if (failures > 0) console.log(`\n${failures} of ${checked.length} checks failed.`)
  process.exitCode = failures > 0 ? 1 : 0
}
