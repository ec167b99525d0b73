// Compares what groups of nodes cost together, by type or rig: own times are summed in each unit, then judged like a node's.
import { none, type Capture } from '../capture'
import { judge, type Judged, type Settings } from './judge'
import type { UnitValues } from './unit-costs'
import type { UnitedNodes } from './unite'

export interface ComparedGroups {
  /** Name of each group; null gathers nodes of which it is not known. */
  readonly names: readonly (string | null)[]
  /** Nodes of each group, of both sides together. */
  readonly nodes: Uint32Array
  readonly judged: Judged
}

export function compareGroups(
  captures: readonly Capture[],
  nodes: UnitedNodes,
  by: 'kind' | 'rig',
  a: UnitValues,
  b: UnitValues,
  settings: Settings,
): ComparedGroups {
  const { groupOf, names } = groupsOf(captures, nodes, by)
  const counts = new Uint32Array(names.length)
  for (const group of groupOf) counts[group] = (counts[group] as number) + 1
  const sum = (values: UnitValues): UnitValues => ({
    rows: names.length,
    units: values.units,
    low: sumByGroup(values.low, values.units, groupOf, names.length),
    slack: values.slack === null ? null : sumByGroup(values.slack, values.units, groupOf, names.length),
  })
  return { names, nodes: counts, judged: judge(sum(a), sum(b), settings) }
}

function sumByGroup(values: Float64Array, units: number, groupOf: Uint32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups * units)
  groupOf.forEach((group, node) => {
    for (let unit = 0; unit < units; unit++) {
      const at = group * units + unit
      sums[at] = (sums[at] as number) + (values[node * units + unit] as number)
    }
  })
  return sums
}

/** The same name is the same group whichever capture shows the node. */
function groupsOf(captures: readonly Capture[], nodes: UnitedNodes, by: 'kind' | 'rig') {
  const names: (string | null)[] = []
  const groupOfName = new Map<string | null, number>()
  const groupOfText = captures.map(({ texts }) => new Uint32Array(texts.length + 1).fill(none))
  const groupOf = new Uint32Array(nodes.count)
  for (let node = 0; node < nodes.count; node++) {
    const index = nodes.capture[node] as number
    const capture = captures[index] as Capture
    const text = capture.nodes[by][nodes.row[node] as number] as number
    const known = groupOfText[index] as Uint32Array
    const place = text === none ? capture.texts.length : text
    let group = known[place] as number
    if (group === none) {
      const name = capture.texts[place] ?? null
      group = groupOfName.get(name) ?? names.push(name) - 1
      groupOfName.set(name, group)
      known[place] = group
    }
    groupOf[node] = group
  }
  return { groupOf, names }
}
