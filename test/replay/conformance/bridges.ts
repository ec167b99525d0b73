// The two bridges whose sockets must behave alike, started for a test: the replay in this process, the fake host's in Python.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { address, type Address } from '../../../bridge/protocol/address'
import { startReplay } from '../../../bridge/replay/replay'
import { makeRecording } from '../make-recording'

export interface StartedBridge {
  readonly address: Address
  stop(): Promise<void>
}

const root = path.join(import.meta.dirname, '../../..')
const ownPython = path.join(root, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
/** The Python that the bridge runs in, null where there is none. */
export const python = process.env.RIGSCOPE_TEST_PYTHON ?? (existsSync(ownPython) ? ownPython : null)

/** The replay of a small recording. */
export async function startReplayBridge(): Promise<StartedBridge> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rigscope-conformance-'))
  const file = path.join(folder, 'walk.rigscope')
  await makeRecording(file)
  const replay = await startReplay({ file, runtimeFolder: folder })
  const stop = async () => {
    await replay.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { address: await waitForAddress(folder), stop }
}

/** The bridge in Python, in the fake host. */
export async function startPythonBridge(): Promise<StartedBridge> {
  if (python === null) throw new Error('There is no Python.')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rigscope-conformance-'))
  const env = { ...process.env, PYTHONPATH: path.join(root, 'bridge'), RIGSCOPE_RUNTIME_DIR: folder }
  const child = spawn(python, ['-m', 'rigscope_bridge.hosts.fake', '--seconds', '300'], { env, stdio: 'ignore' })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { address: await waitForAddress(folder), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function waitForAddress(folder: string): Promise<Address> {
  const sessions = path.join(folder, 'sessions')
  const end = performance.now() + 20_000
  while (performance.now() < end) {
    const name = existsSync(sessions) ? (await readdir(sessions)).find((one) => /^[^.].*\.json$/.test(one)) : undefined
    if (name !== undefined) return address.parse(JSON.parse(await readFile(path.join(sessions, name), 'utf8')))
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('No address file came.')
}
