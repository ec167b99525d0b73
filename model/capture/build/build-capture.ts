// Makes the immutable capture out of what was read from a file: order, nesting, frames, costs, then the columns. How a file
// says these things is left to read/.
import {
  type Capture,
  type CaptureConditions,
  type CaptureEvents,
  type CaptureNodes,
  type CaptureNotice,
  none,
  tri,
} from '../capture'
import { addCosts, framesOfEvents } from './add-costs'
import type { EventColumns } from './event-columns'
import { eventRoles, role } from './event-roles'
import { framesOf } from './frame-columns'
import { deepestNesting, nestEvents } from './nest-events'
import type { NodeTable } from './node-table'
import { orderEvents } from './order-events'
import { type FrameMark, framesNotice, splitFrames } from './split-frames'
import type { TextTable } from './text-table'

/** What a file holds, as read; building uses it up. */
export interface FileRecording {
  /** For people. */
  readonly format: string
  readonly title: string
  readonly fileName: string
  readonly conditions: Partial<CaptureConditions>
  readonly notices: readonly CaptureNotice[]
  readonly events: EventColumns
  readonly nodes: NodeTable
  readonly texts: TextTable
  readonly threads: readonly string[]
  readonly unitsPerSecond: number
  readonly marks: readonly FrameMark[]
  /** Without marks of any kind, pauses part the frames. */
  readonly framesByPauses: boolean
  /** False: where events lie says nothing of when they ran, only in which frame; they are processor time. */
  readonly isTimeline: boolean
}

const unknownConditions: CaptureConditions = {
  host: null,
  hostVersion: null,
  machine: null,
  hardwareClass: null,
  evaluationMode: null,
  scene: null,
  rigs: [],
  frameRange: null,
  targetFps: null,
  motion: null,
}

/** The capture, or a sentence that says why there is none. */
export function buildCapture(recording: FileRecording): Capture | string {
  const { events, nodes, unitsPerSecond } = recording
  const roles = eventRoles(recording.texts)
  orderEvents(events)
  const nesting = nestEvents(events, {
    threads: recording.threads.length,
    nodes: nodes.count,
    isNamed: nodes.isNamed,
    roles,
  })
  if (nesting === null)
    return `Events in this file nest more than ${deepestNesting.toLocaleString('en')} deep; no recording of a scene does, so it is not read.`
  const kept = keepUsed(events, nodes)
  const marks = [...recording.marks].sort((a, b) => a.start - b.start)
  const spans = splitFrames(events, nesting, roles, { marks, byPauses: recording.framesByPauses, unitsPerSecond })
  const { frame, outside } = framesOfEvents(events, spans)
  const origin = Math.min(events.start[0] ?? Infinity, spans.start[0] ?? Infinity)
  const frames = framesOf({ events, nesting, roles, spans, marks, frame, origin, unitsPerSecond })
  const costs = addCosts(events, nesting, frame, kept.length, unitsPerSecond)
  const columns = nodeColumns(kept, recording, events, nesting.inside)
  return {
    title: recording.title,
    madeAt: null,
    source: { kind: 'file', format: recording.format, fileName: recording.fileName },
    conditions: { ...unknownConditions, ...recording.conditions },
    notices: [...recording.notices, ...framesNotice(spans, outside)],
    time: recording.isTimeline ? 'wall' : 'processor',
    isTruncated: false,
    texts: recording.texts.all(),
    threads: recording.threads,
    nodes: columns,
    frames,
    costs,
    events: recording.isTimeline ? eventColumns(events, nesting, origin, unitsPerSecond) : null,
    links: null,
  }
}

/** Drops nodes without an event of their own and renumbers `events.node`; gives the rows that are kept. */
function keepUsed(events: EventColumns, nodes: NodeTable): Uint32Array {
  const newRow = new Uint32Array(nodes.count)
  for (let row = 0; row < events.count; row++) newRow[events.node[row] as number] = 1
  const kept: number[] = []
  for (let row = 0; row < nodes.count; row++) if (newRow[row] === 1) newRow[row] = kept.push(row) - 1
  for (let row = 0; row < events.count; row++) events.node[row] = newRow[events.node[row] as number] as number
  return Uint32Array.from(kept)
}

function nodeColumns(
  kept: Uint32Array,
  { nodes, texts }: FileRecording,
  events: EventColumns,
  inside: Uint8Array,
): CaptureNodes {
  const unknown = () => new Uint32Array(kept.length).fill(none)
  const cycle = new Uint8Array(kept.length)
  const gpu = new Uint8Array(kept.length)
  for (let row = 0; row < events.count; row++) {
    const around = inside[row] as number
    const node = events.node[row] as number
    if (nodes.isNamed[kept[node] as number] === 0) continue
    if ((around & role.cycle) !== 0) cycle[node] = tri.yes
    if ((around & role.gpu) !== 0) gpu[node] = tri.yes
  }
  return {
    count: kept.length,
    name: kept.map((row) => nodes.name[row] as number),
    path: kept.map((row) => nodes.path[row] as number),
    kind: kept.map((row) => nodes.kind[row] as number),
    rig: kept.map((row) => nodes.rig[row] as number),
    namespace: kept.map((row) => nodes.namespaceOf(row, texts)),
    component: unknown(),
    stableId: unknown(),
    parent: unknown(),
    sessionId: unknown(),
    cycle,
    gpu,
    gpuWhy: unknown(),
    reason: unknown(),
  }
}

/** The events' columns in seconds; the columns that were read are turned into it, not copied. */
function eventColumns(
  events: EventColumns,
  nesting: { readonly parent: Uint32Array; readonly self: Float64Array },
  origin: number,
  unitsPerSecond: number,
): CaptureEvents {
  const { count, start, duration, name, category, node, thread } = events
  const { parent, self } = nesting
  for (let row = 0; row < count; row++) {
    start[row] = ((start[row] as number) - origin) / unitsPerSecond
    duration[row] = (duration[row] as number) / unitsPerSecond
    self[row] = (self[row] as number) / unitsPerSecond
  }
  return { count, start, duration, name, category, node, thread, parent, self }
}
