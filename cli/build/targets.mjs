// What is built: the panel, the node program and, for real hosts, the Python libraries of the bridge. Each from its sources
// into a folder of its own, first beside its place and then moved there, so that nobody sees half a build.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { vendorBridge } from './vendor-bridge.mjs'

/**
 * @typedef {{ name: string, sources: readonly string[], output: string, stamp: string, build: (root: string) => Promise<void> }} Target
 */

/** @type {Target} */
const panel = {
  name: 'the panel',
  sources: ['renderer', 'model', 'hub/carrier', 'bridge/protocol', 'package-lock.json', 'cli/build/targets.mjs'],
  output: 'dist/panel/index.html',
  stamp: 'dist/panel.sha256',
  build: async (root) => {
    const { build } = await import('vite')
    await intoPlace(join(root, 'dist', 'panel'), (outDir) =>
      build({
        configFile: join(root, 'renderer', 'vite.config.ts'),
        root: join(root, 'renderer'),
        logLevel: 'warn',
        build: { outDir, emptyOutDir: true },
      }),
    )
  },
}

/** @type {Target} */
const program = {
  name: 'the hub and the commands',
  sources: [
    ...['cli', 'hub', 'model', 'container', 'bridge/protocol', 'bridge/replay'],
    ...['package-lock.json', 'package.json', 'cli/build/targets.mjs'],
  ],
  output: 'dist/node/rigscope.mjs',
  stamp: 'dist/node.sha256',
  build: async (root) => {
    const { build } = await import('vite')
    await intoPlace(join(root, 'dist', 'node'), (outDir) =>
      build({
        configFile: false,
        root,
        logLevel: 'warn',
        publicDir: false,
        ssr: { noExternal: true },
        build: {
          ssr: true,
          outDir,
          emptyOutDir: true,
          target: 'node20',
          sourcemap: true,
          minify: false,
          rolldownOptions: {
            input: {
              rigscope: join(root, 'cli', 'rigscope.ts'),
              // Started by the hub in a thread of its own, by this name.
              'capture-worker': join(root, 'hub', 'captures', 'reading', 'capture-worker.ts'),
            },
            // Native speed-ups of ws, used only where somebody installed them.
            external: ['bufferutil', 'utf-8-validate'],
            output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
          },
        },
      }),
    )
  },
}

/** @type {Target} */
const bridge = {
  name: 'the bridge’s Python libraries',
  sources: ['bridge/requirements.txt', 'bridge/install/vendor.py'],
  output: 'bridge/rigscope_bridge/_vendor',
  stamp: 'dist/bridge.sha256',
  build: vendorBridge,
}

export const targets = { panel, program, bridge }

/** What is built for a start: a real host needs the bridge's libraries too. */
export const partsFor = (/** @type {{ withBridge: boolean }} */ { withBridge }) =>
  /** @type {(keyof typeof targets)[]} */ (withBridge ? ['panel', 'program', 'bridge'] : ['panel', 'program'])

/** @param {string} place @param {(folder: string) => Promise<unknown>} make */
async function intoPlace(place, make) {
  const made = `${place}.${process.pid}.new`
  const old = `${place}.${process.pid}.old`
  mkdirSync(join(place, '..'), { recursive: true })
  try {
    await make(made)
    if (existsSync(place)) renameSync(place, old)
    renameSync(made, place)
  } finally {
    rmSync(made, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}
