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
    ...['cli', 'hub', 'model', 'container', 'electron', 'bridge/protocol', 'bridge/replay'],
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
              // Started by the desktop application in a process of its own.
              'electron-hub': join(root, 'electron', 'hub-entry.ts'),
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
const application = {
  name: 'the desktop application',
  sources: ['electron', 'hub/serve', 'hub/connection/backoff.ts', 'package-lock.json', 'cli/build/targets.mjs'],
  output: 'dist/electron/main.cjs',
  stamp: 'dist/electron.sha256',
  build: async (root) => {
    const { build } = await import('vite')
    await intoPlace(join(root, 'dist', 'electron'), async (outDir) => {
      // One file each, which Electron loads before anything else; a sandboxed page's preload could not load a second.
      for (const name of ['main', 'preload'])
        await build({
          configFile: false,
          root,
          logLevel: 'warn',
          publicDir: false,
          ssr: { noExternal: true, external: ['electron'] },
          build: {
            ssr: true,
            outDir,
            emptyOutDir: false,
            target: 'node20',
            minify: true,
            rolldownOptions: {
              input: { [name]: join(root, 'electron', `${name}.ts`) },
              output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
            },
          },
        })
    })
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

export const targets = { panel, program, application, bridge }

/** What is built for a start: a real host needs the bridge's libraries too, a window of its own the desktop application. */
export const partsFor = (
  /** @type {{ withBridge: boolean, withWindow?: boolean }} */ { withBridge, withWindow = false },
) =>
  /** @type {(keyof typeof targets)[]} */ ([
    'panel',
    'program',
    ...(withWindow ? ['application'] : []),
    ...(withBridge ? ['bridge'] : []),
  ])

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
