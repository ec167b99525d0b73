// A capture made of what a bridge logged: each number lands in its column, and a log that does not fit together is refused in a
// sentence, never shown in part.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { none, textOf, tri, type Capture } from '../../../model/capture/capture'
import { decodeCapture } from '../../../model/capture/decode-capture'
import { encodeCapture, joinBytes } from '../../../model/capture/encode-capture'
import { end, fact, frame, hello, type Logged, node, read, roster, scene, text, wholeLog } from './logged-captures'

const captured = async (log: readonly Logged[]): Promise<Capture> => {
  const outcome = await read(log)
  if (outcome.kind === 'refused') throw new Error(outcome.sentence)
  return outcome.capture
}
const refusal = async (log: readonly Logged[]): Promise<string> => {
  const outcome = await read(log)
  if (outcome.kind === 'capture') throw new Error('It was taken.')
  return outcome.sentence
}
/** The log with the text of a type changed. */
const with_ = (type: string, change: object): Logged[] =>
  wholeLog().map((one) =>
    typeof one === 'string' && one.includes(`"type":"${type}"`)
      ? text({ ...(JSON.parse(one) as object), ...change })
      : one,
  )
const column = (found: Capture, name: 'name' | 'kind' | 'rig' | 'stableId' | 'reason') =>
  Array.from(found.nodes[name], (index) => textOf(found, index))

