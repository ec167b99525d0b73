// Hands columns from one thread of the page to another: copies only those of a capture that a comparison reads, and finds the buffers
// that change hands.
import type { Capture } from '../../model/capture/capture'

/** A copy with columns of its own, without what comparing does not read: single events and links. */
export function copyForComparing(capture: Capture): Capture {
  return {
    ...capture,
    nodes: copied(capture.nodes),
    frames: copied(capture.frames),
    costs: copied(capture.costs),
    // Whether there were any is read.
    events: capture.events === null ? null : emptied(capture.events),
    links: null,
  }
}

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

const mapped = <T extends object>(columns: T, change: (column: Column) => Column): T =>
  Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, ArrayBuffer.isView(value) ? change(value as Column) : value]),
  ) as T

const copied = <T extends object>(columns: T): T => mapped(columns, (column) => column.slice())
const emptied = <T extends object>(columns: T): T => ({ ...mapped(columns, (column) => column.slice(0, 0)), count: 0 })

/** Every buffer of a value's columns, each once. */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (part: unknown) => {
    if (ArrayBuffer.isView(part)) found.add(part.buffer as ArrayBuffer)
    // Long lists hold texts.
    else if (Array.isArray(part)) for (const one of part.slice(0, 64)) look(one)
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(look)
  }
  look(value)
  return [...found]
}
