// What the bridge costs a real Blender: the same frames of the Rigify human without it, with nobody connected, and at T0 and T1,
// in random order. The loop itself runs inside Blender (blender/overhead.py); RIGSCOPE_OVERHEAD_ROUNDS sets its length.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout, stage } from '../test/e2e/stage'
import { type Line, withinBudget } from './line'

export const name = 'overhead'

/** 48 pairs a round: 250 rounds settle 0.2 %. */
const rounds = Number(process.env['RIGSCOPE_OVERHEAD_ROUNDS'] ?? 250)

interface Comparison {
  readonly name: string
  readonly pairs: number
  readonly ratio: number
  readonly ratioLow: number
  readonly ratioHigh: number
  readonly medianRatio: number
  readonly medianRatioLow: number
  readonly medianRatioHigh: number
}
interface Figures {
  readonly comparisons: readonly Comparison[]
  readonly ownCost: { readonly p99: number | null; readonly sampledP95: number | null; readonly median: number | null }
  /** Seconds of about 0.1 ms of plain arithmetic after each connected frame. */
  readonly arithmetic: { readonly median: number; readonly p99: number }
}

const budgets: Readonly<Record<string, number>> = { 'nobody connected': 0.3, 'connected at T0 and T1': 1 }
const percent = (ratio: number) => (ratio - 1) * 100
const milli = 1000

function lines({ comparisons, ownCost, arithmetic }: Figures): Line[] {
  const own = (what: string, seconds: number | null, budget: number, peer: Line['peer']): Line => ({
    name: what,
    figure: (seconds ?? NaN) * milli,
    unit: 'ms',
    budget,
    within: seconds === null ? null : withinBudget(seconds * milli, budget),
    peer,
  })
  return [
    ...comparisons.map((one): Line => {
      const interval = [percent(one.medianRatioLow), percent(one.medianRatioHigh)] as const
      const budget = budgets[one.name] ?? 0
      return {
        name: `Blender's frame, ${one.name}, against without the bridge (${one.pairs} pairs)`,
        figure: percent(one.medianRatio),
        unit: '%',
        budget,
        within: withinBudget(percent(one.medianRatio), budget, interval),
        peer: { name: 'ratio of the whole time, sampled frames included, in %', figure: percent(one.ratio) },
        interval,
      }
    }),
    own('own cost of a frame not sampled, median', ownCost.median, 0.25, {
      name: 'plain arithmetic at the same moments, median',
      figure: arithmetic.median * milli,
    }),
    own('own cost of a frame not sampled, p99', ownCost.p99, 0.25, {
      name: 'the same arithmetic, p99: what the machine itself does to it',
      figure: arithmetic.p99 * milli,
    }),
    own('own cost of a sampled frame, p95', ownCost.sampledP95, 1, null),
  ]
}

export async function run(): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rigscope-overhead-'))
  const file = join(folder, 'overhead.json')
  try {
    const blender = stage(process.env['RIGSCOPE_BLENDER'] ?? 'blender', [
      ...['-b', '--factory-startup', '--python', join(checkout, 'bench', 'blender', 'overhead.py')],
      ...['--', '--rounds', String(rounds), '--json', file],
    ])
    await blender.ended(3600)
    return lines(JSON.parse(readFileSync(file, 'utf8')) as Figures)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