describe('A capture from messages', () => {
  test('has the nodes that cost something and all above them, parents first', async () => {
    const found = await captured(wholeLog())
    expect(column(found, 'name')).toEqual(['hero', 'body', 'Subdivision'])
    expect(column(found, 'kind')).toEqual(['ARMATURE', 'MESH', 'modifier SUBSURF'])
    expect(column(found, 'rig')).toEqual(['hero', 'hero', 'hero'])
    expect([...found.nodes.parent]).toEqual([none, 0, 1])
    expect([...found.nodes.sessionId]).toEqual([1, 2, 0xc0000000])
  })

  test('has what the host told of nodes, and unknown where it told nothing', async () => {
    const found = await captured(wholeLog())
    expect(column(found, 'stableId')).toEqual([null, 'hero/body', null])
    expect(column(found, 'reason')).toEqual([null, 'its geometry changed', null])
    expect([...found.nodes.cycle]).toEqual([tri.unknown, tri.no, tri.unknown])
    expect([...found.nodes.gpu]).toEqual([tri.unknown, tri.yes, tri.unknown])
    expect(found.links).toEqual({ from: Uint32Array.of(0), to: Uint32Array.of(1), isWhole: false })
  })

  test('has frames in order, and where the host was stepped what lies between two is no part of either', async () => {
    const { frames } = await captured(wholeLog())
    expect([...frames.number]).toEqual([12, 13])
    expect([...frames.wall]).toEqual([0.04, 0.04])
    expect(frames.start[0]).toBe(0)
    expect(frames.start[1]).toBeCloseTo(0.05, 9)
    expect([...frames.evaluation]).toEqual([0.03, 0.03])
    const observed = await captured(with_('captureEnd', { motion: 'observed' }))
    expect([...observed.frames.wall]).toEqual([0.05, 0.05])
  })

  test('has the costs of each node in order of frame', async () => {
    const { costs } = await captured(wholeLog())
    expect([...costs.first]).toEqual([0, 0, 2, 3])
    expect([...costs.frame]).toEqual([0, 1, 0])
    expect([...costs.self]).toEqual([0.004, 0.005, 0.006])
    expect([...costs.inclusive]).toEqual([0.01, 0.005, 0.006])
  })

  test('adds up a node that is listed twice in one frame', async () => {
    const twice = frame(101, 12, [
      [2, 0.25, 0.5],
      [3, 1, 1],
      [2, 0.5, 0.5],
    ])
    const log = wholeLog()
    log.splice(4, 2, ...twice)
    const { costs, nodes } = await captured(log)
    expect(nodes.count).toBe(3)
    expect([...costs.frame]).toEqual([0, 1, 0])
    expect([...costs.self]).toEqual([0.75, 0.005, 1])
    expect([...costs.calls]).toEqual([2, 1, 1])
  })

  test('tells conditions, source, time of day and how times are to be read', async () => {
    const found = await captured(wholeLog())
    expect(found).toMatchObject({ title: 'walk', time: 'processor', isTruncated: false, events: null, notices: [] })
    expect(found.source).toEqual({ kind: 'host', host: 'Blender', hostVersion: '3.4.1' })
    expect(found.madeAt).toBe(1_700_000_101)
    expect(found.conditions).toEqual({
      ...{ host: 'Blender', hostVersion: '3.4.1', machine: 'ws-12', hardwareClass: '16-core-64-GB' },
      ...{ evaluationMode: 'depsgraph', scene: 'walk', targetFps: 24, motion: 'driven' },
      rigs: [{ name: 'hero', asset: 'Hero', version: 'v003' }],
      frameRange: { start: 12, end: 13 },
    })
  })

  test('knows no scene where none was told, and no links where none were', async () => {
    const log = wholeLog().filter((one) => typeof one !== 'string' || !/"type":"(scene|captureNodes)"/.test(one))
    const found = await captured(log)
    expect(found).toMatchObject({ title: 'Blender', links: null, conditions: { scene: null, rigs: [] } })
    expect(column(found, 'rig')).toEqual(['hero', 'hero', 'hero'])
  })

  test('that the host ended early says so, whether or not the host did', async () => {
    const silent = await captured(with_('captureEnd', { outcome: 'cancelled' }))
    expect(silent.notices).toEqual([{ kind: 'incomplete', sentence: 'The host ended the capture after 2 frames.' }])
    const notices = [{ kind: 'incomplete', sentence: 'Playback was started.' }]
    expect((await captured(with_('captureEnd', { outcome: 'cancelled', notices }))).notices).toEqual(notices)
  })

  test('leaves out what a newer bridge says beside it', async () => {
    const log = wholeLog()
    log.splice(3, 0, text({ type: 'captureWeather', wind: 3 }))
    expect(await captured(log)).toEqual(await captured(wholeLog()))
  })

  test('keeps passes apart', async () => {
    const log = wholeLog()
    log.splice(6, 0, text({ type: 'capturePass', pass: 1 }))
    expect([...(await captured(log)).frames.pass]).toEqual([0, 1])
  })

  test('is the same once it was encoded and decoded', async () => {
    const found = await captured(wholeLog())
    expect(decodeCapture(joinBytes(encodeCapture(found)))).toEqual({ kind: 'capture', capture: found })
  })
})

