// Makes one capture of what a host recorded by itself and of what its bridge told meanwhile: the recording knows costs and events, the
// bridge knows what the nodes are, where they belong and which frames these were. They meet by the nodes' names.
import type { CaptureNode, Node } from '../../../bridge/protocol/messages'
import {
  type Capture,
  type CaptureCosts,
  type CaptureLinks,
  type CaptureNodes,
  type CaptureNotice,
  none,
  textOf,
} from '../capture'
import { conditionsOf, madeAtOf, noticesOf, triOf } from './assemble-capture'
import type { LoggedCapture } from './capture-log'
import type { NodeNames } from './node-names'
import { recordedFrames } from './recorded-frames'
import { ShownNodes } from './shown-nodes'
import { TextRows } from './text-rows'

/** The capture, or what does not fit together in its log. */
export function joinRecording(log: LoggedCapture, recording: Capture, names: NodeNames): Capture | string {
  const { hello, scene, facts } = log
  const nodeOf = nodesOfRows(recording, names)
  const shown = new ShownNodes(log.roster)
  const wanted = new Set(nodeOf.flatMap((node) => (node === null ? [] : [node.id])))
  const told = facts.filter(({ id }) => wanted.has(id))
  for (const ids of [wanted, ...told.map(({ upstream }) => upstream)]) {
    const lost = shown.addAll(ids)
    if (lost !== null) return `node ${lost} is told of and is not in its list of nodes`
  }
  const rowOf = rowsOfShown(nodeOf, shown)
  const { frames, rowOf: frameRow, notices } = recordedFrames(log, recording)
  const texts = new TextRows(recording.texts)
  const { nodes } = recording
  const count = nodes.count + rowOf.added
  return {
    ...recording,
    title: scene?.name ?? hello.host.name,
    madeAt: madeAtOf(log),
    source: { kind: 'host', host: hello.host.name, hostVersion: hello.host.version },
    conditions: conditionsOf(log),
    notices: [...noticesOf(log), ...notices, ...recording.notices, ...unknownNodes(recording, nodeOf)],
    nodes: joinedNodes(log, recording, { shown, rowOf: rowOf.of, count, texts }),
    texts: texts.all,
    frames,
    costs: keptCosts(recording.costs, frameRow, count),
    links: log.linksWhole === null ? null : linksOf(told, rowOf.of, log.linksWhole),
  }
}

/** For each row of the recording the node that it is; null for events that are about none, and for names that fit none. */
function nodesOfRows(recording: Capture, names: NodeNames): readonly (Node | null)[] {
  const { path, kind, count } = recording.nodes
  return Array.from({ length: count }, (_, row) => {
    // A row of a file has a category for its kind where it stands for events, and none where it stands for a node.
    const called = kind[row] === none ? textOf(recording, path[row]) : null
    return (called === null ? undefined : names.find(called)) ?? null
  })
}

/** Rows of the joined capture by id: the recording's where it has the node, and those of nodes that it lacks behind them. */
function rowsOfShown(nodeOf: readonly (Node | null)[], shown: ShownNodes) {
  const of = new Map<number, number>()
  nodeOf.forEach((node, row) => {
    // One node may be called by its name and by its path; the first row stands for it.
    if (node !== null && !of.has(node.id)) of.set(node.id, row)
  })
  let added = 0
  for (const id of shown.ids) if (!of.has(id)) of.set(id, nodeOf.length + added++)
  return { of, added }
}

interface Joining {
  readonly shown: ShownNodes
  readonly rowOf: ReadonlyMap<number, number>
  readonly count: number
  readonly texts: TextRows
}

