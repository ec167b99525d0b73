// `npm run build`: installs what is missing and builds what is stale into dist/. `--with-bridge` also prepares the Python
// libraries that a real host needs, `--all` builds what is fresh as well.
import { fileURLToPath } from 'node:url'
import { buildStale } from './build/build-stale.mjs'
import { ensureInstalled } from './build/ensure-installed.mjs'
import { partsFor } from './build/targets.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const known = new Set(['--with-bridge', '--all'])
const args = process.argv.slice(2)
const unknown = args.find((arg) => !known.has(arg))
const say = (/** @type {string} */ line) => console.log(line)

if (unknown !== undefined) {
  console.error(`npm run build does not know ${unknown}; it knows ${[...known].join(' and ')}.`)
  process.exitCode = 2
} else {
  const options = { parts: partsFor({ withBridge: args.includes('--with-bridge') }), all: args.includes('--all') }
  const problem = (await ensureInstalled(root, say)) ?? (await buildStale(root, options, say))
  if (problem === null) say('Everything is built.')
  else {
    console.error(problem)
    process.exitCode = 1
  }
}
