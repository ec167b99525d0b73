// What a comparison knows of each node and group in words, read from whichever capture shows it: name, path, type, rig, group. Worked out
// once for each comparison, since it never changes.
import { none, textOf, type Capture } from '../../../model/capture/capture'
import type { ComparedGroups } from '../../../model/capture/compare/compare-groups'
import type { Comparison } from '../../../model/capture/compare/compare'
import { matchedBy } from '../../../model/capture/compare/match'
import { ranks } from '../../../model/live/node-order'

export type ComparisonText = 'name' | 'path' | 'kind' | 'rig'

/** The capture and row that a node is shown by. */
export function placeOf({ nodes, sides }: Comparison, node: number): { capture: Capture; row: number } {
  const capture = [...sides.a, ...sides.b][nodes.capture[node] as number]
  if (capture === undefined) throw new Error(`Node ${node} is of no capture of the comparison.`)
  return { capture, row: nodes.row[node] as number }
}

export function textOfNode(comparison: Comparison, node: number, which: ComparisonText): string | null {
  const { capture, row } = placeOf(comparison, node)
  return textOf(capture, capture.nodes[which][row])
}

const kept = new WeakMap<Comparison, Map<string, unknown>>()

function once<T>(comparison: Comparison, what: string, make: () => T): T {
  const known = kept.get(comparison) ?? new Map<string, unknown>()
  kept.set(comparison, known)
  if (!known.has(what)) known.set(what, make())
  return known.get(what) as T
}

const textsOf = (comparison: Comparison, which: ComparisonText): readonly string[] =>
  once(comparison, `texts of ${which}`, () => {
    const all = [...comparison.sides.a, ...comparison.sides.b]
    const { count, capture, row } = comparison.nodes
    return Array.from({ length: count }, (_, node) => {
      const from = all[capture[node] as number] as Capture
      return textOf(from, from.nodes[which][row[node] as number])?.toLowerCase() ?? ''
    })
  })

/** Each node's place in the alphabet, upper and lower case alike; unknown ones have none. */
export const textRank = (comparison: Comparison, which: ComparisonText): Float64Array =>
  once(comparison, `ranks of ${which}`, () => {
    const texts = textsOf(comparison, which)
    const found = ranks(texts, texts.length)
    return found.map((rank, node) => (texts[node] === '' ? NaN : rank))
  })

/** Whether all words are in a node's name, path, type or rig; words in lower case. */
export function holdsWords(comparison: Comparison, node: number, words: readonly string[]): boolean {
  return words.every((word) => searched.some((which) => textsOf(comparison, which)[node]?.includes(word) === true))
}

const searched = ['name', 'path', 'kind', 'rig'] as const

/** For each node its group in `byType` or `byRig`. */
export const groupOfNodes = (comparison: Comparison, by: 'type' | 'rig'): Uint32Array =>
  once(comparison, `groups by ${by}`, () => {
    const { names } = groupsBy(comparison, by)
    const places = new Map(names.map((name, group) => [name, group]))
    return Uint32Array.from(
      { length: comparison.nodes.count },
      (_, node) => places.get(textOfNode(comparison, node, by === 'type' ? 'kind' : 'rig')) ?? none,
    )
  })

export const groupsBy = (comparison: Comparison, by: 'type' | 'rig'): ComparedGroups =>
  by === 'type' ? comparison.byType : comparison.byRig

const matchText: Readonly<Record<number, string>> = {
  [matchedBy.stableId]: 'id',
  [matchedBy.path]: 'path',
  [matchedBy.pathWithoutNamespaces]: 'path without namespaces',
  [matchedBy.typeAndPlace]: 'type and place',
}

/** How a node of A was found in B; null where it is in one side only. */
export const matchedHow = ({ nodes, presence }: Comparison, node: number): string | null =>
  presence[node] === 0 ? (matchText[nodes.how[node] as number] ?? null) : null
