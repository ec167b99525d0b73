// Writes what is generated from the protocol: schema.json for the Python side and docs/protocol.md for people.
// With --check it writes nothing and exits 1 where one of them is stale.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const isCheck = process.argv.includes('--check')

/** @param {string} name */
const load = async (name) =>
  (await runnerImport(`${root}bridge/protocol/${name}.ts`, { root, configFile: false, logLevel: 'error' })).module
const { schemaText } = /** @type {typeof import('./emit-schema')} */ (await load('emit-schema'))
const { documentText } = /** @type {typeof import('./emit-document')} */ (await load('emit-document'))

const generated = /** @type {const} */ ([
  ['bridge/rigscope_bridge/schema.json', schemaText()],
  ['docs/protocol.md', documentText()],
])
for (const [path, text] of generated) {
  const present = await readFile(root + path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (present === text) continue
  if (isCheck) {
    process.stderr.write(`${path} is not what bridge/protocol says now: run \`node bridge/protocol/generate.mjs\`.\n`)
    process.exitCode = 1
  } else {
    await writeFile(root + path, text)
    process.stdout.write(`Wrote ${path}.\n`)
  }
}
