// The worker as it is built: what it reads and writes is what the same code does in place, and whatever a file does to it, the hub
// goes on.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { captureWork } from '../../../hub/captures/reading/capture-work'
import { workInWorker } from '../../../hub/captures/reading/in-worker'
import type { CaptureWork, ReadHooks } from '../../../hub/captures/reading/work'
import { withEvents } from '../../model/capture/small-captures'
import { decoded, encoded, traceOf } from './capture-bench'

let folder: string
let work: CaptureWork
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rigscope-worker-'))
  const entry = join(process.cwd(), 'hub', 'captures', 'reading', 'capture-worker.ts')
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: join(folder, 'built'),
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { input: { 'capture-worker': entry }, output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  })
  work = workInWorker(pathToFileURL(join(folder, 'built', 'capture-worker.mjs')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const hooks = (over: Partial<ReadHooks> = {}): ReadHooks => ({
  onProgress: () => undefined,
  signal: new AbortController().signal,
  ...over,
})
async function* chunksOf(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve()
    yield bytes.subarray(at, at + size)
  }
}
const target = (name: string) => join(folder, name)

test('a file that is sent over in pieces becomes a capture on the disk, and progress is told', async () => {
  const bytes = Buffer.from(traceOf(2000))
  const told: number[] = []
  const task = { from: 'any', fileName: 'walk.json', target: target('a') } as const
  const result = await work.read(chunksOf(bytes), task, hooks({ onProgress: (done) => told.push(done) }))
  expect(result).toMatchObject({ kind: 'read', header: { counts: { events: 2000 } } })
  expect(decoded(await readFile(target('a'))).events?.count).toBe(2000)
  expect(told.at(-1)).toBe(bytes.length)
})

test('what is refused leaves nothing, and takes no more than it needs', async () => {
  let taken = 0
  const endless = async function* () {
    for (;;) {
      taken += 1
      await new Promise((resolve) => setImmediate(resolve))
      yield Buffer.alloc(65_536, 'x')
    }
  }
  const task = { from: 'any', fileName: 'noise.bin', target: target('b') } as const
  expect(await work.read(endless(), task, hooks())).toMatchObject({ kind: 'refused' })
  expect(taken).toBeLessThan(1000)
  expect(await readdir(folder)).not.toContain('b')
})

test('cancelling ends the thread, whatever it is doing', async () => {
  const control = new AbortController()
  const forever = async function* () {
    yield Buffer.from('{"traceEvents":[')
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      yield Buffer.alloc(65_536, ' ')
    }
  }
  let told = 0
  const onProgress = () => {
    told += 1
    if (told === 3) control.abort()
  }
  const task = { from: 'any', fileName: 'blank.json', target: target('c') } as const
  expect(await work.read(forever(), task, { onProgress, signal: control.signal })).toEqual({ kind: 'cancelled' })
  expect(await readdir(folder)).not.toContain('c')
})

test('chunks that break off reject, and leave nothing', async () => {
  const torn = async function* () {
    yield await Promise.resolve(Buffer.from('{"traceEvents":['))
    throw new Error('its sender went away')
  }
  const task = { from: 'any', fileName: 'torn.json', target: target('d') } as const
  await expect(work.read(torn(), task, hooks())).rejects.toThrow('its sender went away')
  expect(await readdir(folder)).not.toContain('d')
})

test('a capture is written out in chunks, and ends with whoever takes them', async () => {
  await writeFile(target('e'), encoded(withEvents))
  const opened = await work.export({ path: target('e'), as: 'chrome', title: 'Another title' })
  if (opened.kind === 'refused') throw new Error(opened.sentence)
  const chunks: Uint8Array[] = []
  for await (const chunk of opened.chunks) chunks.push(chunk)
  await opened.close()
  const trace = JSON.parse(Buffer.concat(chunks).toString()) as { otherData: { rigscope: { title: string } } }
  expect(trace.otherData.rigscope.title).toBe('Another title')

  const left = await work.export({ path: target('e'), as: 'speedscope', title: 'x' })
  if (left.kind === 'open') await left.close()
  expect(left.kind).toBe('open')
})

test('a damaged capture is refused in a sentence, and one that is gone too', async () => {
  await writeFile(target('f'), encoded(withEvents).subarray(0, 400))
  expect(await work.export({ path: target('f'), as: 'chrome', title: 'x' })).toMatchObject({
    kind: 'refused',
    sentence: expect.stringMatching(/^This capture .*\.$/) as string,
  })
  expect(await work.export({ path: target('missing'), as: 'chrome', title: 'Walk' })).toMatchObject({
    kind: 'refused',
    sentence: expect.stringContaining('ENOENT') as string,
  })
})

test('the hub takes the worker where it is built beside it, and works in place from sources', () => {
  const beside = captureWork(pathToFileURL(join(folder, 'built', 'rigscope.mjs')).href)
  expect(String(beside.read)).not.toBe(String(captureWork().read))
})
