// Stands in for the port that Electron gives its utility processes: what the hub's process tells goes to whoever forked it.
const parentPort = { on: () => undefined, postMessage: (/** @type {unknown} */ message) => process.send?.(message) }
Object.assign(process, { parentPort })
