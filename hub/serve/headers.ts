// The headers that every answer of the hub carries, and the check that a request was meant for this hub.
import type { IncomingMessage } from 'node:http'

export function securityHeaders(port: number): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ws://127.0.0.1:${port}`,
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
