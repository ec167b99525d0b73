// Reads an encoded capture that anyone may have made: columns become views of its bytes, and every length, index and order that the
// views rely on is checked, so that a hostile file is refused with a sentence and never throws later.
import type { Capture } from './capture'
import { captureMagic, maxHeaderBytes, pad8, prefixBytes, type CaptureHeader } from './capture-header'
import { checkCaptureHeader } from './check-capture-header'
import { objectionTo } from './judge-columns'

export interface CaptureRefusal {
  readonly kind: 'refused'
  readonly sentence: string
}

export interface DecodedHeader {
  readonly kind: 'header'
  readonly header: CaptureHeader
  /** Where the texts begin. */
  readonly textsAt: number
  readonly textsBytes: number
  /** What the whole file has to have. */
  readonly totalBytes: number
}

const refuse = (sentence: string): CaptureRefusal => ({ kind: 'refused', sentence })

/** How many bytes of a file decodeCaptureHeader needs, told from its first `prefixBytes`; a sentence where it is no capture. */
export function headerBytesIn(prefix: Uint8Array): number | CaptureRefusal {
  if (prefix.byteLength < prefixBytes) return refuse('This capture is cut off in its first bytes.')
  if (captureMagic.some((byte, i) => i < 7 && prefix[i] !== byte)) return refuse('This is not a Rigscope capture.')
  if (prefix[7] !== captureMagic[7])
    return refuse(
      `This capture has version ${prefix[7]}; this Rigscope reads version ${captureMagic[7]}. Update Rigscope.`,
    )
  const bytes = new DataView(prefix.buffer, prefix.byteOffset, prefixBytes).getUint32(8, true)
  if (bytes > maxHeaderBytes)
    return refuse(`The header of this capture has ${bytes} bytes; ${maxHeaderBytes} are the most.`)
  return prefixBytes + bytes
}

/** The header from the first bytes of a file; the rest need not be there. */
export function decodeCaptureHeader(bytes: Uint8Array): DecodedHeader | CaptureRefusal {
  const end = headerBytesIn(bytes)
  if (typeof end !== 'number') return end
  if (bytes.byteLength < end) return refuse('This capture is cut off in its header.')
  const json = parse(bytes.subarray(prefixBytes, end))
  if (json === undefined) return refuse('The header of this capture is damaged.')
  const checked = checkCaptureHeader(json)
  if (checked.kind === 'refused') return checked
  const { header } = checked
  const textsAt = pad8(end)
  const textsBytes = new DataView(bytes.buffer, bytes.byteOffset, prefixBytes).getUint32(12, true)
  return { kind: 'header', header, textsAt, textsBytes, totalBytes: pad8(textsAt + textsBytes) + columnBytes(header) }
}

/** The capture, whose columns are views of `bytes` wherever these begin at a multiple of 8. */
export function decodeCapture(
  given: Uint8Array,
): { readonly kind: 'capture'; readonly capture: Capture } | CaptureRefusal {
  // Not slice(): that of Node's Buffer copies nothing.
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given)
  const decoded = decodeCaptureHeader(bytes)
  if (decoded.kind === 'refused') return decoded
  const { header, textsAt, textsBytes, totalBytes } = decoded
  if (bytes.byteLength !== totalBytes)
    return refuse(
      `This capture has ${bytes.byteLength} bytes and should have ${totalBytes}: it was cut off or changed.`,
    )
  const texts = parse(bytes.subarray(textsAt, textsAt + textsBytes))
  if (!isTexts(texts) || texts.length !== header.counts.texts) return refuse('The texts of this capture are damaged.')
  const capture = viewColumns(header, texts, bytes, pad8(textsAt + textsBytes))
  const objection = objectionTo(capture)
  return objection === null ? { kind: 'capture', capture } : refuse(objection)
}

function viewColumns(header: CaptureHeader, texts: readonly string[], bytes: Uint8Array, from: number): Capture {
  const { title, madeAt, source, conditions, notices, time, isTruncated, threads, counts } = header
  const take = new ColumnViews(bytes, from)
  const { nodes, frames, costs, events, links } = counts
  return {
    ...{ title, madeAt, source, conditions, notices, time, isTruncated, texts, threads },
    nodes: {
      count: nodes,
      name: take.u32(nodes),
      path: take.u32(nodes),
      kind: take.u32(nodes),
      rig: take.u32(nodes),
      namespace: take.u32(nodes),
      component: take.u32(nodes),
      stableId: take.u32(nodes),
      parent: take.u32(nodes),
      sessionId: take.u32(nodes),
      cycle: take.u8(nodes),
      gpu: take.u8(nodes),
      gpuWhy: take.u32(nodes),
      reason: take.u32(nodes),
    },
    frames: {
      count: frames,
      number: take.f64(frames),
      start: take.f64(frames),
      wall: take.f64(frames),
      evaluation: take.f64(frames),
      drawSubmit: take.f64(frames),
      pass: take.u16(frames),
    },
    costs: {
      first: take.u32(nodes + 1),
      frame: take.u32(costs),
      self: take.f64(costs),
      inclusive: take.f64(costs),
      calls: take.u32(costs),
    },
    events:
      events === null
        ? null
        : {
            count: events,
            start: take.f64(events),
            duration: take.f64(events),
            name: take.u32(events),
            category: take.u32(events),
            node: take.u32(events),
            thread: take.u32(events),
            parent: take.u32(events),
            self: take.f64(events),
          },
    links: links === null ? null : { from: take.u32(links), to: take.u32(links), isWhole: header.linksAreWhole },
  }
}

class ColumnViews {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  u8 = (rows: number) => new Uint8Array(this.bytes.buffer, this.skip(rows), rows)
  u16 = (rows: number) => new Uint16Array(this.bytes.buffer, this.skip(rows * 2), rows)
  u32 = (rows: number) => new Uint32Array(this.bytes.buffer, this.skip(rows * 4), rows)
  f64 = (rows: number) => new Float64Array(this.bytes.buffer, this.skip(rows * 8), rows)

  private skip(bytes: number): number {
    const offset = this.bytes.byteOffset + this.at
    this.at += pad8(bytes)
    return offset
  }
}

/** Bytes of all columns: beside each other, as viewColumns takes them. */
function columnBytes({ counts }: CaptureHeader): number {
  const { nodes, frames, costs, events, links } = counts
  const u8 = pad8
  const u16 = (rows: number) => pad8(rows * 2)
  const u32 = (rows: number) => pad8(rows * 4)
  const f64 = (rows: number) => rows * 8
  return (
    11 * u32(nodes) +
    2 * u8(nodes) +
    5 * f64(frames) +
    u16(frames) +
    u32(nodes + 1) +
    2 * u32(costs) +
    2 * f64(costs) +
    (events === null ? 0 : 3 * f64(events) + 5 * u32(events)) +
    (links === null ? 0 : 2 * u32(links))
  )
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    // Neither UTF-8 nor JSON: undefined is no JSON value.
    return undefined
  }
}
