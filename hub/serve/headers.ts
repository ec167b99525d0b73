// The headers that every answer of the hub carries, and the checks of a request's own: for whom it is meant and from whom it comes.
import type { IncomingMessage } from 'node:http'
import { isSameSecret } from './codes'

/** @param connect what the page may speak with; `'self'` is where it comes from. */
export function securityHeaders(connect: string): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src ${connect}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
  }
}

/** A name that was made to point here (DNS rebinding) comes with its own Host. */
export function isForUs(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}`
}

/** Browsers send Origin with every WebSocket and every POST, and pages cannot change it. */
export function isFromOurPage(request: IncomingMessage, port: number): boolean {
  return request.headers.origin === `http://127.0.0.1:${port}`
}

/** What an Authorization header bears; empty where there is none. */
export function bearer(request: IncomingMessage): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

/** Whether a program asks that can read hub.json. Programs send no Origin; a page has no business here, whatever it knows. */
export function bearsToken(request: IncomingMessage, token: string): boolean {
  return isSameSecret(bearer(request), token) && request.headers.origin === undefined
}
