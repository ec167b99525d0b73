// Loads one built file of the desktop application in plain Node, with as little in place of Electron as lets it load, and prints how many
// milliseconds that took. Run by electron-start.bench.ts in a process of its own each time.
const Module = require('node:module')
const path = require('node:path')

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
const load = Module._load
Module._load = (name, ...rest) => (name === 'electron' ? electron : load(name, ...rest))

const file = path.resolve(process.argv[2])
const began = performance.now()
require(file)
process.stdout.write(String(performance.now() - began))
