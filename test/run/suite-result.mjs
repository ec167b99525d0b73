// What a suite tells when it is done, and how the reports of vitest, pytest and Playwright are read into it.

/**
 * @typedef {{ name: string, text: string }} Failure
 * @typedef {{ passed: number, failed: number, skipped: number, failures: readonly Failure[], skips: readonly string[] }} SuiteResult
 */

/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestCase */
/** @typedef {{ testResults: { name: string, status: string, message: string, assertionResults: VitestCase[] }[] }} VitestReport */

/** @param {unknown} report vitest's JSON @param {string} root @returns {SuiteResult} */
export function readVitest(report, root) {
  const files = /** @type {VitestReport} */ (report).testResults
  const cases = files.flatMap(({ assertionResults }) => assertionResults)
  const failed = cases.filter(({ status }) => status === 'failed')
  const skipped = cases.filter(({ status }) => ['skipped', 'pending', 'todo', 'disabled'].includes(status))
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((c) => c.status === 'failed'),
  )
  const short = (/** @type {string} */ path) => (path.startsWith(root) ? path.slice(root.length) : path)
  return {
    passed: cases.filter(({ status }) => status === 'passed').length,
    failed: failed.length + broken.length,
    skipped: skipped.length,
    failures: [
      ...failed.map((c) => ({ name: c.fullName, text: (c.failureMessages ?? []).join('\n') })),
      ...broken.map((file) => ({ name: short(file.name), text: file.message })),
    ],
    skips: skipped.map(({ fullName }) => fullName),
  }
}

/** @typedef {{ place: string, name: string, outcome: 'passed' | 'failed' | 'skipped', text: string }} JunitCase */

/** @param {string} xml pytest's JUnit report @returns {readonly JunitCase[]} */
export function junitCases(xml) {
  /** @type {JunitCase[]} */
  const cases = []
  for (const [, attributes = '', , inner = ''] of xml.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const named = { place: attribute(attributes, 'classname'), name: attribute(attributes, 'name') }
    const failure = /<(?:failure|error)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:failure|error)>)/.exec(inner)
    const skip = /<skipped\b([^>]*)/.exec(inner)
    if (failure) {
      const text = plain(failure[2] ?? '') || attribute(failure[1] ?? '', 'message')
      cases.push({ ...named, outcome: 'failed', text })
    } else if (skip) cases.push({ ...named, outcome: 'skipped', text: attribute(skip[1] ?? '', 'message') })
    else cases.push({ ...named, outcome: 'passed', text: '' })
  }
  return cases
}

/** @param {string} xml pytest's JUnit report @returns {SuiteResult} */
export function readJunit(xml) {
  const cases = junitCases(xml)
  const of = (/** @type {string} */ wanted) => cases.filter(({ outcome }) => outcome === wanted)
  const failures = of('failed').map(({ place, name, text }) => ({ name: `${place}: ${name}`, text }))
  const skips = of('skipped').map(({ place, name, text }) => `${place}: ${name} (${text})`)
  return { passed: of('passed').length, failed: failures.length, skipped: skips.length, failures, skips }
}

const attribute = (/** @type {string} */ attributes, /** @type {string} */ name) =>
  plain(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')

const plain = (/** @type {string} */ text) =>
  text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-fA-F]+);/g, (_, code) => String.fromCodePoint(parseInt(String(code), 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/**
 * @typedef {{ status: string, results: { errors?: { message?: string }[] }[], annotations?: { type: string, description?: string }[] }} PlaywrightTest
 * @typedef {{ title: string, specs?: { title: string, tests: PlaywrightTest[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/** @param {unknown} report Playwright's JSON @returns {SuiteResult} */
export function readPlaywright(report) {
  const { suites, errors = [] } = /** @type {{ suites: PlaywrightSuite[], errors?: { message?: string }[] }} */ (report)
  /** @type {Failure[]} */
  const failures = errors.map(({ message = '' }) => ({ name: 'Playwright', text: withoutColours(message) }))
  /** @type {string[]} */
  const skips = []
  let passed = 0
  const walk = (/** @type {PlaywrightSuite} */ suite, /** @type {string} */ above) => {
    const here = `${above}${suite.title} > `
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests) {
        const name = here + spec.title
        const text = test.results.flatMap(({ errors = [] }) => errors.map(({ message = '' }) => message)).join('\n')
        if (test.status === 'unexpected') failures.push({ name, text: withoutColours(text) })
        else if (test.status === 'flaky')
          failures.push({ name: `${name} (not the same each time)`, text: withoutColours(text) })
        else if (test.status === 'skipped') {
          const reason = test.annotations?.find(({ type }) => type === 'skip')?.description
          skips.push(reason === undefined ? name : `${name} (${reason})`)
        } else passed += 1
      }
    for (const inner of suite.suites ?? []) walk(inner, here)
  }
  for (const suite of suites) walk(suite, '')
  return { passed, failed: failures.length, skipped: skips.length, failures, skips }
}

export const withoutColours = (/** @type {string} */ text) => text.replace(/\u001b\[[0-9;]*m/g, '')

/** A suite that ended without the report it should have written, or said failure while its report says none.
 * @param {string} name @param {number} code @param {string} output @returns {SuiteResult} */
export function brokenSuite(name, code, output) {
  const text = `${name} ended with code ${code}:\n${withoutColours(output).trim().split('\n').slice(-60).join('\n')}`
  return { passed: 0, failed: 1, skipped: 0, failures: [{ name, text }], skips: [] }
}

/** @param {string} name @param {string} because @returns {SuiteResult} */
export const skippedSuite = (name, because) => ({
  passed: 0,
  failed: 0,
  skipped: 1,
  failures: [],
  skips: [`${name} (${because})`],
})
