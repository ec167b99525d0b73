// The file that opens the panel: readable by its owner only, it sends a browser to the hub with a single-use code in the
// fragment, so that no code is ever on a command line or in a server's log.
import { randomBytes } from 'node:crypto'
import { readdir, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const lifeMs = 10 * 60_000
const opener = /^open-[\w-]+\.html$/

/** Writes a new file into the runtime folder, sweeps old ones, and returns the path. `session` is the one to show first. */
export async function writeOpenerFile(
  runtime: string,
  port: number,
  code: string,
  session: string | null = null,
): Promise<string> {
  await sweepOpenerFiles(runtime)
  const path = join(runtime, `open-${randomBytes(9).toString('base64url')}.html`)
  const wish = session === null ? '' : `&amp;session=${encodeURIComponent(session)}`
  const address = `http://127.0.0.1:${port}/#code=${encodeURIComponent(code)}${wish}`
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>Rigscope</title>
<meta http-equiv="refresh" content="0;url=${address}">
<p><a href="${address}">Open Rigscope</a></p>
</html>
`
  await writeFile(path, page, { flag: 'wx', mode: 0o600 })
  return path
}

/** Removes openers whose code holds no longer. */
export async function sweepOpenerFiles(runtime: string, olderThanMs = lifeMs): Promise<void> {
  for (const name of (await readdir(runtime)).filter((entry) => opener.test(entry))) {
    const path = join(runtime, name)
    try {
      if (Date.now() - (await stat(path)).mtimeMs >= olderThanMs) await unlink(path)
    } catch (error) {
      // Another hub or cli swept it first.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
}
