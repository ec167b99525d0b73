// Writes a capture for speedscope: frames as the first profile, then one for each thread, all of opening and closing events in
// strict nesting, which speedscope insists on. Where to is left to whoever takes the chunks.
import { none, textOf, type Capture } from '../capture'
import { frameSpans } from './frame-spans'
import { laidNote, laidTrackName, layCosts } from './laid-costs'
import { rowsBy } from './rows-by'
import { inChunks, orNull, withCommas } from './text-chunks'

/** One thing on a track: what it is called, when, and what it lies in. Rows in order of start. */
interface Spans {
  readonly name: string
  readonly rows: Iterable<number>
  readonly end: number
  start(row: number): number
  endOf(row: number): number
  parent(row: number): number
  frame(row: number): number
}

/** The file in chunks of text. Times are seconds. */
export function speedscope(capture: Capture): Generator<string> {
  return inChunks(pieces(capture))
}

function* pieces(capture: Capture): Generator<string> {
  const names = new FrameNames(capture)
  const profiles = [framesOnTop(capture, names), ...(capture.events === null ? costSpans : eventSpans)(capture, names)]
  const head = {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name: capture.title,
    exporter: 'rigscope',
    activeProfileIndex: Math.min(1, profiles.length - 1),
    ...(capture.events === null ? { note: laidNote } : {}),
  }
  // The names lie before the profiles that count them, so they are all gathered first.
  yield `${JSON.stringify(head).slice(0, -1)},\n"shared":{"frames":[\n`
  for (const spans of profiles) for (const row of spans.rows) spans.frame(row)
  yield* withCommas(names.all())
  yield ']},\n"profiles":[\n'
  let isFirst = true
  for (const spans of profiles) {
    yield `${isFirst ? '' : ',\n'}{"type":"evented","name":${JSON.stringify(spans.name)},"unit":"seconds","startValue":0,"endValue":${orNull(spans.end)},"events":[\n`
    yield* withCommas(opensAndCloses(spans))
    yield ']}'
    isFirst = false
  }
  yield '\n]}\n'
}

/** Follows the parents that the capture tells; where clocks let events overlap, the outer or earlier one gives way. */
function* opensAndCloses(spans: Spans): Generator<string> {
  const open: { row: number; end: number }[] = []
  const close = (at: number) => {
    const { row, end } = open.pop() as { row: number; end: number }
    return `{"type":"C","frame":${spans.frame(row)},"at":${Math.min(end, at)}}`
  }
  for (const row of spans.rows) {
    const start = spans.start(row)
    const parent = spans.parent(row)
    let around = open.at(-1)
    while (around !== undefined && (around.row !== parent || around.end < start)) {
      yield close(start)
      around = open.at(-1)
    }
    yield `{"type":"O","frame":${spans.frame(row)},"at":${start}}`
    open.push({ row, end: Math.min(spans.endOf(row), around?.end ?? spans.end) })
  }
  while (open.length > 0) yield close(spans.end)
}

function framesOnTop(capture: Capture, names: FrameNames): Spans {
  const { start, duration } = frameSpans(capture)
  const rows = Uint32Array.from(start, (_, row) => row)
  return {
    ...spansOn('Frames', rows, start, duration),
    parent: () => none,
    frame: (row) => names.ofFrame(capture.frames.number[row] as number),
  }
}

function eventSpans(capture: Capture, names: FrameNames): Spans[] {
  const { events, threads } = capture
  if (events === null) return []
  const { first, rows } = rowsBy(events.thread, threads.length)
  return threads.map((name, thread) => ({
    ...spansOn(name, rows.subarray(first[thread], first[thread + 1]), events.start, events.duration),
    parent: (row) => events.parent[row] as number,
    frame: (row) => names.ofEvent(events.name[row] as number, events.node[row] as number),
  }))
}

function costSpans(capture: Capture, names: FrameNames): Spans[] {
  const laid = layCosts(capture)
  const { first, rows } = rowsBy(laid.track, laid.tracks)
  return Array.from({ length: laid.tracks }, (_, track) => ({
    ...spansOn(laidTrackName(track), rows.subarray(first[track], first[track + 1]), laid.start, laid.duration),
    parent: () => none,
    frame: (row) => names.ofEvent(none, laid.node[row] as number),
  }))
}

/** What speedscope calls frames: every pair of event and node is one, and nodes of one name stay apart. */
class FrameNames {
  private readonly indices = new Map<number | string, number>()
  private readonly frames: string[] = []

  constructor(private readonly capture: Capture) {}

  ofFrame(number: number): number {
    return this.index(`frame ${number}`, () => ({ name: Number.isNaN(number) ? 'Frame' : `Frame ${number}` }))
  }

  ofEvent(event: number, node: number): number {
    // Both are below 2^32 and there are fewer nodes than 2^21, or the pair is told by text.
    const key = node < 2 ** 21 ? event * 2 ** 21 + node : `${event} ${node}`
    return this.index(key, () => this.describe(event, node))
  }

  all(): readonly string[] {
    return this.frames
  }

  private index(key: number | string, describe: () => { name: string; file?: string }): number {
    const known = this.indices.get(key)
    if (known !== undefined) return known
    this.indices.set(key, this.frames.length)
    return this.frames.push(JSON.stringify(describe())) - 1
  }

  private describe(event: number, node: number): { name: string; file?: string } {
    const { nodes } = this.capture
    const eventName = textOf(this.capture, event)
    if (node >= nodes.count) return { name: eventName ?? '?' }
    const nodeName = textOf(this.capture, nodes.name[node]) ?? '?'
    const name = eventName === null || eventName === nodeName ? nodeName : `${nodeName} (${eventName})`
    const path = textOf(this.capture, nodes.path[node])
    return path === null ? { name } : { name, file: path }
  }
}

/** What is told of rows by their times alone. */
function spansOn(name: string, rows: Uint32Array, start: Float64Array, duration: Float64Array) {
  const endOf = (row: number) => {
    const lasts = duration[row] as number
    return (start[row] as number) + (Number.isNaN(lasts) ? 0 : lasts)
  }
  return {
    name,
    rows,
    end: rows.reduce((end, row) => Math.max(end, endOf(row)), 0),
    start: (row: number) => start[row] as number,
    endOf,
  }
}
