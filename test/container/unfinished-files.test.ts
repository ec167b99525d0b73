// What a killed writer leaves is swept by the next one in the same folder, and nothing else is.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweepUnfinished, unfinishedName } from '../../container/unfinished-files'
import { writeContainer } from '../../container/write-container'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'rigscope-unfinished-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid
const content = { madeBy: { name: 'test', version: '1' }, title: 'a test', how: 'A test.', records: [] }

test('writing a container sweeps what a killed writer left in the folder', async () => {
  const home = await folder()
  await writeFile(unfinishedName(join(home, 'walk.rigscope'), deadPid()), 'half')
  const written = await writeContainer(join(home, 'run.rigscope'), content)
  expect(written.kind).toBe('written')
  expect(await readdir(home)).toEqual(['run.rigscope'])
})

test('a writer that lives keeps its file', async () => {
  const home = await folder()
  const living = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  onTestFinished(() => void living.kill())
  const kept = [unfinishedName(join(home, 'a.rigscope')), unfinishedName(join(home, 'b.rigscope'), living.pid)]
  for (const file of kept) await writeFile(file, 'half')
  await sweepUnfinished(home)
  expect(await readdir(home)).toHaveLength(2)
})

test('files of other machines and files that only look alike are left alone', async () => {
  const home = await folder()
  const pid = deadPid()
  const names = [
    `walk.rigscope.another-machine-${pid}-0123abcd.part`,
    `download.${pid}-0123abcd.part`,
    `walk.rigscope.${pid}.part`,
    'walk.rigscope',
  ]
  for (const name of names) await writeFile(join(home, name), 'theirs')
  await sweepUnfinished(home)
  expect((await readdir(home)).sort()).toEqual([...names].sort())
})

test('a folder that is not there is no failure', async () => {
  await expect(sweepUnfinished(join(await folder(), 'nowhere'))).resolves.toBeUndefined()
})
