// Gives the page an encoded capture, streamed from the disk. It never changes, so the browser may keep it.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { say } from '../serve/say'
import type { CaptureSummary } from './api'

export interface ReadyCapture {
  readonly summary: CaptureSummary
  readonly path: string
}

export async function sendCapture(
  { summary, path }: ReadyCapture,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const tag = `"${summary.capture}"`
  response.setHeader('ETag', tag)
  response.setHeader('Cache-Control', 'private, max-age=31536000, immutable')
  if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end()
  const bytes = await bytesOf(path)
  if (bytes === null) {
    response.removeHeader('ETag')
    return say(response, 404, 'The file of this capture is gone from the disk.')
  }
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes })
  if (request.method === 'HEAD') return void response.end()
  await streamTo(response, createReadStream(path))
}

/** A reader who leaves ends the reading; a source that breaks off can only break the answer off. */
export async function streamTo(
  response: ServerResponse,
  source: NodeJS.ReadableStream | AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    await pipeline(source, response)
  } catch {
    // Nobody is there to be told: the headers are out, and the connection is gone.
    response.destroy()
  }
}

async function bytesOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
