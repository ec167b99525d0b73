// The real bridge in Python's fake host, as a process of its own that finds the hub under test.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
const ownPython = join(root, '.venv', 'bin', 'python')

/** Whether the bridge's libraries were put in place (npm run build does). */
export const isBridgeReady = existsSync(join(root, 'bridge', 'rigscope_bridge', '_vendor', 'websockets'))

/** For the tests of one file: each host ends with its test. */
export function fakeHosts(): (runtime: string, ...args: string[]) => ChildProcess {
  const children: ChildProcess[] = []
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
    }
  })
  return (runtime, ...args) => {
    const child = spawn(existsSync(ownPython) ? ownPython : 'python3', ['-m', 'rigscope_bridge.hosts.fake', ...args], {
      env: {
        ...process.env,
        ...{ RIGSCOPE_RUNTIME_DIR: runtime, RIGSCOPE_SITE: devNull, XDG_CONFIG_HOME: join(runtime, 'config') },
        PYTHONPATH: join(root, 'bridge'),
      },
      stdio: 'ignore',
    })
    children.push(child)
    return child
  }
}
