// The real bridge in the Maya double, as a process of its own that finds the hub under test. Without the published declarations of
// Maya's API there is no double.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { devNull } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach } from 'vitest'
import { isBridgeReady } from './fake-host'

const root = join(import.meta.dirname, '..', '..', '..')
const python = join(root, '.venv', 'bin', 'python')
const sets = ['types-maya-strict', 'maya-stubs'].map((name) => join(root, '.venv', name))

export const isMayaDoubleReady = isBridgeReady && existsSync(python) && sets.every((set) => existsSync(set))

/** For the tests of one file: each process ends with its test. `scene` is one of the double's own. */
export function mayaDoubles(): (runtime: string, scene: string, ...args: string[]) => ChildProcess {
  const children: ChildProcess[] = []
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
    }
  })
  return (runtime, scene, ...args) => {
    const path = join(root, 'test', 'bridge', 'maya', 'scenes', scene)
    const child = spawn(python, ['-m', 'maya_double.process', path, ...args], {
      env: {
        ...process.env,
        ...{ RIGSCOPE_RUNTIME_DIR: runtime, RIGSCOPE_SITE: devNull, XDG_CONFIG_HOME: join(runtime, 'config') },
        PYTHONPATH: [join(root, 'bridge'), join(root, 'test', 'bridge')].join(delimiter),
      },
      stdio: 'ignore',
    })
    children.push(child)
    return child
  }
}
