// Lays out what a whole log tells as the columns of a capture: its nodes with all above them and its frames in order. The costs
// of nodes are lay-out-costs.ts's.
import { sampleFlags } from '../../../bridge/protocol/columns'
import type { CaptureNode } from '../../../bridge/protocol/messages'
import {
  type Capture,
  type CaptureConditions,
  type CaptureFrames,
  type CaptureLinks,
  type CaptureNodes,
  type CaptureNotice,
  none,
  tri,
} from '../capture'
import type { LoggedCapture, LoggedFrame } from './capture-log'
import { layOutCosts } from './lay-out-costs'
import { ShownNodes } from './shown-nodes'
import { TextRows } from './text-rows'

/** The capture, or what does not fit together in its log. */
export function assembleCapture(log: LoggedCapture): Capture | string {
  const { hello, scene, frames, end } = log
  const shown = new ShownNodes(log.roster)
  const facts = new Map(log.facts.map((node) => [node.id, node]))
  for (const { costs } of frames) {
    const lost = shown.addAll(costs.id)
    if (lost !== null) return `node ${lost} cost something and is not in its list of nodes`
  }
  for (const [id, { upstream }] of facts) {
    const lost = shown.addAll([id, ...upstream])
    if (lost !== null) return `node ${lost} is told of and is not in its list of nodes`
  }
  const texts = new TextRows()
  const firstTime = startOf(frames[0], end.motion)
  const flags = frames.reduce((all, { costs }) => all | costs.flags, 0)
  return {
    title: scene?.name ?? hello.host.name,
    madeAt: madeAtOf(log),
    source: { kind: 'host', host: hello.host.name, hostVersion: hello.host.version },
    conditions: conditionsOf(log),
    notices: noticesOf(log),
    time: (flags & sampleFlags.processorTime) !== 0 ? 'processor' : 'wall',
    isTruncated: (flags & sampleFlags.truncated) !== 0,
    nodes: nodesOf(log, shown, facts, texts),
    texts: texts.all,
    threads: [],
    frames: framesOf(log, firstTime),
    costs: layOutCosts(frames, shown),
    events: null,
    links: log.linksWhole === null ? null : linksOf(log.facts, shown, log.linksWhole),
  }
}

export function madeAtOf({ hello, frames }: LoggedCapture): number | null {
  const madeAt = hello.clock.wall - hello.clock.monotonic + (frames[0]?.row.time[0] ?? NaN)
  return Number.isFinite(madeAt) ? madeAt : null
}

export function conditionsOf({ hello, scene, frames, end }: LoggedCapture): CaptureConditions {
  const numbers = frames.map(({ row }) => row.frame[0] ?? NaN).filter((number) => !Number.isNaN(number))
  return {
    host: hello.host.name,
    hostVersion: hello.host.version,
    machine: hello.machine.name,
    hardwareClass: hello.machine.hardwareClass,
    evaluationMode: scene === null || scene.evaluationMode === 'unknown' ? null : scene.evaluationMode,
    scene: scene?.name ?? null,
    rigs: scene?.rigs.map(({ name, asset, version }) => ({ name, asset, version })) ?? [],
    frameRange:
      numbers.length === 0
        ? null
        : {
            start: numbers.reduce((low, number) => Math.min(low, number)),
            end: numbers.reduce((high, number) => Math.max(high, number)),
          },
    targetFps: scene?.targetFps ?? null,
    motion: end.motion,
  }
}

export function noticesOf({ end, frames }: LoggedCapture): readonly CaptureNotice[] {
  if (end.outcome === 'done' || end.notices.some(({ kind }) => kind === 'incomplete')) return end.notices
  return [...end.notices, { kind: 'incomplete', sentence: `The host ended the capture after ${frames.length} frames.` }]
}

function nodesOf(
  { roster, scene }: LoggedCapture,
  shown: ShownNodes,
  facts: ReadonlyMap<number, CaptureNode>,
  texts: TextRows,
): CaptureNodes {
  const count = shown.count
  const rigs = new Map(scene?.rigs.map(({ id, name }) => [id, name]))
  const text = () => new Uint32Array(count).fill(none)
  const columns = {
    ...{ name: text(), path: text(), kind: text(), rig: text(), namespace: text(), component: text() },
    ...{ stableId: text(), parent: text(), gpuWhy: text(), reason: text() },
    sessionId: Uint32Array.from(shown.ids),
    cycle: new Uint8Array(count),
    gpu: new Uint8Array(count),
  }
  shown.ids.forEach((id, row) => {
    const node = roster.get(id)
    if (node === undefined) return
    const known = facts.get(id)
    columns.name[row] = texts.row(node.name)
    columns.path[row] = texts.row(node.path)
    columns.kind[row] = texts.row(node.kind)
    const rig = node.rig === null ? null : (rigs.get(node.rig) ?? roster.get(node.rig)?.name ?? null)
    columns.rig[row] = texts.row(rig)
    columns.parent[row] = node.parent === null ? none : (shown.rowOf(node.parent) ?? none)
    if (known === undefined) return
    for (const name of ['namespace', 'component', 'stableId', 'gpuWhy', 'reason'] as const)
      columns[name][row] = texts.row(known[name])
    columns.cycle[row] = triOf(known.cycle)
    columns.gpu[row] = triOf(known.gpu)
  })
  return { count, ...columns }
}

export const triOf = (value: boolean | null): number => (value === null ? tri.unknown : value ? tri.yes : tri.no)

function framesOf({ frames, end }: LoggedCapture, firstTime: number): CaptureFrames {
  const column = (of: (frame: LoggedFrame) => number) => Float64Array.from(frames, of)
  return {
    count: frames.length,
    number: column(({ row }) => row.frame[0] ?? NaN),
    start: column((frame) => startOf(frame, end.motion) - firstTime),
    wall: column((frame) => wallOf(frame, end.motion)),
    evaluation: column(evaluationOf),
    drawSubmit: column(({ row }) => row.drawSubmit[0] ?? NaN),
    pass: Uint16Array.from(frames, ({ pass }) => pass),
  }
}

function evaluationOf({ row, costs }: LoggedFrame): number {
  const measured = row.evaluation[0] ?? NaN
  return Number.isNaN(measured) ? costs.wall : measured
}

/** From frame to frame where the host plays; where it is stepped, what lies between two steps is no part of a frame. */
function wallOf(frame: LoggedFrame, motion: CaptureConditions['motion']): number {
  const interval = frame.row.interval[0] ?? NaN
  if (motion === 'observed' && !Number.isNaN(interval)) return interval
  const draw = frame.row.drawSubmit[0] ?? NaN
  return evaluationOf(frame) + (Number.isNaN(draw) ? 0 : draw)
}

function startOf(frame: LoggedFrame | undefined, motion: CaptureConditions['motion']): number {
  if (frame === undefined) return NaN
  const wall = wallOf(frame, motion)
  return (frame.row.time[0] ?? NaN) - (Number.isNaN(wall) ? 0 : wall)
}

function linksOf(facts: readonly CaptureNode[], shown: ShownNodes, isWhole: boolean): CaptureLinks {
  const pairs = facts.flatMap(({ id, upstream }) => upstream.map((above) => [above, id] as const))
  const rows = (side: 0 | 1) => Uint32Array.from(pairs, (pair) => shown.rowOf(pair[side]) as number)
  return { from: rows(0), to: rows(1), isWhole }
}
