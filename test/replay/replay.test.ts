// The replay bridge over real sockets: that it is a bridge like any other, and never passes for a live one.
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startReplay, type Replay } from '../../bridge/replay/replay'
import { address, type Address } from '../../bridge/protocol/address'
import { decodeColumns, marks, type ColumnMessage, type Frames } from '../../bridge/protocol/columns'
import { fromBridge, type FromBridge } from '../../bridge/protocol/messages'
import { makeRecording } from './make-recording'

let folder: string
const undo: (() => unknown)[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rigscope-replay-'))
})
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
  await rm(folder, { recursive: true, force: true })
})

async function playing(wish: { seconds?: number; rosterChanges?: boolean; speed?: number } = {}): Promise<Replay> {
  const file = path.join(folder, 'walk.rigscope')
  const { speed = 1, ...recording } = wish
  await makeRecording(file, recording)
  const replay = await startReplay({ file, runtimeFolder: path.join(folder, 'run'), speed })
  undo.push(() => replay.close())
  return replay
}

async function addressOf(replay: Replay): Promise<Address> {
  const file = path.join(folder, 'run/sessions', `${replay.session}.json`)
  return address.parse(JSON.parse(await readFile(file, 'utf8')))
}

class Listener {
  readonly messages: FromBridge[] = []
  readonly columns: ColumnMessage[] = []
  private waiting: (() => void)[] = []
  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) {
        const columns = decodeColumns(data)
        if (columns.kind === 'refused') throw new Error(columns.sentence)
        this.columns.push(columns)
      } else this.messages.push(fromBridge.parse(JSON.parse(data.toString())))
      for (const wake of this.waiting.splice(0)) wake()
    })
  }
  static async to(replay: Replay): Promise<Listener> {
    const { token, port } = await addressOf(replay)
    const headers = { Authorization: `Bearer ${token}` }
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, ['rigscope.v1'], { headers, perMessageDeflate: false })
    undo.push(() => socket.terminate())
    const listener = new Listener(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return listener
  }
  say(message: object): void {
    this.socket.send(JSON.stringify(message))
  }
  /** The first message that fits, now or later. */
  async hears<T>(find: (messages: readonly FromBridge[]) => T | undefined): Promise<T> {
    for (;;) {
      const found = find(this.messages)
      if (found !== undefined) return found
      await this.more()
    }
  }
  async more(): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve))
  }
  async sees<T>(find: (columns: readonly ColumnMessage[]) => T | undefined): Promise<T> {
    for (;;) {
      const found = find(this.columns)
      if (found !== undefined) return found
      await this.more()
    }
  }
}

const typed =
  <T extends FromBridge['type']>(type: T) =>
  (messages: readonly FromBridge[]) =>
    messages.find((m): m is Extract<FromBridge, { type: T }> => m.type === type)