describe('A log that is no whole capture is refused', () => {
  const cost = frame(101, 12, [[2, 0.004, 0.01]])
  const log = wholeLog()
  const cases: readonly (readonly [string, readonly Logged[], string])[] = [
    ['empty', [], 'it is empty'],
    ['without its end', log.slice(0, -1), 'ends before the capture does'],
    ['with something after its end', [...log, text({ type: 'capturePass', pass: 1 })], 'goes on after its end'],
    ['with numbers after its end', [...log, ...cost], 'goes on after its end'],
    ['without hello', log.slice(1), 'begins with scene'],
    ['beginning with numbers', cost, 'begins with numbers'],
    ['without frames', [text(hello), text(roster([])), text(end({ frames: 0 }))], 'holds no frame'],
    ['of another number of frames', with_('captureEnd', { frames: 3 }), 'says 3 frames and holds 2'],
    ['with a frame that has no costs', log.toSpliced(5, 1), 'followed by another'],
    ['with a frame that ends in words', log.toSpliced(7, 1), 'followed by roster'],
    ['with costs that have no frame', log.toSpliced(4, 1), 'belong to no frame'],
    ['with a node that nobody lists', log.toSpliced(8, 1), 'is not in its list of nodes'],
    [
      'that tells of a node that nobody lists',
      with_('captureNodes', { nodes: [fact(77)] }),
      'node 77 is told of and is not in its list',
    ],
    [
      'with links to a node that nobody lists',
      with_('captureNodes', { nodes: [fact(2, { upstream: [88] })] }),
      'node 88 is told of',
    ],
    ['with half a roster', [text(hello), text(roster([], { parts: 2 })), text(end())], 'is not whole'],
    [
      'with a roster whose parts are swapped',
      [text(hello), text(roster([], { part: 1, parts: 2 })), text(end())],
      'out of order',
    ],
    ['with a change of a roster that is not there', log.toSpliced(2, 1), 'changes one that is not there'],
    ['with a pass that goes back', log.toSpliced(6, 0, text({ type: 'capturePass', pass: 2 }), log[3] ?? ''), 'pass 0'],
    ['with news of the session', [text(hello), text({ ...scene, type: 'goodbye' })], 'goodbye'],
    ['with words that are no JSON', [text(hello), 'no JSON'], 'not JSON'],
    ['with a scene that is none', [text(hello), text({ ...scene, rigs: null })], 'scene message is malformed'],
    ['with numbers that are none', [text(hello), new Uint8Array(12)], 'shorter than its'],
    ['with two rows in a frame', [text(hello), twoRows()], 'has 2 rows, not one'],
    [
      'with nodes in a circle',
      log.toSpliced(2, 1, text(roster([node(1, 'hero', 2), node(2, 'body', 1)]))),
      'its own ancestor',
    ],
    ['with costs below nothing', log.toSpliced(4, 2, ...frame(101, 12, [[2, -1, 1]])), 'negative'],
  ]
  test.each(cases)('%s', async (_, records, why) => {
    const sentence = await refusal(records)
    expect(sentence).toContain(why)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  test('longer than any bridge writes one', async () => {
    const outcome = await read(wholeLog(), 1000)
    expect(outcome).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('more than 1000 bytes') as string,
    })
  })

  test('and whatever is done to one, it is a whole capture or a sentence', async () => {
    const anyDamage = fc.record({
      at: fc.nat(),
      how: fc.constantFrom('drop', 'twice', 'swap', 'flip', 'cut'),
      byte: fc.nat(),
      bit: fc.nat(7),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyDamage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const outcome = await read(damages.reduce((whole, damage) => damaged(whole, damage), wholeLog()))
        if (outcome.kind === 'refused') expect(outcome.sentence).toMatch(/\.$/)
        else expect(decodeCapture(joinBytes(encodeCapture(outcome.capture))).kind).toBe('capture')
      }),
      { numRuns: 2000 },
    )
  })
})

function twoRows(): Uint8Array {
  const [one] = frame(101, 12, [])
  const bytes = new Uint8Array(48 + 6 * 16 + 6 * 8)
  if (one instanceof Uint8Array) bytes.set(one.subarray(0, 48))
  new DataView(bytes.buffer).setUint32(12, 2, true)
  return bytes
}

interface Damage {
  readonly at: number
  readonly how: string
  readonly byte: number
  readonly bit: number
}

function damaged(log: readonly Logged[], { at, how, byte, bit }: Damage): Logged[] {
  const index = at % Math.max(1, log.length)
  const one = log[index] ?? ''
  if (how === 'drop') return log.toSpliced(index, 1)
  if (how === 'twice') return log.toSpliced(index, 0, one)
  if (how === 'swap') return log.toSpliced(index, 1).toSpliced(byte % Math.max(1, log.length), 0, one)
  const bytes = typeof one === 'string' ? new TextEncoder().encode(one) : new Uint8Array(one)
  const place = byte % Math.max(1, bytes.length)
  if (how === 'flip' && bytes.length > 0) bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
  const changed = how === 'cut' ? bytes.slice(0, place) : bytes
  return log.toSpliced(index, 1, typeof one === 'string' ? new TextDecoder().decode(changed) : changed)
}
