// Answers every HTTP request of the hub: the built panel for anybody on this machine, login for who has a code, and control for
// who can read hub.json. The WebSocket is accept-panels.ts's, captures are captures/'s.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { About } from '../about/api'
import type { AnswerCaptures } from '../captures/answer-captures'
import type { Panels } from '../panels/panels'
import type { Codes } from './codes'
import { bearer, bearsToken, isForUs, isFromOurPage, securityHeaders } from './headers'
import type { PanelPass } from './panel-pass'
import { say, sayJson } from './say'
import { sendStatic } from './static-files'

export interface HttpOptions {
  readonly panelFolder: string
  readonly port: number
  readonly codes: Codes
  readonly pass: PanelPass
  readonly controlToken: string
  readonly about: About
  readonly panels: Panels
  readonly captures: AnswerCaptures
  readonly quit: () => void
}

const longestBodyBytes = 1024

export function answerHttp(options: HttpOptions): RequestListener {
  const headers = Object.entries(securityHeaders(`'self' ws://127.0.0.1:${options.port}`))
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    route(options, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else say(response, 500, `The hub failed: ${error instanceof Error ? error.message : String(error)}.`)
    })
  }
}

async function route(options: HttpOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isForUs(request, options.port))
    return say(response, 421, `Rigscope answers only at http://127.0.0.1:${options.port}.`)
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  if (path.startsWith('/control/')) return control(options, path, request, response)
  if (path === '/login') return login(options, request, response)
  if (path === '/hub') {
    if (!options.pass.isHeld(request.headers.cookie, bearer(request)))
      return say(response, 401, 'This page is not signed in.')
    response.setHeader('Upgrade', 'websocket')
    return say(response, 426, 'This is a WebSocket.')
  }
  if (path === '/captures' || path.startsWith('/captures/')) return options.captures(request, response)
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'This can only be read.')
  if (await sendStatic(options.panelFolder, path, response, request.method === 'HEAD')) return
  if (path === '/') return say(response, 503, 'The panel is not built. Run: npm run build')
  say(response, 404, 'There is no such file.')
}

async function login({ codes, pass, port }: HttpOptions, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST') return say(response, 405, 'A code is posted.')
  if (!isFromOurPage(request, port)) return say(response, 403, 'Only the panel signs in here.')
  const code = textIn(await readBody(request), 'code')
  if (code === null) return say(response, 400, 'Expected {"code": "..."} as JSON.')
  const redeemed = codes.redeem(code)
  if (redeemed === 'tooMany') return say(response, 429, 'Too many wrong codes. Wait a minute.')
  if (redeemed === 'wrong')
    return say(response, 401, 'This code was used or is too old. Run "rigscope open" for a fresh one.')
  const { setCookie, key } = pass.issue()
  response.setHeader('Set-Cookie', setCookie)
  sayJson(response, { key })
}

async function control(options: HttpOptions, path: string, request: IncomingMessage, response: ServerResponse) {
  if (!bearsToken(request, options.controlToken)) return say(response, 401, 'Control needs the token of hub.json.')
  const asked = `${request.method ?? ''} ${path}`
  if (asked === 'POST /control/code') return sayJson(response, { code: options.codes.create() })
  if (asked === 'GET /control/about') return sayJson(response, options.about)
  if (asked === 'POST /control/show') {
    const session = textIn(await readBody(request), 'session')
    return sayJson(response, { isShown: options.panels.show({ session }) })
  }
  if (asked === 'POST /control/quit') {
    response.on('finish', options.quit)
    return sayJson(response, {})
  }
  say(response, 404, 'There is no such control.')
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > longestBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function textIn(body: string | null, name: string): string | null {
  if (body === null) return null
  try {
    const value: unknown = JSON.parse(body)
    const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}
