// `npm run bench -- [name] [--json FILE]`: runs the benches in bench/*.bench.ts, prints a table for people and writes the lines
// for programs. Budgets are reported, not enforced: exit 0 whatever the figures, 1 when a bench could not run.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStale } from '../cli/build/build-stale.mjs'
import { partsFor } from '../cli/build/targets.mjs'
import { ensureInstalled } from '../cli/build/ensure-installed.mjs'
import { prepareMachine } from '../test/setup/machine.mjs'
import { table } from './table.mjs'

/** @typedef {import('./line').Line} Line */

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (/** @type {string} */ line) => console.log(line)
const args = process.argv.slice(2)
const jsonAt = args.indexOf('--json')
const jsonFile = jsonAt < 0 ? null : (args[jsonAt + 1] ?? '')
const names = args.filter((_, i) => jsonAt < 0 || (i !== jsonAt && i !== jsonAt + 1))
const files = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.bench.ts'))
const known = files.map((file) => file.replace(/\.bench\.ts$/, ''))
const unknown = names.find((name) => !known.includes(name))

if (jsonFile === '' || unknown !== undefined) {
  const sentence =
    jsonFile === ''
      ? '--json needs the name of a file.'
      : `There is no bench ${unknown}; there are ${known.join(', ')}.`
  console.error(sentence)
  process.exitCode = 2
} else process.exitCode = await runAll()

/** @returns {Promise<number>} the exit code */
async function runAll() {
  const problem =
    (await ensureInstalled(root, say)) ??
    (await buildStale(root, { parts: partsFor({ withBridge: needsBridge(), withWindow: true }) }, say))
  if (problem !== null) {
    console.error(problem)
    return 1
  }
  const { found, missing } = await prepareMachine(root, say)
  for (const sentence of new Set(missing.values())) say(`${sentence}; benches that need it cannot run.`)
  Object.assign(process.env, found)
  // What is measured is built as it ships: left to itself, the server below makes every page a development build.
  process.env['NODE_ENV'] = 'production'
  const { createServer } = await import('vite')
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  })
  /** @type {Line[]} */
  const lines = []
  /** @type {string[]} */
  const broken = []
  try {
    for (const name of known) {
      if (names.length > 0 && !names.includes(name)) continue
      say(`${name} ...`)
      try {
        const bench = /** @type {import('./line').Bench} */ (await server.ssrLoadModule(`/bench/${name}.bench.ts`))
        lines.push(...(await bench.run()))
      } catch (error) {
        broken.push(`${name} could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
    }
  } finally {
    await server.close()
  }
  say('')
  for (const line of table(lines)) say(line)
  for (const sentence of broken) console.error(sentence)
  if (jsonFile !== null) writeFileSync(jsonFile, `${JSON.stringify({ lines }, null, 1)}\n`)
  return broken.length > 0 ? 1 : 0
}

/** Every bench but those of starting may measure a real host. */
function needsBridge() {
  return names.length === 0 || names.some((name) => name !== 'start' && name !== 'electron-start')
}
