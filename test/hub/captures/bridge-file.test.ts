// Files that a host hands over: only this user's own, in the folder for running sessions, with exactly the bytes that were told.
import { createHash } from 'node:crypto'
import { link, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Outcome } from '../../../hub/api'
import type { CaptureState, CaptureSummary, CaptureWish } from '../../../hub/captures/api'
import { type BridgeFile, openBridgeFile } from '../../../hub/captures/bridge-file'
import { CaptureFiles } from '../../../hub/captures/capture-files'
import type { CaptureProgress, CaptureStarter } from '../../../hub/captures/capture-starter'
import { Captures } from '../../../hub/captures/captures'
import { workInPlace } from '../../../hub/captures/reading/in-place'
import { readers } from '../../../hub/captures/reading/readers'
import type { CaptureReaders } from '../../../hub/captures/reading/work'
import { encodeRecord, logMagic } from '../../../model/container/message-log'
import { withoutEvents } from '../../model/capture/small-captures'
import { until } from '../workbench'
import { traceOf } from './capture-bench'

let home: string
let runtime: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rigscope-captures-'))
  runtime = join(home, 'run')
  await mkdir(runtime, { mode: 0o700 })
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function handedOver(content: string | Buffer, over: Partial<BridgeFile> = {}): Promise<BridgeFile> {
  const path = over.path ?? join(runtime, 'capture-s-1.log')
  await writeFile(path, content)
  const bytes = Buffer.byteLength(content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { path, bytes, sha256, format: 'maya.profiler', ...over }
}

const refusal = async (file: BridgeFile) => {
  const opened = await openBridgeFile(file, runtime)
  if (opened.kind === 'refused') return opened.sentence
  await opened.remove()
  return 'opened'
}

describe('a file is refused', () => {
  test('outside of the folder for running sessions, by whatever way it is named', async () => {
    const outside = await handedOver('x', { path: join(home, 'private.txt') })
    const sentence = 'The capture private.txt is not read: it is not in the folder for running sessions.'
    expect(await refusal(outside)).toBe(sentence)
    expect(await refusal({ ...outside, path: join(runtime, '..', 'private.txt') })).toBe(sentence)
    await symlink(home, join(runtime, 'folder'))
    expect(await refusal({ ...outside, path: join(runtime, 'folder', 'private.txt') })).toBe(sentence)
    await mkdir(`${runtime}-more`)
    expect(await refusal(await handedOver('x', { path: join(`${runtime}-more`, 'a') }))).toContain('not in the folder')
    expect(await refusal({ ...outside, path: relative(process.cwd(), outside.path) })).toContain('does not say where')
    expect((await stat(outside.path)).size).toBe(1)
  })

  test('that is a link, even to one of ours', async () => {
    const real = await handedOver('x')
    await symlink(real.path, join(runtime, 'link.log'))
    expect(await refusal({ ...real, path: join(runtime, 'link.log') })).toBe(
      'The capture link.log is not read: it is a link to somewhere else.',
    )
  })

  test('that is none, is a folder, or has another size than was told', async () => {
    expect(await refusal({ path: join(runtime, 'a'), bytes: 1, sha256: '', format: '' })).toContain('no such file')
    await mkdir(join(runtime, 'sub'))
    expect(await refusal({ path: join(runtime, 'sub'), bytes: 1, sha256: '', format: '' })).toContain('not a file')
    expect(await refusal({ ...(await handedOver('four')), bytes: 3 })).toBe(
      'The capture capture-s-1.log is not read: it has 4 bytes and the host told of 3.',
    )
  })

  test('that belongs to another user', async () => {
    const file = await handedOver('x')
    const somebodyElse = vi.spyOn(process, 'getuid').mockReturnValue(54321)
    expect(await refusal(file)).toBe('The capture capture-s-1.log is not read: it belongs to another user.')
    somebodyElse.mockRestore()
  })
})

/** A host that does what the test says. */
class HandHost implements CaptureStarter {
  cancelled = 0
  wish: CaptureWish | null = null
  private progress: CaptureProgress | null = null
  answer: Outcome<{ readonly cancel: () => void }> = { ok: true, value: { cancel: () => (this.cancelled += 1) } }

  start(wish: CaptureWish, progress: CaptureProgress) {
    this.wish = wish
    this.progress = progress
    return Promise.resolve(this.answer)
  }

  tell(state: Parameters<CaptureProgress['state']>[0]) {
    this.progress?.state(state)
  }

  handOver(file: BridgeFile) {
    this.progress?.file(file)
  }
}

describe('a capture that a host takes', () => {
  let host: HandHost
  let captures: Captures
  const withReaders = async (some: CaptureReaders) => {
    host = new HandHost()
    const files = new CaptureFiles(join(home, 'captures'))
    const nowSeconds = () => Date.now() / 1000
    captures = new Captures({ files, work: workInPlace(some), starter: host, runtime, nowSeconds })
    await captures.open()
  }
  beforeEach(() => withReaders(readers))
  afterEach(() => captures.close())

  const wish: CaptureWish = { session: 's', frames: 60, seconds: null, passes: 1 }
  const begin = async () => {
    const started = await captures.start(wish)
    if (!started.ok) throw new Error(started.error.sentence)
    return started.value.capture
  }
  const inState = (capture: string, kind: CaptureState['kind']): Promise<CaptureSummary> =>
    until(`${capture} is ${kind}`, () => {
      const found = captures.list.get(capture)
      return found?.state.kind === kind ? found : null
    })

  test('goes from waiting over recording to a file that is read and removed', async () => {
    const capture = await begin()
    expect(host.wish).toEqual(wish)
    expect(captures.list.get(capture)).toMatchObject({ session: 's', state: { kind: 'waiting' } })
    host.tell({ kind: 'warmingUp' })
    host.tell({ kind: 'recording', unit: 'frames', done: 12, wanted: 60 })
    expect(captures.list.get(capture)?.state).toEqual({ kind: 'recording', unit: 'frames', done: 12, wanted: 60 })
    host.handOver(await handedOver(traceOf(20)))
    expect((await inState(capture, 'ready')).content?.events).toBe(20)
    await expect.poll(() => readdir(runtime)).toEqual([])
  })

  test('is read from the messages that a bridge logged', async () => {
    const records: unknown[] = []
    await withReaders({
      ...readers,
      log: async (some) => {
        for await (const record of some) records.push(record)
        return { kind: 'capture', capture: withoutEvents }
      },
    })
    const capture = await begin()
    const log = Buffer.concat([
      logMagic,
      encodeRecord({ time: 0, data: 'hello' }),
      encodeRecord({ time: 1, data: 'end' }),
    ])
    host.handOver(await handedOver(log, { format: 'rigscope.log' }))
    expect((await inState(capture, 'ready')).title).toBe('Hero in Blender')
    expect(records).toEqual([
      { time: 0, data: 'hello' },
      { time: 1, data: 'end' },
    ])
    // The next file gets the name of this one.
    await expect.poll(() => readdir(runtime)).toEqual([])
    const second = await begin()
    host.handOver(await handedOver(log.subarray(0, log.length - 8), { format: 'rigscope.log' }))
    expect((await inState(second, 'failed')).state).toMatchObject({
      sentence: expect.stringContaining('ends inside a record') as string,
    })
  })

  test('is not kept when its bytes were changed on the way', async () => {
    const capture = await begin()
    const file = await handedOver(traceOf(20))
    await writeFile(file.path, traceOf(20, 'skim'))
    host.handOver(file)
    expect((await inState(capture, 'failed')).state).toEqual({
      kind: 'failed',
      sentence: 'The capture capture-s-1.log is not read: it was changed after the host wrote it (another sha256).',
    })
    expect(await readdir(join(home, 'captures'))).toEqual([])
  })

  test('in a format that nobody here reads says which half to update', async () => {
    const capture = await begin()
    host.handOver(await handedOver('x', { format: 'houdini.perfmon' }))
    expect((await inState(capture, 'failed')).state).toEqual({
      kind: 'failed',
      sentence: 'The host wrote a capture as houdini.perfmon, which this Rigscope does not read. Update Rigscope.',
    })
  })

  test('is cancelled in the host first, and its state is the host’s to tell', async () => {
    const capture = await begin()
    host.tell({ kind: 'recording', unit: 'seconds', done: 1, wanted: 5 })
    expect(captures.cancel(capture)).toEqual({ ok: true, value: null })
    expect(host.cancelled).toBe(1)
    expect(captures.list.get(capture)?.state.kind).toBe('recording')
    host.tell({ kind: 'cancelled' })
    await inState(capture, 'cancelled')
    host.tell({ kind: 'recording', unit: 'seconds', done: 2, wanted: 5 })
    expect(captures.list.get(capture)?.state.kind).toBe('cancelled')
  })

  test('that the host refuses is in no list', async () => {
    host.answer = { ok: false, error: { kind: 'refusedByHost', sentence: 'A render is running.' } }
    expect(await captures.start(wish)).toEqual(host.answer)
    expect(captures.list.all()).toEqual([])
  })
})

test('a hard link into the folder is read as the file it is, and only the link goes', async () => {
  const real = join(home, 'mine.txt')
  await writeFile(real, 'mine')
  await link(real, join(runtime, 'capture.log'))
  expect(await refusal(await handedOver('mine', { path: join(runtime, 'capture.log') }))).toBe('opened')
  expect((await stat(real)).size).toBe(4)
})
