// Writes a capture in the one binary form that the hub keeps and the page reads: a short header, the texts, then the columns as they
// lie in memory. Nothing is copied; what comes back is a list of views to be written one after another.
import type { Capture } from './capture'
import { captureMagic, headerOf, pad8, prefixBytes } from './capture-header'

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** The bytes in order. The views are of the capture's own columns: write them before anybody changes those. */
export function encodeCapture(capture: Capture): Uint8Array[] {
  const encoder = new TextEncoder()
  const header = encoder.encode(JSON.stringify(headerOf(capture)))
  // JSON, because it keeps what UTF-8 cannot (half a surrogate pair) and is read faster than any list of our own.
  const texts = encoder.encode(JSON.stringify(capture.texts))
  const prefix = new Uint8Array(prefixBytes)
  prefix.set(captureMagic)
  const lengths = new DataView(prefix.buffer)
  lengths.setUint32(8, header.byteLength, true)
  lengths.setUint32(12, texts.byteLength, true)
  return [prefix, header, texts, ...columnsOf(capture)].flatMap(padded)
}

/** Every column in the order of the file; decode-capture.ts takes them in the same one. */
function columnsOf({ nodes, frames, costs, events, links }: Capture): Column[] {
  return [
    ...[nodes.name, nodes.path, nodes.kind, nodes.rig, nodes.namespace, nodes.component, nodes.stableId],
    ...[nodes.parent, nodes.sessionId, nodes.cycle, nodes.gpu, nodes.gpuWhy, nodes.reason],
    ...[frames.number, frames.start, frames.wall, frames.evaluation, frames.drawSubmit, frames.pass],
    ...[costs.first, costs.frame, costs.self, costs.inclusive, costs.calls],
    ...(events === null
      ? []
      : [
          ...[events.start, events.duration, events.name, events.category],
          ...[events.node, events.thread, events.parent, events.self],
        ]),
    ...(links === null ? [] : [links.from, links.to]),
  ]
}

function padded(column: Column): Uint8Array[] {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
  const rest = pad8(bytes.byteLength) - bytes.byteLength
  return rest === 0 ? [bytes] : [bytes, new Uint8Array(rest)]
}

/** The same in one piece. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
