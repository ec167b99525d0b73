// What a capture costs a real Blender that plays the Rigify human: the same frames not capturing, with nothing but Blender's own
// timing on, and captured, in random order. The loop itself runs inside Blender (blender/capture_overhead.py).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout, stage } from '../test/e2e/stage'
import { type Line, withinBudget } from './line'

export const name = 'capture-overhead'

const rounds = Number(process.env['RIGSCOPE_OVERHEAD_ROUNDS'] ?? 60)
const budgetPercent = 5

interface Comparison {
  readonly name: string
  readonly pairs: number
  readonly ratio: number
  readonly medianRatio: number
  readonly medianRatioLow: number
  readonly medianRatioHigh: number
}

const percent = (ratio: number) => (ratio - 1) * 100

function line(one: Comparison, timing: Comparison): Line {
  const interval = [percent(one.medianRatioLow), percent(one.medianRatioHigh)] as const
  const isOurs = one !== timing
  return {
    name: `Blender's frame, ${one.name}, against not capturing (${one.pairs} pairs)`,
    figure: percent(one.medianRatio),
    unit: '%',
    budget: isOurs ? budgetPercent : null,
    within: isOurs ? withinBudget(percent(one.medianRatio), budgetPercent, interval) : null,
    peer: isOurs
      ? { name: "Blender's own timing alone, in %", figure: percent(timing.medianRatio) }
      : { name: 'ratio of the whole time, in %', figure: percent(one.ratio) },
    interval,
  }
}

export async function run(): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rigscope-capture-overhead-'))
  const file = join(folder, 'capture-overhead.json')
  try {
    const blender = stage(process.env['RIGSCOPE_BLENDER'] ?? 'blender', [
      ...['-b', '--factory-startup', '--python', join(checkout, 'bench', 'blender', 'capture_overhead.py')],
      ...['--', '--rounds', String(rounds), '--json', file],
    ])
    await blender.ended(3600)
    const comparisons = JSON.parse(readFileSync(file, 'utf8')) as readonly Comparison[]
    const [timing] = comparisons
    if (timing === undefined) throw new Error('Blender gave no figures.')
    return comparisons.map((one) => line(one, timing))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
