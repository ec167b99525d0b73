// Files that lie in a container beside its messages: they come back byte by byte, and damage to them is told.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openContainer } from '../../container/read-container'
import { writeContainer } from '../../container/write-container'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rigscope-container-'))
  file = path.join(folder, 'walk.rigscope')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const data = Buffer.alloc(3_000_000, 0xff)
async function write() {
  await writeFile(path.join(folder, 'columns'), data)
  const files = [{ name: 'capture.rigcap', path: path.join(folder, 'columns') }]
  const how = { madeBy: { name: 'tests', version: '1' }, title: 'Walk', how: 'Made up.' }
  return await writeContainer(file, { ...how, records: [{ time: 0, data: 'hello' }], files })
}
async function readBeside(name: string): Promise<Buffer | string> {
  const container = await openContainer(file)
  if (container.kind === 'refused') return container.sentence
  const chunks: Uint8Array[] = []
  try {
    for await (const event of container.bytesOf(name)) {
      if (event.kind === 'refused') return event.sentence
      chunks.push(event.bytes)
    }
  } finally {
    await container.close()
  }
  return Buffer.concat(chunks)
}

test('a file beside the messages comes back whole, even one that packs like a bomb', async () => {
  expect(await write()).toMatchObject({ kind: 'written', records: 1 })
  expect(data.equals((await readBeside('capture.rigcap')) as Buffer)).toBe(true)
})

test('what is not in the container has no bytes', async () => {
  await write()
  expect((await readBeside('other')).length).toBe(0)
  expect((await readBeside('constructor')).length).toBe(0)
})

test('a byte changed inside is told at the end, whatever the zip says', async () => {
  await write()
  const bytes = await readFile(file)
  bytes[bytes.indexOf(Buffer.alloc(1000, 0xff)) + 500] = 0
  await writeFile(file, bytes)
  expect(await readBeside('capture.rigcap')).toMatch(/^walk\.rigscope: /)
})

test('a file that cannot be read leaves nothing half written', async () => {
  const files = [{ name: 'capture.rigcap', path: path.join(folder, 'missing') }]
  const how = { madeBy: { name: 'tests', version: '1' }, title: 'Walk', how: 'Made up.', records: [] }
  const written = await writeContainer(file, { ...how, files })
  expect(written).toMatchObject({ kind: 'failed' })
  await expect(readFile(file)).rejects.toThrow('ENOENT')
})
