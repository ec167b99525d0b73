// A comparison in words: what the verdict is, what must be known to trust it, and how single changes are told. Tables and tickets are
// built of these.
import { decimalsFor, percent, plain } from '../../live/digits'
import { textOf } from '../capture'
import { judgedNodes, type Comparison } from './compare'
import { assumedDrift, leastEffect, verdicts, type Judged, type Verdict } from './judge'
import { fewestTogether } from './together'

/** Nodes of the comparison with a verdict that says something changed, the largest change first. */
export function changedNodes(comparison: Comparison): number[] {
  const { verdict, delta } = judgedNodes(comparison)
  const found: number[] = []
  verdict.forEach((value, node) => {
    if (isChange(verdicts[value] as Verdict)) found.push(node)
  })
  return found.sort((x, y) => Math.abs(delta[y] as number) - Math.abs(delta[x] as number))
}

export const isChange = (verdict: Verdict): boolean =>
  verdict !== 'same' && verdict !== 'inconclusive' && verdict !== 'untimed'

export const verdictOf = (judged: Judged, row: number): Verdict => verdicts[judged.verdict[row] as number] as Verdict

/** A node's name, with its path where the name is not known. */
export function nodeName({ nodes, sides }: Comparison, node: number): string {
  const capture = [...sides.a, ...sides.b][nodes.capture[node] as number]
  if (capture === undefined) return 'unnamed'
  const row = nodes.row[node] as number
  return textOf(capture, capture.nodes.name[row]) ?? textOf(capture, capture.nodes.path[row]) ?? 'unnamed'
}

/** "body is slower by 1.9 ms (+35 %, 1.6 to 2.2 ms)". */
export function changeText(name: string, judged: Judged, row: number): string {
  const [a, b, delta, low, high] = [judged.a, judged.b, judged.delta, judged.low, judged.high].map(
    (column) => column[row] as number,
  ) as [number, number, number, number, number]
  const verdict = verdictOf(judged, row)
  const sign = Math.sign(delta)
  const digits = digitsFor(low, high)
  const ms = (seconds: number) => plain(seconds * sign * 1000, digits)
  const range = sign < 0 ? `${ms(high)} to ${ms(low)}` : `${ms(low)} to ${ms(high)}`
  switch (verdict) {
    case 'slower':
    case 'faster': {
      const share = a > 0 ? `${sign > 0 ? '+' : '−'}${percent(Math.abs(delta) / a, (high - low) / 2 / a)}, ` : ''
      return `${name} is ${verdict} by ${ms(delta)} ms (${share}${range})`
    }
    case 'new':
      return `${name} is new and costs ${plain(b * 1000, digits)} ms (${range})`
    case 'gone':
      return `${name} is gone and cost ${plain(a * 1000, digits)} ms (${range})`
    case 'same':
      return `${name} is the same`
    case 'untimed':
      return `${name} was not timed`
    case 'inconclusive':
      return `${name} may have changed: between ${plain(low * 1000, digits)} and ${plain(high * 1000, digits)} ms`
  }
}

/** Decimals of milliseconds that an interval supports. */
export const digitsFor = (low: number, high: number): number => decimalsFor(((high - low) / 2) * 1000, 2)

/** The whole comparison in one sentence. */
export function verdictSentence(comparison: Comparison): string {
  const judged = judgedNodes(comparison)
  const [first, ...others] = changedNodes(comparison)
  if (first !== undefined) {
    const more = others.length === 0 ? '' : `; ${counted(others.length, 'other node')} changed too`
    return `${changeText(nodeName(comparison, first), judged, first)}${more}.`
  }
  if (isChange(verdictOf(comparison.frame, 0)))
    return `${changeText('The whole frame', comparison.frame, 0)}, and no single node explains it.`
  const { inconclusive, same } = verdictCounts(judged)
  if (inconclusive === 0)
    return same === 0 ? 'There is nothing to compare: neither side timed a node.' : 'No node is slower or faster.'
  return `No node is clearly slower or faster; ${counted(inconclusive, 'node')} stayed inconclusive.`
}

export function verdictCounts({ verdict }: Judged): Record<Verdict, number> {
  const counts = { slower: 0, faster: 0, same: 0, inconclusive: 0, new: 0, gone: 0, untimed: 0 }
  for (const value of verdict) counts[verdicts[value] as Verdict]++
  return counts
}

/** What must be known to trust the verdicts, in sentences. */
export function comparisonNotices(comparison: Comparison): readonly string[] {
  const { units, together, sides } = comparison
  const found: string[] = []
  if (units.kind === 'nothing')
    found.push('There are too few frames to tell noise from a change: capture at least 5 on each side.')
  else if (units.kind !== 'captures')
    found.push(
      `Taken ${sides.a.length === 1 && sides.b.length === 1 ? 'once each' : 'fewer than 3 times each'}: slow drift of the machine cannot be told from a change; repeat both for a firmer answer.`,
    )
  if (together === null && units.kind !== 'captures' && units.kind !== 'nothing')
    found.push(
      `Fewer than ${fewestTogether} nodes cost enough to tell what the machine did, so only changes beyond ${assumedDrift.all * 100} % count.`,
    )
  if (together !== null && Math.abs(together.share) > Math.max(0.01, 2 * together.noise))
    found.push(
      `All nodes together are ${plain(Math.abs(together.share) * 100, 1)} % ${together.share > 0 ? 'slower' : 'faster'} in B (median of ${counted(together.nodes, 'node')}): the machine, or something that concerns every node. This is not taken off.`,
    )
  if ([...sides.a, ...sides.b].some(({ isTruncated }) => isTruncated))
    found.push(
      'The host lists only its costliest nodes: where a node was not listed it counts as anything from 0 to the cheapest one that was.',
    )
  if (comparison.measure === 'inclusive')
    found.push(
      'No node has a time of its own here, so verdicts go by inclusive time: a change shows in the nodes around it too.',
    )
  return found
}

/** What counts as a change. */
export const leastEffectSentence = `A node counts as changed from ${leastEffect.share * 100} % and ${leastEffect.seconds * 1000} ms per frame, where chance is ruled out for all nodes together.`

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
