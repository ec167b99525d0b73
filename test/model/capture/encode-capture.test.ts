// The one binary form of a capture: what was put in comes out, and no bytes that anybody makes up do harm.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Capture } from '../../../model/capture/capture'
import { headerOf, prefixBytes } from '../../../model/capture/capture-header'
import { decodeCapture, decodeCaptureHeader, headerBytesIn } from '../../../model/capture/decode-capture'
import { encodeCapture, joinBytes } from '../../../model/capture/encode-capture'
import { objectionTo } from '../../../model/capture/judge-columns'
import { anyCapture } from './any-capture'

const numRuns = process.env['RIGSCOPE_LONG'] === '1' ? 20_000 : 300
const encoded = (capture: Capture) => joinBytes(encodeCapture(capture))

describe('a capture that was encoded', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(anyCapture, (capture) => {
        expect(decodeCapture(encoded(capture))).toEqual({ kind: 'capture', capture })
      }),
      { numRuns },
    )
  })

  test('comes back from any place in a buffer, and from Node’s own', () => {
    fc.assert(
      fc.property(anyCapture, fc.nat(16), (capture, shift) => {
        const bytes = encoded(capture)
        const buffer = Buffer.alloc(bytes.byteLength + shift)
        buffer.set(bytes, shift)
        expect(decodeCapture(buffer.subarray(shift))).toEqual({ kind: 'capture', capture })
      }),
      { numRuns: 50 },
    )
  })

  test('is read without a copy: its columns are views of the bytes', () => {
    const [capture] = fc.sample(anyCapture, { numRuns: 1, seed: 3 })
    const bytes = encoded(capture as Capture)
    const decoded = decodeCapture(bytes)
    if (decoded.kind === 'refused') throw new Error(decoded.sentence)
    expect(decoded.capture.frames.wall.buffer).toBe(bytes.buffer)
    expect(decoded.capture.costs.first.buffer).toBe(bytes.buffer)
  })

  test('tells its header from its first bytes alone', () => {
    fc.assert(
      fc.property(anyCapture, (capture) => {
        const bytes = encoded(capture)
        const needed = headerBytesIn(bytes.subarray(0, prefixBytes))
        const decoded = decodeCaptureHeader(bytes.subarray(0, needed as number))
        expect(decoded).toMatchObject({ kind: 'header', header: headerOf(capture), totalBytes: bytes.byteLength })
      }),
      { numRuns: 100 },
    )
  })
})

describe('bytes that anybody made up', () => {
  const harmless = (bytes: Uint8Array) => {
    const decoded = decodeCapture(bytes)
    if (decoded.kind === 'refused') expect(decoded.sentence).toMatch(/^[A-Z].*\.$/)
    else expect(objectionTo(decoded.capture)).toBeNull()
  }

  test('are a capture or a sentence, wherever a whole one was changed', () => {
    const changes = fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), byte: fc.nat(255) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(anyCapture, changes, (capture, all) => {
        const bytes = encoded(capture)
        for (const { at, byte } of all) bytes[Math.floor(at * bytes.byteLength)] = byte
        harmless(bytes)
      }),
      { numRuns: numRuns * 4 },
    )
  })

  test('are a sentence wherever a whole one was cut off', () => {
    fc.assert(
      fc.property(anyCapture, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (capture, at) => {
        const bytes = encoded(capture)
        expect(decodeCapture(bytes.subarray(0, Math.floor(at * bytes.byteLength))).kind).toBe('refused')
      }),
      { numRuns },
    )
  })

  test('are a sentence where they were never a capture', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), harmless), { numRuns })
    expect(decodeCapture(new TextEncoder().encode('{"traceEvents": []}'))).toEqual({
      kind: 'refused',
      sentence: 'This is not a Rigscope capture.',
    })
  })

  test('of a later version say which half to update', () => {
    const bytes = encoded(fc.sample(anyCapture, 1)[0] as Capture)
    bytes[7] = 9
    expect(decodeCapture(bytes)).toEqual({
      kind: 'refused',
      sentence: 'This capture has version 9; this Rigscope reads version 1. Update Rigscope.',
    })
  })
})

describe('columns that no view could rely on are refused by name', () => {
  const node =
    (over: Partial<Capture['nodes']>): ((capture: Capture) => Capture) =>
    (capture) => ({
      ...capture,
      nodes: { ...capture.nodes, ...over },
    })
  const two = fc.sample(
    anyCapture.filter(({ nodes, frames, costs }) => nodes.count === 2 && frames.count > 1 && costs.frame.length > 2),
    {
      numRuns: 1,
      seed: 1,
    },
  )[0] as Capture
  const { costs } = two
  test.each<[string, (capture: Capture) => Capture]>([
    ['the name of a node is no text of it', node({ name: new Uint32Array([0, 900]) })],
    ['the parent of a node is no node', node({ parent: new Uint32Array([0, 2]) })],
    ['a node is its own ancestor', node({ parent: new Uint32Array([1, 0]) })],
    ['a node is its own ancestor', node({ parent: new Uint32Array([1, 1]) })],
    ['a state of a node is none of three', node({ gpu: new Uint8Array([0, 3]) })],
    ['its costs are not in order of node', (c) => ({ ...c, costs: { ...costs, first: costs.first.map(() => 1) } })],
    ['a cost belongs to no frame', (c) => ({ ...c, costs: { ...costs, frame: costs.frame.map(() => 77) } })],
    ['a cost is negative or infinite', (c) => ({ ...c, costs: { ...costs, self: costs.self.map(() => -1) } })],
    ['a cost is negative or infinite', (c) => ({ ...c, costs: { ...costs, self: costs.self.map(() => Infinity) } })],
    [
      'a link leads to no node',
      (c) => ({ ...c, links: { from: new Uint32Array([0]), to: new Uint32Array([2]), isWhole: true } }),
    ],
  ])('%s', (what, change) => {
    expect(decodeCapture(encoded(change(two)))).toEqual({
      kind: 'refused',
      sentence: `This capture is damaged: ${what}.`,
    })
  })
})
