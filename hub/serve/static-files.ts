// Finds and serves the files of the built panel: only those that lie in the build's folder, whatever the address says.
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { extname, join, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** The build names these by their content. */
const hashed = /^\/assets\/[^/]+-[\w-]{8,}\.\w+$/

/** Answers a GET or HEAD of `path`; false where no such file may be served. */
export async function sendStatic(
  folder: string,
  path: string,
  response: ServerResponse,
  head: boolean,
): Promise<boolean> {
  const file = await findStatic(folder, path)
  if (file === null) return false
  response.writeHead(200, {
    'Content-Type': file.contentType,
    'Content-Length': file.bytes,
    'Cache-Control': hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (head) {
    response.end()
    return true
  }
  // The headers are out: a file that breaks off in between can only break the answer off, and a reader who leaves ends the file.
  pipeline(createReadStream(file.path), response, () => undefined)
  return true
}

export interface StaticFile {
  readonly path: string
  readonly bytes: number
  readonly contentType: string
}

/** The file that an address's path names, its links followed; null where no such file may be served. */
export async function findStatic(folder: string, asked: string): Promise<StaticFile | null> {
  const path = asked === '/' ? '/index.html' : asked
  const contentType = contentTypes[extname(path)]
  const plain = decode(path)
  if (contentType === undefined || plain === null) return null
  try {
    const root = await realpath(folder)
    const real = await realpath(join(root, plain))
    if (!real.startsWith(root + sep)) return null
    const found = await stat(real)
    return found.isFile() ? { path: real, bytes: found.size, contentType } : null
  } catch {
    // No such file; why does not matter to who asked.
    return null
  }
}

function decode(path: string): string | null {
  try {
    const plain = decodeURIComponent(path)
    return /[\0\\]/.test(plain) ? null : plain
  } catch {
    return null
  }
}
