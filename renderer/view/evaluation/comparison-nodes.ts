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

const searched = ['name', 'path', 'kind', 'rig'] as const

/** Tells whether all words (in lower case) are in a node's name, path, type or rig. Each distinct text is looked at once, however many
 *  nodes share it. */
export function wordsIn(comparison: Comparison, words: readonly string[]): (node: number) => boolean {
  const captures = [...comparison.sides.a, ...comparison.sides.b]
  const found = captures.map((capture) => {
    const columns = searched.map((which) => capture.nodes[which])
    // Most captures show no node of their own.
    let holds: readonly Uint8Array[] | null = null
    return (row: number) => {
      holds ??= words.map((word) => Uint8Array.from(lowerTexts(capture), (text) => Number(text.includes(word))))
      return holds.every((holding) => columns.some((column) => holding[column[row] as number] === 1))
    }
  })
  const { capture, row } = comparison.nodes
  return (node) => found[capture[node] as number]?.(row[node] as number) === true
}

const loweredTexts = new WeakMap<readonly string[], readonly string[]>()

function lowerTexts({ texts }: Capture): readonly string[] {
  const known = loweredTexts.get(texts)
  if (known !== undefined) return known
  const lower = texts.map((text) => text.toLowerCase())
  loweredTexts.set(texts, lower)
  return lower
}

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
