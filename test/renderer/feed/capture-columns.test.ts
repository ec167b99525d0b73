// What changes hands between the page's threads: copies that compare alike, of buffers of their own.
import { expect, test } from 'vitest'
import { compareCaptures } from '../../../model/capture/compare/compare'
import { decodeCapture } from '../../../model/capture/decode-capture'
import { encodeCapture, joinBytes } from '../../../model/capture/encode-capture'
import { buffersIn, copyForComparing } from '../../../renderer/feed/capture-columns'
import { scriptedCapture } from '../scripted-captures'

function decoded(id: string) {
  const outcome = decodeCapture(joinBytes(encodeCapture(scriptedCapture(id))))
  if (outcome.kind === 'refused') throw new Error(outcome.sentence)
  return outcome.capture
}

test('Copies compare as the captures do', () => {
  const [a, b] = [decoded('before1'), decoded('after1')]
  const { sides: _, ...of } = compareCaptures({ a: [a], b: [b] })
  const { sides: __, ...ofCopies } = compareCaptures({ a: [copyForComparing(a)], b: [copyForComparing(b)] })
  expect(ofCopies).toEqual(of)
})

test('A copy can be handed over: the capture that is shown keeps its columns', () => {
  const shown = decoded('before1')
  const copy = copyForComparing(shown)
  structuredClone(copy, { transfer: buffersIn(copy) })
  expect(copy.costs.self).toHaveLength(0)
  expect(shown.costs.self.length).toBeGreaterThan(1000)
})

test('Every buffer of a comparison is handed over once', () => {
  const { sides: _, ...rest } = compareCaptures({ a: [decoded('before1')], b: [decoded('after1')] })
  const buffers = buffersIn(rest)
  expect(new Set(buffers).size).toBe(buffers.length)
  const arrived = structuredClone(rest, { transfer: buffers })
  expect(arrived.self.delta.length).toBe(arrived.nodes.count)
  expect(rest.self.delta).toHaveLength(0)
})
