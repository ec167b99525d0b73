// A recorded session read into memory and cut for looping: what was told before the loop, what happens in it, and how its times
// lie on the recorded host's clock. Playing it is left to playback.ts.
import { openContainer } from '../../container/read-container'
import type { Manifest } from '../../model/container/manifest'
import type { LogRecord } from '../../model/container/message-log'
import { decodeColumns, type Frames } from '../protocol/columns'
import { fromBridge, type FromBridge, type Hello, type Heartbeat } from '../protocol/messages'
import { SceneState } from './scene-state'

/** More than this is not held in memory: some ten minutes of 5,000 nodes at 10 Hz. */
const maxBytes = 1024 ** 3

export type RecordedMessage =
  | { readonly time: number; readonly kind: 'text'; readonly message: FromBridge }
  | { readonly time: number; readonly kind: 'frames' | 'samples'; readonly bytes: Uint8Array }

export interface Recording {
  readonly kind: 'recording'
  readonly manifest: Manifest
  readonly hello: Hello
  /** What held when the loop begins. */
  readonly opening: SceneState
  readonly openingHeartbeat: Heartbeat | null
  /** Messages of the loop; `time` is seconds since the loop began, below `loopSeconds`. */
  readonly loop: readonly RecordedMessage[]
  readonly loopSeconds: number
  /** The recorded host's clock when the loop began. */
  readonly hostTime: number
  /** How far roster versions go on from one pass to the next; 0 where the loop changes no roster. */
  readonly rosterSpan: number
  /** Interval from the last frame of a pass to the first of the next. */
  readonly wrapInterval: number
}

export interface RecordingRefusal {
  readonly kind: 'refused'
  readonly sentence: string
}

/** Reads a container to play it. */
export async function loadRecording(file: string): Promise<Recording | RecordingRefusal> {
  const container = await openContainer(file)
  if (container.kind === 'refused') return container
  const refuse = (sentence: string): RecordingRefusal => ({ kind: 'refused', sentence: `${file}: ${sentence}` })
  try {
    const messages: RecordedMessage[] = []
    let bytes = 0
    for await (const event of container.events()) {
      if (event.kind === 'refused') return event
      bytes += event.record.data.length
      if (bytes > maxBytes) return refuse(`It holds more than ${maxBytes} bytes of messages, too much to play.`)
      const message = readRecord(event.record)
      if (typeof message === 'string') return refuse(`At ${event.record.time.toFixed(3)} s: ${message}`)
      messages.push(message)
    }
    return cut(messages, container.manifest) ?? refuse('It does not say which host it is of: it has no hello.')
  } finally {
    await container.close()
  }
}

function readRecord(record: LogRecord): RecordedMessage | string {
  const { time, data } = record
  if (typeof data !== 'string') {
    const columns = decodeColumns(data)
    return columns.kind === 'refused' ? columns.sentence : { time, kind: columns.kind, bytes: data }
  }
  let value: unknown
  try {
    value = JSON.parse(data)
  } catch (error) {
    if (error instanceof SyntaxError) return `A text message is not JSON (${error.message}).`
    throw error
  }
  const parsed = fromBridge.safeParse(value)
  if (parsed.success) return { time, kind: 'text', message: parsed.data }
  const issue = parsed.error.issues[0]
  return `A text message is not one of this protocol (${issue?.path.join('.')}: ${issue?.message}).`
}

function cut(messages: readonly RecordedMessage[], manifest: Manifest): Recording | null {
  const hello = messages.flatMap((m) => (m.kind === 'text' && m.message.type === 'hello' ? [m.message] : []))[0]
  if (hello === undefined) return null
  const first = indexOfLoop(messages)
  const loopTime = messages[first]?.time ?? 0
  const hostTime = loopTime + hostClockAtLogStart(messages, hello)
  const { span, wrapInterval } = frameSpan(messages.slice(first))
  const end = messages.at(-1)?.time ?? 0
  const loopSeconds = span ?? Math.max(1, end - loopTime)

  const opening = new SceneState()
  let openingHeartbeat: Heartbeat | null = null
  for (const entry of messages.slice(0, first)) {
    if (entry.kind !== 'text') continue
    opening.apply(entry.message)
    if (entry.message.type === 'heartbeat') openingHeartbeat = entry.message
  }
  const loop = messages
    .slice(first)
    .map((entry) => ({ ...entry, time: entry.time - loopTime }))
    .filter((entry) => entry.time < loopSeconds)
  openingHeartbeat ??= firstHeartbeat(loop)
  const versions = loop.flatMap((m) => (m.kind === 'text' && m.message.type === 'roster' ? [m.message.version] : []))
  const rosterSpan = versions.length === 0 ? 0 : Math.max(...versions) - (opening.rosterVersion ?? 0) + 1
  return {
    kind: 'recording',
    manifest,
    hello,
    opening,
    openingHeartbeat,
    loop,
    loopSeconds,
    hostTime,
    rosterSpan,
    wrapInterval,
  }
}

// The loop begins with the first frames after the roster is whole: before that, names are missing.
function indexOfLoop(messages: readonly RecordedMessage[]): number {
  const whole = messages.findIndex(
    (m) => m.kind === 'text' && m.message.type === 'roster' && m.message.part === m.message.parts - 1,
  )
  const frames = messages.findIndex((m, i) => i > whole && m.kind === 'frames')
  return frames >= 0 ? frames : whole + 1 || messages.findIndex((m) => m.kind === 'text') + 1
}

// A heartbeat is sent as soon as it is made, so the quickest of them tells how the host's clock lies to the log's.
function hostClockAtLogStart(messages: readonly RecordedMessage[], hello: Hello): number {
  const offsets = messages.flatMap((m) =>
    m.kind === 'text' && m.message.type === 'heartbeat' ? [m.message.time - m.time] : [],
  )
  return offsets.length > 0 ? offsets.reduce((a, b) => Math.max(a, b)) : hello.clock.monotonic
}

function frameSpan(loop: readonly RecordedMessage[]): { span: number | null; wrapInterval: number } {
  const rows: Frames[] = []
  for (const entry of loop) {
    if (entry.kind !== 'frames') continue
    const columns = decodeColumns(entry.bytes)
    if (columns.kind === 'frames' && columns.rows > 0) rows.push(columns)
  }
  const from = rows[0]?.time[0]
  const to = rows.at(-1)?.time.at(-1)
  const intervals = rows.flatMap((r) => [...r.interval].filter((s) => s > 0)).sort((a, b) => a - b)
  const wrapInterval = intervals[intervals.length >> 1] ?? 1 / 24
  return { span: from !== undefined && to !== undefined && to > from ? to - from + wrapInterval : null, wrapInterval }
}

function firstHeartbeat(loop: readonly RecordedMessage[]): Heartbeat | null {
  for (const entry of loop) if (entry.kind === 'text' && entry.message.type === 'heartbeat') return entry.message
  return null
}
