// What the hub adds to each message on its way from a bridge's socket to a panel's carrier, at 60 Hz frames and 10 Hz samples of
// 5,000 nodes.
import { measureForward } from './hub-forward'
import { type Line, withinBudget } from './line'

export const name = 'forward'

export async function run(): Promise<readonly Line[]> {
  const { framesMs, samplesMs, processorShare } = await measureForward(20)
  return [
    {
      name: 'hub forwards a frames message, median',
      figure: framesMs.median,
      unit: 'ms',
      budget: 1,
      within: withinBudget(framesMs.median, 1),
      peer: { name: 'p99', figure: framesMs.p99 },
    },
    {
      name: 'hub forwards samples of 5,000 nodes, median',
      figure: samplesMs.median,
      unit: 'ms',
      budget: null,
      within: null,
      peer: { name: 'processor time of bridge, hub and client, % of a core', figure: processorShare * 100 },
    },
  ]
}
