// Captures for tests: any that keeps the contract, for properties, and a small one whose figures a reader can follow.
import fc from 'fast-check'
import { none, unknownCount, type Capture, type CaptureConditions } from '../../../model/capture/capture'

export const noConditions: CaptureConditions = {
  ...{ host: null, hostVersion: null, machine: null, hardwareClass: null, evaluationMode: null, scene: null },
  ...{ rigs: [], frameRange: null, targetFps: null, motion: null },
}

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('\ud800', '', '|a:b', '\n"\\'))
const textOrNull = fc.option(text)
const seconds = fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constant(NaN))
const known = fc.double({ min: 0, max: 100, noNaN: true })
const numbers = (count: number, of: fc.Arbitrary<number>) => fc.array(of, { minLength: count, maxLength: count })
const f64 = (count: number, of: fc.Arbitrary<number>) => numbers(count, of).map((all) => new Float64Array(all))
const u32 = (count: number, of: fc.Arbitrary<number>) => numbers(count, of).map((all) => new Uint32Array(all))
const u8 = (count: number) => numbers(count, fc.nat(2)).map((all) => new Uint8Array(all))
const indexInto = (count: number) => (count === 0 ? fc.constant(none) : fc.oneof(fc.constant(none), fc.nat(count - 1)))
const rowsOf = (count: number, of: number) => u32(of === 0 ? 0 : count, of === 0 ? fc.constant(0) : fc.nat(of - 1))
const above = (count: number) =>
  fc.tuple(...Array.from({ length: count }, (_, row) => indexInto(row))).map((all) => new Uint32Array(all))

const conditions = fc.record<CaptureConditions>({
  ...{ host: textOrNull, hostVersion: textOrNull, machine: textOrNull, hardwareClass: textOrNull },
  ...{ evaluationMode: textOrNull, scene: textOrNull, targetFps: fc.option(known) },
  rigs: fc.array(fc.record({ name: text, asset: textOrNull, version: textOrNull }), { maxLength: 3 }),
  frameRange: fc.option(fc.record({ start: known, end: known })),
  motion: fc.option(fc.constantFrom('observed', 'driven', 'reevaluated')),
})

const nodesOf = (count: number, texts: number): fc.Arbitrary<Capture['nodes']> => {
  const words = () => u32(count, indexInto(texts))
  return fc.record({
    count: fc.constant(count),
    ...{ name: words(), path: words(), kind: words(), rig: words(), namespace: words(), component: words() },
    ...{ stableId: words(), parent: above(count), sessionId: u32(count, fc.nat()), cycle: u8(count), gpu: u8(count) },
    ...{ gpuWhy: words(), reason: words() },
  })
}

const framesOf = (count: number): fc.Arbitrary<Capture['frames']> =>
  fc.record({
    count: fc.constant(count),
    number: f64(count, fc.oneof(fc.integer({ min: -10, max: 500 }), fc.constant(NaN))),
    start: f64(count, known).map((starts) => starts.sort()),
    ...{ wall: f64(count, seconds), evaluation: f64(count, seconds), drawSubmit: f64(count, seconds) },
    pass: numbers(count, fc.nat(3)).map((all) => new Uint16Array(all)),
  })

const costsOf = (nodes: number, frames: number): fc.Arbitrary<Capture['costs']> =>
  fc
    .array(fc.uniqueArray(fc.nat(Math.max(0, frames - 1)), { maxLength: frames }), {
      minLength: nodes,
      maxLength: nodes,
    })
    .chain((rows) => {
      const frame = new Uint32Array(rows.flatMap((row) => row.sort((a, b) => a - b)))
      const first = new Uint32Array(nodes + 1)
      rows.forEach((row, node) => (first[node + 1] = (first[node] ?? 0) + row.length))
      const count = frame.length
      return fc.record({
        ...{ first: fc.constant(first), frame: fc.constant(frame) },
        ...{ self: f64(count, seconds), inclusive: f64(count, seconds) },
        calls: u32(count, fc.oneof(fc.nat(), fc.constant(unknownCount))),
      })
    })

const eventsOf = (count: number, texts: number, nodes: number, threads: number): fc.Arbitrary<Capture['events']> =>
  fc.record({
    count: fc.constant(count),
    start: f64(count, known).map((starts) => starts.sort()),
    ...{ duration: f64(count, known), self: f64(count, known) },
    ...{
      name: u32(count, indexInto(texts)),
      category: u32(count, indexInto(texts)),
      node: u32(count, indexInto(nodes)),
    },
    ...{ thread: u32(count, fc.nat(threads - 1)), parent: above(count) },
  })

/** Any capture that keeps the contract. */
export const anyCapture: fc.Arbitrary<Capture> = fc
  .record({
    texts: fc.array(text, { maxLength: 6 }),
    threads: fc.array(text, { maxLength: 3 }),
    nodes: fc.nat(5),
    frames: fc.nat(4),
    events: fc.option(fc.nat(6)),
    links: fc.option(fc.nat(4)),
  })
  .chain(({ texts, threads, nodes, frames, events, links }) =>
    fc.record<Capture>({
      title: text,
      madeAt: fc.option(known),
      source: fc.oneof(
        fc.record({ kind: fc.constant('host' as const), host: text, hostVersion: text }),
        fc.record({ kind: fc.constant('file' as const), format: text, fileName: text }),
      ),
      conditions,
      notices: fc.array(
        fc.record({
          kind: fc.constantFrom('incomplete' as const, 'meaning' as const, 'damage' as const),
          sentence: text,
        }),
        { maxLength: 2 },
      ),
      time: fc.constantFrom('wall' as const, 'processor' as const),
      isTruncated: fc.boolean(),
      texts: fc.constant(texts),
      threads: fc.constant(threads),
      nodes: nodesOf(nodes, texts.length),
      frames: framesOf(frames),
      costs: costsOf(nodes, frames),
      events:
        events === null || threads.length === 0
          ? fc.constant(null)
          : eventsOf(events, texts.length, nodes, threads.length),
      links:
        links === null
          ? fc.constant(null)
          : fc.record({ from: rowsOf(links, nodes), to: rowsOf(links, nodes), isWhole: fc.boolean() }),
    }),
  )
