// Stands in for the port that Electron gives its utility processes: what the hub's process tells goes to whoever forked it.
process.parentPort = { on: () => undefined, postMessage: (message) => process.send(message) }
