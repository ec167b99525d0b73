// Answers app://rigscope/ in place of a server: the built panel, files that were offered to it, and the hub's captures by way of the
// hub. The page itself reaches no network.
import { readFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { CustomScheme } from 'electron'
import { securityHeaders } from '../hub/serve/headers'
import { findStatic } from '../hub/serve/static-files'
import type { HubDoor } from './hub-word'
import { isOurs } from './locks'

/** Registered before the application is ready. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

export interface AppSources {
  readonly panelFolder: string
  readonly hubDoor: () => HubDoor | null
  /** The path that was offered under an id. */
  readonly offered: (id: string) => string | undefined
}

const headers = securityHeaders("'self'")
/** Of the hub's answers; the rest is between it and us. */
const passedOn = ['Content-Type', 'Content-Length', 'Content-Disposition', 'Cache-Control']

export function answerApp({ panelFolder, hubDoor, offered }: AppSources): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (!isOurs(request.url)) return say(404, 'There is nothing here.')
    if (pathname === '/captures' || pathname.startsWith('/captures/')) return ofHub(request, hubDoor())
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'This can only be read.')
    const id = /^\/offered\/([\w-]+)$/.exec(pathname)?.[1]
    if (id !== undefined) return ofFile(offered(id))
    const file = await findStatic(panelFolder, pathname)
    if (file === null && pathname === '/') return say(503, 'The panel is not built. Run: npm run build')
    if (file === null) return say(404, 'There is no such file.')
    return new Response(await readFile(file.path), { headers: { ...headers, 'Content-Type': file.contentType } })
  }
}

function say(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } })
}

function ofFile(path: string | undefined): Response {
  if (path === undefined) return say(404, 'This file is not offered any more.')
  const stream = Readable.toWeb(createReadStream(path)) as ReadableStream
  return new Response(stream, { headers: { ...headers, 'Content-Type': 'application/octet-stream' } })
}

async function ofHub(request: Request, door: HubDoor | null): Promise<Response> {
  if (door === null) return say(503, 'The hub is starting: try again in a moment.')
  const { pathname, search } = new URL(request.url)
  const hub = `http://127.0.0.1:${door.port}`
  const to = new URL(hub + pathname + search)
  // Addresses of http are read otherwise than ours: what would leave the captures then is not sent.
  if (to.origin !== hub || !/^\/captures(\/|$)/.test(to.pathname)) return say(404, 'There is nothing here.')
  const { method, body, signal } = request
  const authorization = `Bearer ${door.controlToken}`
  try {
    const answer = await fetch(to, {
      method,
      signal,
      redirect: 'error',
      headers: { Authorization: authorization, 'Content-Type': 'application/octet-stream' },
      ...(body === null ? {} : { body, duplex: 'half' }),
    })
    const passed = passedOn.flatMap((name) => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value] as const]
    })
    return new Response(answer.body, { status: answer.status, headers: { ...headers, ...Object.fromEntries(passed) } })
  } catch (error) {
    return say(502, `The hub does not answer: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
