// Where hub and bridge meet: both languages compute the same folder, and a process is told from another with its number.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isProcessAlive, processStart } from '../../../hub/discovery/process-alive'
import { runtimeFolder } from '../../../hub/discovery/runtime-folder'
import { until } from '../workbench'

const root = join(import.meta.dirname, '..', '..', '..')

test('each system has its folder, and RIGSCOPE_RUNTIME_DIR wins over all', () => {
  expect(runtimeFolder({ RIGSCOPE_RUNTIME_DIR: '/own', XDG_RUNTIME_DIR: '/run/user/7' }, 'linux')).toBe('/own')
  expect(runtimeFolder({ XDG_RUNTIME_DIR: '/run/user/7' }, 'linux')).toBe('/run/user/7/rigscope')
  expect(runtimeFolder({}, 'linux')).toBe(`/tmp/rigscope-${process.getuid?.()}`)
  expect(runtimeFolder({ TMPDIR: '/var/t' }, 'darwin')).toBe('/var/t/rigscope')
  expect(runtimeFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe(join('/local', 'Rigscope', 'run'))
})

test
  .runIf(process.platform === 'linux')
  .each([{ RIGSCOPE_RUNTIME_DIR: '/own/folder' }, { XDG_RUNTIME_DIR: '/run/user/7' }, { XDG_RUNTIME_DIR: '' }, {}])(
  'the bridge computes the same one for %o',
  (env: Record<string, string>) => {
    const code =
      'import os; from rigscope_bridge.runtime_folder import runtime_folder; print(runtime_folder(os.environ))'
    const answer = spawnSync('python3', ['-c', code], {
      env: { PATH: process.env['PATH'], PYTHONPATH: join(root, 'bridge'), ...env },
      encoding: 'utf8',
    })
    expect(answer.stdout.trim() || answer.stderr).toBe(runtimeFolder(env))
  },
)

test('a process is alive until it ends, and never where it began at another time', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
  const pid = child.pid ?? 0
  const started = await processStart(pid)
  expect(Math.abs((started ?? 0) - Date.now() / 1000)).toBeLessThan(10)
  expect(await isProcessAlive({ pid, processStarted: started })).toBe(true)
  expect(await isProcessAlive({ pid, processStarted: null })).toBe(true)
  expect(await isProcessAlive({ pid, processStarted: (started ?? 0) - 60 })).toBe(false)
  child.kill('SIGKILL')
  await until('reaped', () => child.signalCode !== null)
  expect(await isProcessAlive({ pid, processStarted: started })).toBe(false)
})
