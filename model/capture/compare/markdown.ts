// A comparison as Markdown for a ticket: what was compared and how, what to know, the verdict, and the nodes that changed. Names come
// from scenes, so nothing in them is taken for Markdown or HTML.
import { plain } from '../../live/digits'
import { textOf, type Capture } from '../capture'
import { judgedNodes, type Comparison } from './compare'
import type { GuardSentence } from './guard'
import type { Judged } from './judge'
import {
  changedNodes,
  comparisonNotices,
  digitsFor,
  isChange,
  leastEffectSentence,
  nodeName,
  verdictCounts,
  verdictOf,
  verdictSentence,
} from './sentences'

/** A ticket is read, not searched: the rest is in the panel. */
const mostRows = 50

export function comparisonMarkdown(comparison: Comparison, guards: readonly GuardSentence[]): string {
  const { sides, units } = comparison
  const refused = guards.filter(({ severity }) => severity === 'refuse')
  const head = ['## Captures compared', '', ...sideLines('A', sides.a), ...sideLines('B', sides.b), '']
  const list = (sentences: readonly string[]) =>
    sentences.length === 0 ? [] : [...sentences.map((one) => `- ${one}`), '']
  const guarded = list(
    guards.map(({ severity, sentence }) => `${severity === 'refuse' ? 'Not comparable: ' : ''}${escaped(sentence)}`),
  )
  if (refused.length > 0) return [...head, ...guarded].join('\n')
  const judged = judgedNodes(comparison)
  const counts = verdictCounts(judged)
  const changed = changedNodes(comparison)
  const tail = [
    `${counts.same} same, ${counts.inconclusive} inconclusive, ${counts.untimed} not timed, of ${judged.rows} nodes; ${judged.tested} cost enough to be tested. ${leastEffectSentence}`,
    `Measured by ${unitText[units.kind]}: ${units.a} of A, ${units.b} of B. Intervals are 95 %.`,
  ]
  return [
    ...head,
    `**${escaped(verdictSentence(comparison))}**`,
    '',
    ...guarded,
    ...list(comparisonNotices(comparison)),
    ...tableOf([
      ...rowOf('whole frame', '', comparison.frame, 0),
      ...rowOf('evaluation', '', comparison.frame, 1),
      ...groupRows('rig', comparison.byRig),
      ...groupRows('type', comparison.byType),
      ...changed
        .slice(0, mostRows)
        .flatMap((node) => rowOf(nodeName(comparison, node), typeOf(comparison, node), judged, node)),
    ]),
    ...(changed.length > mostRows ? [`${changed.length - mostRows} more changed nodes are not listed here.`, ''] : []),
    ...tail,
    '',
  ].join('\n')
}

const unitText = {
  captures: 'whole captures',
  passes: 'passes',
  blocks: 'blocks of frames',
  pairedBlocks: 'blocks of the same frames',
  nothing: 'whole captures, too few for an interval',
} as const

function sideLines(side: string, captures: readonly Capture[]): string[] {
  return captures.map(({ title, conditions, frames, source }) => {
    const rigs = conditions.rigs.map(({ name, version }) => (version === null ? name : `${name} ${version}`))
    const facts = [
      source.kind === 'host' ? `${source.host} ${source.hostVersion}` : `${source.format} (${source.fileName})`,
      conditions.scene,
      rigs.length === 0 ? null : rigs.join(', '),
      conditions.machine ?? conditions.hardwareClass,
      conditions.evaluationMode,
      `${frames.count} frames`,
    ].filter((fact) => fact !== null)
    return `- ${side}: **${escaped(title)}**, ${facts.map(escaped).join(', ')}`
  })
}

function groupRows(what: string, { names, judged }: Comparison['byType']): string[] {
  return names.flatMap((name, row) =>
    isChange(verdictOf(judged, row)) ? rowOf(name ?? `no ${what}`, `all of this ${what}`, judged, row) : [],
  )
}

function typeOf({ nodes, sides }: Comparison, node: number): string {
  const capture = [...sides.a, ...sides.b][nodes.capture[node] as number] as Capture
  return textOf(capture, capture.nodes.kind[nodes.row[node] as number]) ?? ''
}

const tableOf = (rows: readonly string[]): string[] =>
  rows.length === 0
    ? []
    : [
        '| node | type | A (ms) | B (ms) | change (ms) | 95 % interval (ms) | verdict |',
        '| --- | --- | ---: | ---: | ---: | ---: | --- |',
        ...rows,
        '',
      ]

/** Nothing where neither side knows it. */
function rowOf(name: string, type: string, judged: Judged, row: number): string[] {
  const [a, b, delta, low, high] = [judged.a, judged.b, judged.delta, judged.low, judged.high].map(
    (column) => (column[row] as number) * 1000,
  ) as [number, number, number, number, number]
  if (Number.isNaN(delta)) return []
  const digits = digitsFor(low / 1000, high / 1000)
  const number = (value: number) => plain(value, digits)
  const signed = `${delta > 0 ? '+' : ''}${number(delta)}`
  const cells = [escaped(name), escaped(type), number(a), number(b), signed, `${number(low)} to ${number(high)}`]
  return [`| ${[...cells, verdictOf(judged, row)].join(' | ')} |`]
}

/** Text that any Markdown reader shows as it is: on one line, nothing emphasised, linked, mentioned or run as HTML. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#|~!^$]/g, '\\$&')
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, ':&#47;&#47;')
}