describe('The replay bridge', () => {
  test('introduces itself as a recording, with a clock of now and no process of its own making', async () => {
    const listener = await Listener.to(await playing())
    const hello = await listener.hears(typed('hello'))
    expect(listener.messages[0]).toBe(hello)
    expect(hello.origin).toMatchObject({
      kind: 'recording',
      name: 'A made-up walk',
      how: expect.stringContaining('Made up'),
    })
    expect(hello.host).toMatchObject({ kind: 'fake', pid: null, startedAt: null })
    expect(Math.abs(hello.clock.wall - Date.now() / 1000)).toBeLessThan(2)
  })

  test('tells the scene, the roster and the selection before anything happens', async () => {
    const listener = await Listener.to(await playing())
    await listener.hears(typed('selection'))
    expect(listener.messages.slice(0, 4).map((m) => m.type)).toEqual(['hello', 'scene', 'roster', 'selection'])
    expect(listener.columns).toEqual([])
  })

  test('leaves an address that says so, private, and takes it away when closed', async () => {
    const replay = await playing()
    const found = await addressOf(replay)
    expect(found).toMatchObject({ origin: 'recording', port: replay.port, pid: process.pid, scene: 'A made-up walk' })
    const sessions = path.join(folder, 'run/sessions')
    expect((await stat(sessions)).mode & 0o777).toBe(0o700)
    expect((await stat(path.join(sessions, `${replay.session}.json`))).mode & 0o777).toBe(0o600)
    await replay.close()
    expect(await readdir(sessions)).toEqual([])
  })

  test('sends frames and samples only to who watches them', async () => {
    const replay = await playing()
    const [silent, frames, both] = await Promise.all([1, 2, 3].map(() => Listener.to(replay)))
    if (!silent || !frames || !both) throw new Error('three listeners')
    frames.say({ type: 'watch', id: 1, frames: true, samples: false, sampleHz: 1 })
    both.say({ type: 'watch', id: 1, frames: true, samples: true, sampleHz: 1 })
    await both.sees((columns) => (columns.filter((c) => c.kind === 'samples').length > 2 ? true : undefined))
    expect(frames.columns.some((c) => c.kind === 'frames')).toBe(true)
    expect(frames.columns.some((c) => c.kind === 'samples')).toBe(false)
    expect(silent.columns).toEqual([])
  })

  test('stamps frames with the time of now', async () => {
    const listener = await Listener.to(await playing())
    listener.say({ type: 'watch', id: 1, frames: true, samples: false, sampleHz: 1 })
    const frames = await listener.sees((columns) => columns.find((c): c is Frames => c.kind === 'frames'))
    expect(Math.abs((frames.time[0] ?? 0) - performance.now() / 1000)).toBeLessThan(0.5)
  })

  test('loops without a seam: times go on, sequences go on, the first frame of a pass is marked', async () => {
    const listener = await Listener.to(await playing({ seconds: 1 }))
    listener.say({ type: 'watch', id: 1, frames: true, samples: false, sampleHz: 1 })
    const twoWraps = (columns: readonly ColumnMessage[]) =>
      columns.filter((c) => c.kind === 'frames' && ((c.marks[0] ?? 0) & marks.loopWrap) !== 0).length >= 2
        ? true
        : undefined
    await listener.sees(twoWraps)
    const frames = listener.columns.filter((c): c is Frames => c.kind === 'frames')
    const times = frames.flatMap((f) => [...f.time])
    const steps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(Math.min(...steps)).toBeGreaterThan(0.9 / 24)
    expect(Math.max(...steps)).toBeLessThan(1.1 / 24)
    const sequences = frames.map((f) => f.sequence)
    expect(sequences).toEqual(sequences.map((_, i) => (sequences[0] ?? 0) + i))
    const wraps = frames.flatMap((f, i) => (f.marks[0] === marks.loopWrap ? [i] : []))
    expect((wraps[1] ?? 0) - (wraps[0] ?? 0)).toBe(24)
    expect(frames[wraps[0] ?? 0]?.frame[0]).toBe(1)
  })

  test('beats every second with the recorded values and the time of now', async () => {
    const listener = await Listener.to(await playing())
    listener.say({ type: 'watch', id: 1, frames: true, samples: false, sampleHz: 1 })
    const heartbeat = await listener.hears((all) =>
      all.filter((m) => m.type === 'heartbeat').length > 1 ? typed('heartbeat')(all) : undefined,
    )
    expect(Math.abs(heartbeat.time - performance.now() / 1000)).toBeLessThan(2.5)
    expect(heartbeat).toMatchObject({ tier: 'T0', sampleHz: null, memoryBytes: 500_000_000 })
    expect(heartbeat.time - (heartbeat.busy?.since ?? 0)).toBeGreaterThan(1)
    expect(heartbeat.time - (heartbeat.busy?.since ?? 0)).toBeLessThan(4)
  })

  test('selects as a host would, for every client', async () => {
    const replay = await playing()
    const [one, other] = [await Listener.to(replay), await Listener.to(replay)]
    one.say({ type: 'select', id: 7, nodes: [3, 4], mode: 'replace' })
    const wanted = (all: readonly FromBridge[]) =>
      all.find((m) => m.type === 'selection' && m.nodes.join() === '3,4' && m.active === 4 && m.total === 2)
    await one.hears(wanted)
    await other.hears(wanted)
    expect(await one.hears(typed('reply'))).toMatchObject({ to: 7, error: null })
    one.say({ type: 'select', id: 8, nodes: [2], mode: 'add' })
    await other.hears((all) => all.find((m) => m.type === 'selection' && m.nodes.join() === '3,4,2'))
  })

  test('answers what it cannot do, does not know or cannot read with a sentence', async () => {
    const listener = await Listener.to(await playing())
    const answer = (to: number) => (all: readonly FromBridge[]) => all.find((m) => m.type === 'reply' && m.to === to)
    listener.say({ type: 'frameInHost', id: 1, nodes: [2] })
    expect(await listener.hears(answer(1))).toMatchObject({
      error: { kind: 'recording', sentence: expect.stringContaining('recording') },
    })
    listener.say({ type: 'capture', id: 11, frames: 10, seconds: null, passes: 1 })
    expect(await listener.hears(answer(11))).toMatchObject({
      error: { kind: 'recording', sentence: expect.stringContaining('recording') },
    })
    listener.say({ type: 'cancel', id: 12, capture: 1 })
    expect(await listener.hears(answer(12))).toMatchObject({ error: { kind: 'notFound' } })
    listener.say({ type: 'select', id: 2, nodes: [99], mode: 'replace' })
    expect(await listener.hears(answer(2))).toMatchObject({ error: { kind: 'notFound' } })
    listener.say({ type: 'dance', id: 3 })
    expect(await listener.hears(answer(3))).toMatchObject({ error: { kind: 'malformed' } })
    listener.say({ type: 'watch', id: 4, frames: 1 })
    expect(await listener.hears(answer(4))).toMatchObject({ error: { kind: 'malformed' } })
  })

  test('tells events at their new time and keeps the log for who comes later', async () => {
    const replay = await playing()
    const first = await Listener.to(replay)
    const hitch = await first.hears(typed('hitch'))
    expect(Math.abs(hitch.time - performance.now() / 1000)).toBeLessThan(0.5)
    await first.hears(typed('log'))
    const late = await Listener.to(replay)
    const log = await late.hears(typed('log'))
    expect(log.lines[0]).toMatchObject({ text: 'Dependency cycle', repeats: 1 })
    expect(Math.abs((log.lines[0]?.time ?? 0) - performance.now() / 1000)).toBeLessThan(2)
  })

  test('begins each pass with the roster of the beginning, under a version never used before', async () => {
    const listener = await Listener.to(await playing({ seconds: 1, rosterChanges: true }))
    listener.say({ type: 'watch', id: 1, frames: true, samples: false, sampleHz: 1 })
    const rosters = await listener.hears((all) => {
      const found = all.flatMap((m) => (m.type === 'roster' ? [m] : []))
      return found.length >= 4 ? found : undefined
    })
    expect(rosters.map((r) => [r.version, r.base])).toEqual([
      [1, null],
      [2, 1],
      [3, null],
      [4, 3],
    ])
    expect(rosters[2]?.nodes.map((n) => n.id)).toEqual([1, 2, 3, 4])
    const frames = await listener.sees((columns) => columns.find((c) => c.rosterVersion === 3))
    expect(frames.kind).toBe('frames')
  })

  test('says goodbye when it is closed', async () => {
    const replay = await playing()
    const listener = await Listener.to(replay)
    await listener.hears(typed('selection'))
    const closed = new Promise<number>((resolve) => listener.socket.once('close', resolve))
    await replay.close()
    expect(await closed).toBe(1001)
    expect(listener.messages.at(-1)).toMatchObject({ type: 'goodbye', reason: 'stopped' })
  })

  test('refuses a file that is no recording, in a sentence naming it', async () => {
    const runtimeFolder = path.join(folder, 'run')
    await expect(startReplay({ file: path.join(folder, 'none.rigscope'), runtimeFolder })).rejects.toThrow(
      'none.rigscope: There is no such file.',
    )
  })
})
