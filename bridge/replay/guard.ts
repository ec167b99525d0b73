// Who may connect: judges the HTTP request before it becomes a WebSocket. The same rules as the bridge inside a host has.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { subprotocol } from '../protocol/messages'

export interface GuardRefusal {
  readonly status: 400 | 401 | 403 | 404 | 426 | 503
  readonly sentence: string
}

export interface Knock {
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** Why a request may not come in, or null. `clients` are those already in. */
export function judgeRequest(
  knock: Knock,
  rules: { readonly token: string; readonly port: number; readonly clients: number; readonly maxClients: number },
): GuardRefusal | null {
  const { headers } = knock
  if (!isLoopback(headers.host, rules.port))
    return { status: 403, sentence: 'Rigscope bridges are reached by a loopback address only.' }
  if (headers.origin !== undefined)
    return { status: 403, sentence: 'Rigscope bridges do not talk to web pages; open the panel through its hub.' }
  if (!bearsToken(headers.authorization, rules.token))
    return { status: 401, sentence: "The token is missing or wrong; it is in the session's address file." }
  if (knock.url !== '/') return { status: 404, sentence: 'There is nothing at this path.' }
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  if (!offered.includes(subprotocol))
    return {
      status: 400,
      sentence: `This bridge speaks ${subprotocol}; the caller does not. Update the older of the two.`,
    }
  if (rules.clients >= rules.maxClients)
    return { status: 503, sentence: `This bridge already has ${rules.maxClients} clients; close one of them.` }
  return null
}

function isLoopback(host: string | undefined, port: number): boolean {
  const match = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d{1,5}))?$/i.exec(host ?? '')
  return match !== null && (match[1] === undefined || Number(match[1]) === port)
}

function bearsToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? ''
  // Hashes have one length, so that comparing tells nothing about the token's.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
