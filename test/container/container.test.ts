// Containers written and read back, and every way in which a file from elsewhere may be hostile or damaged.
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import yazl from 'yazl'
import { defaultLimits } from '../../container/judge-directory'
import { openContainer } from '../../container/read-container'
import { writeContainer } from '../../container/write-container'
import { encodeRecord, logMagic, type LogRecord } from '../../model/container/message-log'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rigscope-container-'))
  file = path.join(folder, 'walk.rigscope')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const madeBy = { name: 'tests', version: '1' }
const content = (records: readonly LogRecord[]) => ({ madeBy, title: 'Walk', how: 'Made up.', records })
const someRecords: readonly LogRecord[] = [
  { time: 0, data: '{"type":"hello"}' },
  { time: 0.5, data: Uint8Array.of(1, 2, 3) },
  { time: 0.5, data: '手 👩🏽‍🎤' },
]

async function readAll(from = file): Promise<LogRecord[] | string> {
  const container = await openContainer(from)
  if (container.kind === 'refused') return container.sentence
  const records: LogRecord[] = []
  try {
    for await (const event of container.events()) {
      if (event.kind === 'refused') return event.sentence
      records.push(event.record)
    }
  } finally {
    await container.close()
  }
  return records
}

interface Forged {
  readonly name: string
  readonly data: Buffer
}

/** A zip as somebody else may make it. */
async function forge(entries: readonly Forged[], at = file): Promise<void> {
  const zip = new yazl.ZipFile()
  for (const { name, data } of entries) zip.addBuffer(data, name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  await writeFile(at, Buffer.concat(chunks))
}

const log = (records: readonly LogRecord[] = someRecords) => Buffer.concat([logMagic, ...records.map(encodeRecord)])
function manifestOf(messages: Buffer, change: Record<string, unknown> = {}): Forged {
  const entry = {
    name: 'messages.log',
    bytes: messages.length,
    sha256: createHash('sha256').update(messages).digest('hex'),
  }
  const manifest = {
    format: 'rigscope.container',
    version: 1,
    madeBy,
    madeAt: '2026-11-23T00:00:00Z',
    title: 'Walk',
    how: 'Made up.',
    seconds: 0.5,
    entries: [entry],
    ...change,
  }
  return { name: 'manifest.json', data: Buffer.from(JSON.stringify(manifest)) }
}
const messages = (data = log()): Forged => ({ name: 'messages.log', data })

describe('A container', () => {
  test('gives back what was written, both lanes, in any script', async () => {
    const written = await writeContainer(file, content(someRecords))
    expect(written).toMatchObject({ kind: 'written', records: 3, manifest: { seconds: 0.5, title: 'Walk' } })
    expect(await readAll()).toEqual(someRecords)
  })

  test('gives back any records', async () => {
    const data = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 300 }))
    const records = fc.array(fc.record({ step: fc.double({ min: 0, max: 10, noNaN: true }), data }), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(records, async (steps) => {
        let time = 0
        const all = steps.map(({ step, data }) => ({ time: (time += step), data }))
        expect((await writeContainer(file, content(all))).kind).toBe('written')
        expect(await readAll()).toEqual(all)
      }),
      { numRuns: 25 },
    )
  })

  test('is written as a stream: records are asked for one by one', async () => {
    async function* slowly() {
      for (const record of someRecords) {
        await new Promise((resolve) => setImmediate(resolve))
        yield record
      }
    }
    expect(await writeContainer(file, { ...content([]), records: slowly() })).toMatchObject({ records: 3 })
    expect(await readAll()).toHaveLength(3)
  })

  test('can be read twice', async () => {
    await writeContainer(file, content(someRecords))
    const container = await openContainer(file)
    if (container.kind === 'refused') throw new Error(container.sentence)
    for (let round = 0; round < 2; round++) {
      let events = 0
      for await (const event of container.events()) events += event.kind === 'record' ? 1 : 0
      expect(events).toBe(3)
    }
    await container.close()
  })

  test('has a manifest that names every entry with size and hash, as the last entry', async () => {
    await writeContainer(file, content(someRecords))
    const container = await openContainer(file)
    if (container.kind === 'refused') throw new Error(container.sentence)
    const sha256 = createHash('sha256').update(log()).digest('hex')
    expect(container.manifest.entries).toEqual([{ name: 'messages.log', bytes: log().length, sha256 }])
    await container.close()
    const bytes = await readFile(file)
    expect(bytes.lastIndexOf('manifest.json')).toBeGreaterThan(bytes.lastIndexOf('messages.log'))
  })
})

describe('Writing', () => {
  test('that fails leaves nothing of itself and what was there before', async () => {
    await writeContainer(file, content(someRecords))
    async function* breaking(): AsyncGenerator<LogRecord> {
      yield { time: 0, data: 'one' }
      throw new Error('the disk is gone')
    }
    expect(await writeContainer(file, { ...content([]), records: breaking() })).toEqual({
      kind: 'failed',
      sentence: 'walk.rigscope could not be written: the disk is gone',
    })
    expect(await readdir(folder)).toEqual(['walk.rigscope'])
    expect(await readAll()).toEqual(someRecords)
  })

  test('refuses records that go back in time', async () => {
    const backwards = [someRecords[1], someRecords[0]].filter((record) => record !== undefined)
    expect(await writeContainer(file, content(backwards))).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining('goes back in time'),
    })
    expect(await readdir(folder)).toEqual([])
  })

  test('into a folder that is not there is a sentence', async () => {
    const nowhere = path.join(folder, 'none', 'walk.rigscope')
    expect(await writeContainer(nowhere, content(someRecords))).toMatchObject({ kind: 'failed' })
  })
})

