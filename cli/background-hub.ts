// Starts a hub that outlives this command, and waits until it can be asked.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Machine } from '../hub/discovery/read-address'
import { prepareFolder } from '../hub/discovery/runtime-folder'
import { findHub, type HubFile } from '../hub/single/hub-file'
import { ownFile } from './checkout'

const patienceMs = 15_000

/** The hub that runs, or one that is started now and stays. Rejects with a sentence where none comes up. */
export async function backgroundHub(
  runtime: string,
  here: Machine,
): Promise<{ readonly file: HubFile; readonly isNew: boolean }> {
  const distrust = await prepareFolder(runtime)
  if (distrust !== null) throw new Error(distrust)
  const running = await findHub(runtime, here)
  if (running !== null) return { file: running, isNew: false }

  const program = ownFile('dist', 'node', 'rigscope.mjs')
  if (!existsSync(program)) throw new Error('Rigscope is not built. Run: npm run build')
  const log = join(runtime, 'hub.log')
  const output = openSync(log, 'w', 0o600)
  const child = spawn(process.execPath, [program, 'start', '--hub-only', '--no-open', '--background'], {
    detached: true,
    stdio: ['ignore', output, output],
    windowsHide: true,
  })
  closeSync(output)
  let hasEnded = false
  child.once('exit', () => (hasEnded = true))
  child.once('error', () => (hasEnded = true))
  child.unref()
  const until = performance.now() + patienceMs
  while (performance.now() < until && !hasEnded) {
    const file = await findHub(runtime, here)
    if (file !== null) return { file, isNew: file.pid === child.pid }
    await delay(50)
  }
  throw new Error(`The hub did not start in the background. It said:\n${readFileSync(log, 'utf8').trim()}`)
}
