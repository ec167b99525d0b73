// What the main thread of a host pays for one sampled frame of 5,000 nodes, and what laying it out takes the I/O thread, against
// json.dumps of the same rows. Timed inside Python (bench/bridge/encode.py), since that is where it happens.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../test/e2e/stage'
import { type Line, withinBudget } from './line'

export const name = 'encode'

interface Figures {
  readonly handOverMs: number
  readonly encodeMs: number
  readonly jsonMs: number
}

export function run(): Promise<readonly Line[]> {
  const venv = join(checkout, '.venv', 'bin', 'python')
  const python = process.env['RIGSCOPE_TEST_PYTHON'] ?? (existsSync(venv) ? venv : 'python3')
  const script = join(checkout, 'bench', 'bridge', 'encode.py')
  const env = { ...process.env, PYTHONPATH: join(checkout, 'bridge') }
  const { stdout, stderr, status } = spawnSync(python, [script], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const figures = JSON.parse(stdout) as Figures
  return Promise.resolve([
    {
      name: 'sampled frame of 5,000 nodes: hand over on the main thread and encode, p95',
      figure: figures.handOverMs + figures.encodeMs,
      unit: 'ms',
      budget: 0.3,
      within: withinBudget(figures.handOverMs + figures.encodeMs, 0.3),
      peer: { name: 'json.dumps of the same', figure: figures.jsonMs },
    },
    {
      name: 'of it on the main thread, p95',
      figure: figures.handOverMs,
      unit: 'ms',
      budget: 0.3,
      within: withinBudget(figures.handOverMs, 0.3),
      peer: null,
    },
  ])
}