describe('A file from elsewhere', () => {
  test.each<[string, string, () => readonly Forged[]]>([
    ['has no manifest', 'no manifest.json', () => [messages()]],
    [
      'has a manifest that is not JSON',
      'not a JSON object',
      () => [messages(), { name: 'manifest.json', data: Buffer.from('{') }],
    ],
    ['is of another format', 'does not say that it is', () => [messages(), manifestOf(log(), { format: 'zip' })]],
    ['is of a later version', 'Update Rigscope', () => [messages(), manifestOf(log(), { version: 2 })]],
    ['says no date', 'madeAt', () => [messages(), manifestOf(log(), { madeAt: 'yesterday' })]],
    ['lists no messages', 'does not list messages.log', () => [messages(), manifestOf(log(), { entries: [] })]],
    ['lists what it does not hold', 'not in the file', () => [manifestOf(log())]],
    [
      'holds what it does not list',
      'does not list',
      () => [messages(), manifestOf(log()), { name: 'virus.exe', data: log() }],
    ],
    ['holds an entry twice', 'twice', () => [messages(), messages(), manifestOf(log())]],
    ['has another size than it says', 'bytes', () => [messages(Buffer.concat([log(), log()])), manifestOf(log())]],
    [
      'has another hash than it says',
      'another sha256',
      () => [messages(log(someRecords.slice(0, 2).concat({ time: 0.5, data: '手 👩🏽‍🎸' }))), manifestOf(log())],
    ],
    [
      'has a hash that is none',
      'is not one',
      () => [messages(), manifestOf(log(), { entries: [{ name: 'messages.log', bytes: 1, sha256: 'abc' }] })],
    ],
    ['holds messages that are no log', 'not a log', () => [messages(Buffer.alloc(64)), manifestOf(Buffer.alloc(64))]],
    ['unpacks to far more than its size', 'times', () => [messages(Buffer.alloc(8e6)), manifestOf(Buffer.alloc(8e6))]],
    [
      'has a manifest without end',
      'the limit is',
      () => [messages(), { name: 'manifest.json', data: Buffer.alloc(5e6, ' ') }],
    ],
  ])('that %s is refused in a sentence', async (_, sentence, make) => {
    await forge(make())
    const read = await readAll()
    expect(read).toEqual(expect.stringContaining(sentence))
    expect(read).toMatch(/^walk\.rigscope: .*\.$/s)
  })

  test.each([
    ['../../outside', /^\.\.\/\.\.\//],
    ['/etc/outside', /^\/etc/],
    ['a\\..\\outside', /\\/],
  ])('with an entry named %s is refused', async (name) => {
    // yazl refuses such names, so one of the same length is made and renamed in the bytes.
    const harmless = 'x'.repeat(name.length)
    await forge([messages(), { name: harmless, data: Buffer.from('boo') }, manifestOf(log())])
    const bytes = await readFile(file)
    for (let at = bytes.indexOf(harmless); at >= 0; at = bytes.indexOf(harmless)) bytes.write(name, at)
    await writeFile(file, bytes)
    expect(await readAll()).toEqual(expect.stringContaining('points out of the file'))
  })

  test('with more entries than a container has is refused before they are read', async () => {
    const many = Array.from({ length: defaultLimits.entries + 1 }, (_, i) => ({ name: `e${i}`, data: Buffer.alloc(0) }))
    await forge(many)
    expect(await readAll()).toEqual(expect.stringContaining('more than 1000 entries'))
  })

  test('that is cut off anywhere is refused and never read as whole', async () => {
    await writeContainer(file, content(someRecords))
    const bytes = await readFile(file)
    for (let length = 0; length < bytes.length; length++) {
      await writeFile(file, bytes.subarray(0, length))
      expect(await readAll(), `cut at ${length}`).toMatch(/^walk\.rigscope: /)
    }
  })

  test('with any byte changed is refused or reads as before, and never throws', async () => {
    await writeContainer(file, content(someRecords))
    const bytes = await readFile(file)
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      await writeFile(file, damaged)
      const read = await readAll()
      if (typeof read !== 'string') expect(read, `byte ${at}`).toEqual(someRecords)
    }
  })

  test('of any bytes is refused in a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        await writeFile(file, bytes)
        expect(await readAll()).toMatch(/^walk\.rigscope: /)
      }),
      { numRuns: 50 },
    )
  })

  test('that is not there, or is a folder, is told apart', async () => {
    expect(await readAll()).toBe('walk.rigscope: There is no such file.')
    expect(await readAll(folder)).toContain('This is a folder, not a file.')
  })
})
