// Writes a capture as a Chrome trace, the JSON that Perfetto, Chrome's DevTools and speedscope open: frames on a track of their own,
// events on their threads. Where to is left to whoever takes the chunks.
import type { Capture } from '../capture'
import { frameSpans } from './frame-spans'
import { laidNote, laidTrackName, layCosts } from './laid-costs'
import { inChunks, orNull, quotedTexts, withCommas } from './text-chunks'

/** The reader knows frames and laid costs by their categories. */
export const frameCategory = 'rigscope.frame'
export const costCategory = 'rigscope.cost'
export const frameName = 'Rigscope frame'

const frameTrack = 0
const firstTrack = 1

/** The file in chunks of text. Times are microseconds, rounded to the nanosecond that viewers count in. */
export function chromeTrace(capture: Capture): Generator<string> {
  return inChunks(pieces(capture))
}

function* pieces(capture: Capture): Generator<string> {
  const { title, madeAt, source, conditions, time, isTruncated, notices } = capture
  const note = capture.events === null ? laidNote : null
  const rigscope = { title, madeAt, source, conditions, time, isTruncated, notices, note }
  yield `{"displayTimeUnit":"ms","otherData":{"rigscope":${JSON.stringify(rigscope)}},\n"traceEvents":[\n`
  yield* withCommas(traceEvents(capture))
  yield '\n]}\n'
}

function* traceEvents(capture: Capture): Generator<string> {
  yield metadata('process_name', frameTrack, { name: capture.title === '' ? 'Rigscope capture' : capture.title })
  yield* trackName(frameTrack, 'Frames')
  yield* frameEvents(capture)
  if (capture.events === null) yield* laidCosts(capture)
  else yield* events(capture, capture.events)
}

function* frameEvents(capture: Capture): Generator<string> {
  const { frames } = capture
  const spans = frameSpans(capture)
  for (let i = 0; i < frames.count; i += 1) {
    const args = `{"number":${orNull(frames.number[i])},"pass":${frames.pass[i]},"evaluation":${orNull(frames.evaluation[i])},"drawSubmit":${orNull(frames.drawSubmit[i])},"wall":${orNull(frames.wall[i])}}`
    const span = spanOf(spans.start[i] as number, spans.duration[i] as number)
    yield `{"ph":"X","pid":1,"tid":${frameTrack},"name":"${frameName}","cat":"${frameCategory}",${span},"args":${args}}`
  }
}

function* events(
  capture: Capture,
  { count, start, duration, name, category, node, thread }: NonNullable<Capture['events']>,
) {
  for (const [index, text] of capture.threads.entries()) yield* trackName(firstTrack + index, text)
  const quoted = quotedTexts(capture)
  const argsOf = nodeArgs(capture, quoted)
  for (let i = 0; i < count; i += 1) {
    const span = spanOf(start[i] as number, duration[i] as number)
    const about = argsOf(node[i] as number)
    yield `{"ph":"X","pid":1,"tid":${firstTrack + (thread[i] as number)},"name":${quoted(name[i]) ?? '"?"'},"cat":${quoted(category[i]) ?? '""'},${span}${about === '' ? '' : `,"args":{${about}}`}}`
  }
}

function* laidCosts(capture: Capture): Generator<string> {
  const laid = layCosts(capture)
  yield metadata('process_labels', frameTrack, { labels: laidNote })
  for (let track = 0; track < laid.tracks; track += 1) yield* trackName(firstTrack + track, laidTrackName(track))
  const quoted = quotedTexts(capture)
  const argsOf = nodeArgs(capture, quoted)
  const { costs, nodes } = capture
  for (let i = 0; i < laid.node.length; i += 1) {
    const node = laid.node[i] as number
    const row = laid.cost[i] as number
    const figures = `"self":${orNull(costs.self[row])},"inclusive":${orNull(costs.inclusive[row])},"frame":${costs.frame[row]}`
    const about = [argsOf(node), figures].filter((part) => part !== '').join(',')
    const span = spanOf(laid.start[i] as number, laid.duration[i] as number)
    yield `{"ph":"X","pid":1,"tid":${firstTrack + (laid.track[i] as number)},"name":${quoted(nodes.name[node]) ?? '"?"'},"cat":"${costCategory}",${span},"args":{${about}}}`
  }
}

/** What a node is, once for each node: `"node":..,"path":..`; empty for no node. */
function nodeArgs({ nodes }: Capture, quoted: (index: number | undefined) => string | null): (node: number) => string {
  const args: string[] = []
  return (node) => {
    if (node >= nodes.count) return ''
    return (args[node] ??= (
      [
        ['node', nodes.name],
        ['path', nodes.path],
        ['kind', nodes.kind],
        ['rig', nodes.rig],
      ] as const
    )
      .map(([key, column]) => `"${key}":${quoted(column[node]) ?? 'null'}`)
      .join(','))
  }
}

/** Both ends are rounded, so that what lies inside another still does. */
function spanOf(start: number, duration: number): string {
  const from = Math.round(start * 1e9)
  const to = Number.isNaN(duration) ? from : Math.round((start + duration) * 1e9)
  return `"ts":${from / 1000},"dur":${(to - from) / 1000}`
}

function metadata(name: string, track: number, args: object): string {
  return JSON.stringify({ ph: 'M', pid: 1, tid: track, name, args })
}

function* trackName(track: number, name: string): Generator<string> {
  yield metadata('thread_name', track, { name })
  // Viewers sort tracks by name otherwise, and frames belong on top.
  yield metadata('thread_sort_index', track, { sort_index: track })
}
