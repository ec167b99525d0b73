// What we give to others comes back: captures written for other programs and read again keep nodes, frames and costs.
import { describe, expect, test } from 'vitest'
import { textOf, type Capture } from '../../../../model/capture/capture'
import { readCapture } from '../../../../model/capture/read/read-capture'
import { chromeTrace } from '../../../../model/capture/write/chrome-trace'
import { speedscope } from '../../../../model/capture/write/speedscope'
import { withEvents, withoutEvents } from '../small-captures'

async function again(texts: Iterable<string>, fileName: string): Promise<Capture> {
  const chunks = async function* () {
    for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text))
  }
  const outcome = await readCapture(chunks(), { fileName })
  if (outcome.kind === 'refused') throw new Error(outcome.sentence)
  return outcome.capture
}

/** Milliseconds by node and frame, so that rows may come back in another order. */
function costs(capture: Capture): Record<string, number[]> {
  const { nodes, costs: table } = capture
  return Object.fromEntries(
    Array.from({ length: nodes.count }, (_, node) => [
      textOf(capture, nodes.name[node]) ?? '?',
      Array.from(
        table.self.subarray(table.first[node], table.first[node + 1]),
        (seconds) => Math.round(seconds * 1e6) / 1e3,
      ),
    ]),
  )
}

describe('a Chrome trace of ours', () => {
  test('brings back frames with their numbers and parts, and nodes with what they are', async () => {
    const capture = await again(chromeTrace(withEvents), 'walk.trace.json')
    expect(Array.from(capture.frames.number)).toEqual([12, 13])
    expect(Array.from(capture.frames.wall, (wall) => Math.round(wall * 1e6))).toEqual([10_000, 10_000])
    expect(Array.from(capture.frames.evaluation)).toEqual([0.006, NaN])
    const rows = Array.from({ length: capture.nodes.count }, (_, row) =>
      ([capture.nodes.name, capture.nodes.path, capture.nodes.kind, capture.nodes.rig] as const).map((column) =>
        textOf(capture, column[row]),
      ),
    )
    expect(rows).toContainEqual(['body', 'hero|body', 'skinCluster', 'hero'])
    expect(rows).toContainEqual(['arm', 'hero|arm', 'skinCluster', 'hero'])
    expect(capture.events?.count).toBe(4)
    expect(costs(capture)).toMatchObject({ body: [4, 4], arm: [2] })
  })

  test('of costs without events claims no timeline when it comes back', async () => {
    const capture = await again(chromeTrace(withoutEvents), 'blender.trace.json')
    expect(capture.events).toBeNull()
    expect(capture.time).toBe('processor')
    expect(costs(capture)).toMatchObject({ body: [8], arm: [5] })
  })
})

describe('a speedscope file of ours', () => {
  test('brings back what took how long on which thread', async () => {
    const capture = await again(speedscope(withEvents), 'walk.speedscope.json')
    expect(capture.threads).toEqual(expect.arrayContaining(['Main thread', 'Worker 1']))
    expect(capture.events?.count).toBe(4)
    expect(Array.from(capture.frames.number)).toEqual([12, 13])
  })

  test('of costs without events claims no timeline when it comes back', async () => {
    const capture = await again(speedscope(withoutEvents), 'blender.speedscope.json')
    expect(capture.events).toBeNull()
    expect(costs(capture)).toMatchObject({ body: [8], arm: [5] })
  })
})
