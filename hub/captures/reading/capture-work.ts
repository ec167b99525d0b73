// Where the hub has its work with captures done: in a thread of its own, whose entry the build lays beside the hub; from sources, where
// Node cannot load one, in place.
import { existsSync } from 'node:fs'
import { workInPlace } from './in-place'
import { workInWorker } from './in-worker'
import { readers } from './readers'
import type { CaptureWork } from './work'

export function captureWork(beside: string = import.meta.url): CaptureWork {
  const entry = new URL(builtEntry, beside)
  return existsSync(entry) ? workInWorker(entry) : workInPlace(readers)
}

/** cli/build/targets.mjs gives it this name. */
const builtEntry = './capture-worker.mjs'