function joinedNodes(
  { roster, scene, facts }: LoggedCapture,
  { nodes }: Capture,
  { rowOf, count, texts }: Joining,
): CaptureNodes {
  const indices = (column: Uint32Array) => {
    const longer = new Uint32Array(count).fill(none)
    longer.set(column)
    return longer
  }
  const states = (column: Uint8Array) => {
    const longer = new Uint8Array(count)
    longer.set(column)
    return longer
  }
  const columns = {
    ...{ name: indices(nodes.name), path: indices(nodes.path), kind: indices(nodes.kind), rig: indices(nodes.rig) },
    ...{ namespace: indices(nodes.namespace), component: indices(nodes.component), stableId: indices(nodes.stableId) },
    ...{ parent: indices(nodes.parent), sessionId: indices(nodes.sessionId), gpuWhy: indices(nodes.gpuWhy) },
    ...{ reason: indices(nodes.reason), cycle: states(nodes.cycle), gpu: states(nodes.gpu) },
  }
  const rigs = new Map(scene?.rigs.map(({ id, name }) => [id, name]))
  const factOf = new Map<number, CaptureNode>(facts.map((fact) => [fact.id, fact]))
  for (const [id, row] of rowOf) {
    const node = roster.get(id)
    if (node === undefined) continue
    columns.name[row] = texts.row(node.name)
    columns.path[row] = texts.row(node.path)
    columns.kind[row] = texts.row(node.kind)
    columns.rig[row] = texts.row(node.rig === null ? null : (rigs.get(node.rig) ?? roster.get(node.rig)?.name ?? null))
    columns.parent[row] = node.parent === null ? none : (rowOf.get(node.parent) ?? none)
    columns.sessionId[row] = id
    const fact = factOf.get(id)
    if (fact === undefined) continue
    for (const name of ['namespace', 'component', 'stableId', 'gpuWhy', 'reason'] as const)
      if (fact[name] !== null) columns[name][row] = texts.row(fact[name])
    // What was recorded is what happened; what the host says is for nodes of which nothing was.
    if (columns.cycle[row] === 0) columns.cycle[row] = triOf(fact.cycle)
    if (columns.gpu[row] === 0) columns.gpu[row] = triOf(fact.gpu)
  }
  return { count, ...columns }
}

/** Costs in the frames that are kept. */
function keptCosts(costs: CaptureCosts, frameRow: Int32Array, count: number): CaptureCosts {
  const first = new Uint32Array(count + 1)
  const rows: number[] = []
  const nodes = costs.first.length - 1
  for (let node = 0; node < count; node++) {
    if (node < nodes)
      for (let row = costs.first[node] as number; row < (costs.first[node + 1] as number); row++)
        if ((frameRow[costs.frame[row] as number] as number) >= 0) rows.push(row)
    first[node + 1] = rows.length
  }
  return {
    first,
    frame: Uint32Array.from(rows, (row) => frameRow[costs.frame[row] as number] as number),
    self: Float64Array.from(rows, (row) => costs.self[row] as number),
    inclusive: Float64Array.from(rows, (row) => costs.inclusive[row] as number),
    calls: Uint32Array.from(rows, (row) => costs.calls[row] as number),
  }
}

function linksOf(facts: readonly CaptureNode[], rowOf: ReadonlyMap<number, number>, isWhole: boolean): CaptureLinks {
  const pairs = facts.flatMap(({ id, upstream }) => upstream.map((above) => [above, id] as const))
  const rows = (side: 0 | 1) => Uint32Array.from(pairs, (pair) => rowOf.get(pair[side]) ?? none)
  return { from: rows(0), to: rows(1), isWhole }
}

function unknownNodes(recording: Capture, nodeOf: readonly (Node | null)[]): CaptureNotice[] {
  const { kind } = recording.nodes
  const unknown = nodeOf.filter((node, row) => node === null && kind[row] === none).length
  if (unknown === 0) return []
  const them = unknown === 1 ? '1 recorded node is' : `${unknown.toLocaleString('en')} recorded nodes are`
  const sentence = `${them} not among the nodes that the scene was known to have, or share a name; of these only the name is known.`
  return [{ kind: 'meaning', sentence }]
}
