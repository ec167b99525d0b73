// Loads one built file of the desktop application in plain Node, with as little in place of Electron as lets it load, and prints how many
// milliseconds that took. Run by electron-start.bench.ts in a process of its own each time.
import Module, { createRequire } from 'node:module'
import { resolve } from 'node:path'

const nothing = () => undefined
const never = new Promise(nothing)
const electron = {
  app: {
    isPackaged: true,
    ...{ getAppPath: () => '/', getPath: () => '/', enableSandbox: nothing, on: nothing, once: nothing, quit: nothing },
    requestSingleInstanceLock: () => true,
    whenReady: () => never,
  },
  protocol: { registerSchemesAsPrivileged: nothing },
  contextBridge: { exposeInMainWorld: nothing },
  ipcRenderer: { on: nothing, invoke: nothing },
}
/** How Node finds what is required; its declarations leave it out. */
const loader = /** @type {{ _load: (name: string, ...rest: unknown[]) => unknown }} */ (/** @type {unknown} */ (Module))
const load = loader._load
loader._load = (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) =>
  name === 'electron' ? electron : load(name, ...rest)

const file = resolve(process.argv[2] ?? '')
const require = createRequire(import.meta.url)
const began = performance.now()
require(file)
process.stdout.write(String(performance.now() - began))
