// Keeps the page's secrets with the system's keychain: encrypted by it, in a file of the user's. Where the system has none that is
// safe, nothing is kept.
import { readFile, rename, writeFile } from 'node:fs/promises'
import { safeStorage } from 'electron'

const named = /^[a-z][\w.-]{0,63}$/
const longestText = 8192

export interface Secrets {
  keep(name: unknown, secret: unknown): Promise<boolean>
  read(name: unknown): Promise<string | null>
}

export function keptSecrets(file: string, platform: NodeJS.Platform = process.platform): Secrets {
  const isSafe = async () =>
    (await safeStorage.isAsyncEncryptionAvailable()) &&
    // Without a keyring Linux only disguises what it keeps.
    (platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
  const write = async (name: string, secret: string | null) => {
    const kept = await readAll(file)
    if (secret === null) kept.delete(name)
    else kept.set(name, (await safeStorage.encryptStringAsync(secret)).toString('base64'))
    await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  // One after the other: each writes all of them.
  let last: Promise<unknown> = Promise.resolve()
  return {
    async keep(name, secret) {
      if (typeof name !== 'string' || !named.test(name)) return false
      if (secret !== null && (typeof secret !== 'string' || secret.length > longestText)) return false
      if (secret !== null && !(await isSafe())) return false
      const written = last.then(() => write(name, secret))
      last = written.catch(() => undefined)
      await written
      return true
    },
    async read(name) {
      const text = typeof name === 'string' ? (await readAll(file)).get(name) : undefined
      if (text === undefined || !(await isSafe())) return null
      return (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result
    },
  }
}

async function readAll(file: string): Promise<Map<string, string>> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>
    return new Map(Object.entries(kept))
  } catch {
    // Missing or damaged: there are no secrets.
    return new Map()
  }
}
