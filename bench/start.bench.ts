// How long a warm `npm start` takes from the command to the line that says where the panel is, against Node starting alone.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Line, withinBudget } from './line'

export const name = 'start'

const rounds = 7
const budgetSeconds = 1

export async function run(): Promise<readonly Line[]> {
  const seconds: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const taken = await startOnce()
    // The first fills the file cache.
    if (round > 0) seconds.push(taken)
  }
  const figure = median(seconds)
  return [
    {
      name: 'warm start to the Panel line',
      figure,
      unit: 's',
      budget: budgetSeconds,
      within: withinBudget(figure, budgetSeconds),
      peer: { name: 'node alone', figure: median(Array.from({ length: rounds }, nodeAlone)) },
    },
  ]
}

function startOnce(): Promise<number> {
  const runtime = mkdtempSync(join(tmpdir(), 'rigscope-bench-'))
  const began = performance.now()
  const child = spawn(process.execPath, ['cli/start.mjs', '--no-open'], {
    env: { ...process.env, RIGSCOPE_RUNTIME_DIR: runtime },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let output = ''
    let taken: number | null = null
    const hear = (chunk: Buffer) => {
      output += String(chunk)
      if (taken !== null || !/^Panel: /m.test(output)) return
      taken = (performance.now() - began) / 1000
      child.kill('SIGTERM')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', () => {
      rmSync(runtime, { recursive: true, force: true })
      if (taken === null) reject(new Error(`npm start ended before its Panel line:\n${output}`))
      else resolve(taken)
    })
  })
}

function nodeAlone(): number {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return (performance.now() - began) / 1000
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
