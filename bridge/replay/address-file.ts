// Leaves the replay's address file in the runtime folder and takes it away again. Which folder that is, the caller knows.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { chmod, link, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Address } from '../protocol/address'

/** Writes `<runtimeFolder>/sessions/<session>.json`, whole or not at all; a file that is there already is an error.
 *  Returns the undo, which also runs when the process exits. Throws a sentence where the folder cannot be trusted. */
export async function writeAddressFile(runtimeFolder: string, address: Address): Promise<() => void> {
  const folder = path.join(runtimeFolder, 'sessions')
  for (const part of [runtimeFolder, folder]) await makePrivate(part)
  const file = path.join(folder, `${address.session}.json`)
  const draft = path.join(folder, `.${address.session}-${randomBytes(4).toString('hex')}.tmp`)
  await writeFile(draft, `${JSON.stringify(address, null, 1)}\n`, { flag: 'wx', mode: 0o600 })
  try {
    // A link appears at once with all its bytes and fails where the name is taken; a rename would replace it.
    await link(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
  const remove = () => {
    process.off('exit', remove)
    rmSync(file, { force: true })
  }
  process.on('exit', remove)
  return remove
}

/** Facts of this process and machine for an address. */
export async function describeProcess(): Promise<Pick<Address, 'pid' | 'processStarted' | 'machine' | 'bootId'>> {
  return {
    pid: process.pid,
    processStarted: Date.now() / 1000 - process.uptime(),
    machine: os.hostname(),
    bootId: process.platform === 'linux' ? (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim() : null,
  }
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return
  const facts = await lstat(folder)
  if (!facts.isDirectory() || facts.uid !== process.getuid?.())
    throw new Error(
      `${folder} is not a folder of yours, so no address is left there; remove it or set RIGSCOPE_RUNTIME_DIR.`,
    )
  if ((facts.mode & 0o077) !== 0) await chmod(folder, 0o700)
}
