// Reading for the tests of formats: a text or bytes in pieces of any size, and captures as plain rows that a reader can compare.
import { gzipSync } from 'node:zlib'
import { type Capture, none, textOf } from '../../../../model/capture/capture'
import { readCapture, type ReadOptions, type ReadOutcome } from '../../../../model/capture/read/read-capture'

const encoder = new TextEncoder()

export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Every piece is read by itself, unless `options` say otherwise. */
export function readBytes(
  bytes: Uint8Array,
  options: Partial<ReadOptions> & { readonly piece?: number } = {},
): Promise<ReadOutcome> {
  const { piece = 1 << 16, limits, ...rest } = options
  return readCapture(inPieces(bytes, piece), { fileName: 'scene.txt', ...rest, limits: { batchBytes: 1, ...limits } })
}

export const readText = (text: string, options?: Parameters<typeof readBytes>[1]) =>
  readBytes(encoder.encode(text), options)

export const packed = (text: string): Uint8Array => new Uint8Array(gzipSync(text))

/** The capture that a text must hold. */
export async function captureOf(text: string, options?: Parameters<typeof readBytes>[1]): Promise<Capture> {
  const outcome = await readText(text, options)
  if (outcome.kind === 'refused') throw new Error(outcome.sentence)
  return outcome.capture
}

/** The sentence that a text must be refused with. */
export async function sentenceOf(text: string, options?: Parameters<typeof readBytes>[1]): Promise<string> {
  const outcome = await readText(text, options)
  if (outcome.kind === 'capture') throw new Error('It was read, and should not be.')
  return outcome.sentence
}

export interface EventRow {
  readonly name: string
  readonly category: string | null
  readonly thread: string
  /** Microseconds since the first event. */
  readonly start: number
  readonly duration: number
  readonly self: number
  /** Name of the event around it. */
  readonly parent: string | null
}

const microseconds = (seconds: number) => Math.round(seconds * 1e9) / 1e3

export function eventRows(capture: Capture): EventRow[] {
  const { events, threads } = capture
  if (events === null) return []
  return Array.from({ length: events.count }, (_, row) => {
    const parent = events.parent[row] as number
    return {
      name: textOf(capture, events.name[row]) ?? '?',
      category: textOf(capture, events.category[row]),
      thread: threads[events.thread[row] as number] ?? '?',
      start: microseconds(events.start[row] as number),
      duration: microseconds(events.duration[row] as number),
      self: microseconds(events.self[row] as number),
      parent: parent === none ? null : (textOf(capture, events.name[parent]) ?? '?'),
    }
  })
}

export interface CostRow {
  readonly node: string
  readonly frame: number
  readonly self: number
  readonly inclusive: number
  readonly calls: number
}

/** Costs in microseconds, by node and frame. */
export function costRows(capture: Capture): CostRow[] {
  const { nodes, costs } = capture
  const rows: CostRow[] = []
  for (let node = 0; node < nodes.count; node++)
    for (let row = costs.first[node] as number; row < (costs.first[node + 1] as number); row++)
      rows.push({
        node: textOf(capture, nodes.name[node]) ?? '?',
        frame: costs.frame[row] as number,
        self: microseconds(costs.self[row] as number),
        inclusive: microseconds(costs.inclusive[row] as number),
        calls: costs.calls[row] as number,
      })
  return rows
}

export const sentences = (capture: Capture) => capture.notices.map(({ kind, sentence }) => `${kind}: ${sentence}`)
