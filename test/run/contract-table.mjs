// The host contract as a table, case by host, from the reports of the suites that ran it. A case is whatever the contract's
// own folder ran; what a host has besides is left out.
import { junitCases } from './suite-result.mjs'

/** Where each host's cases are found: the end of the test file's dotted path, and which test of it, null for any.
 * @type {readonly { title: string, place: string, test: string | null }[]} */
const hosts = [
  { title: 'fake', place: 'contract.test_fake_host', test: null },
  { title: 'Blender headless', place: 'blender.test_host_in_blender', test: 'test_headless' },
  { title: 'Blender window', place: 'blender.test_host_in_blender', test: 'test_in_a_window' },
  { title: 'Blender 4.2 module', place: 'blender_module.test_host_in_module', test: null },
  { title: 'Maya double', place: 'contract.test_maya_host', test: null },
]

const signs = { passed: 'yes', failed: 'FAILED', skipped: 'skipped' }

/** @param {readonly string[]} reports in JUnit's XML @returns {readonly string[]} lines; none where nothing ran */
export function contractTable(reports) {
  /** @type {Map<string, Map<string, string>>} */
  const outcomes = new Map()
  /** @type {Set<string>} */
  const contract = new Set()
  for (const { place, name, outcome } of reports.flatMap((xml) => junitCases(xml))) {
    const [, test, of] = /^(\w+)\[(.+)\]$/.exec(name) ?? []
    const host = hosts.find((one) => place.endsWith(one.place) && (one.test ?? test) === test)
    if (host === undefined || of === undefined) continue
    if (host.place.startsWith('contract.')) contract.add(of)
    const told = outcomes.get(of) ?? /** @type {Map<string, string>} */ (new Map())
    outcomes.set(of, told.set(host.title, signs[outcome]))
  }
  if (contract.size === 0) return []
  const rows = [...contract].map((name) => [
    name.replaceAll('_', ' '),
    ...hosts.map(({ title }) => outcomes.get(name)?.get(title) ?? '-'),
  ])
  const table = [['the host contract', ...hosts.map(({ title }) => title)], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd(),
  )
}
