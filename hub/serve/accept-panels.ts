// Lets panels in over one authenticated WebSocket each: Host, Origin and cookie are judged before the upgrade. What they ask is
// the carrier's and the nouns' business.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Answers } from '../carrier/answers'
import { serveCarrier } from '../carrier/serve-carrier'
import { wsCarrier } from '../carrier/ws-carrier'
import type { Cookie } from './cookie'
import { isForUs, isFromOurPage } from './headers'

const longestMessageBytes = 1 << 20
const mostPanels = 32

/** Returns what closes every panel. */
export function acceptPanels(server: Server, port: number, cookie: Cookie, answers: Answers): () => void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: longestMessageBytes })
  const judge = (request: IncomingMessage): [number, string] | null => {
    if (!isForUs(request, port)) return [421, 'Misdirected Request']
    if (request.url !== '/hub') return [404, 'Not Found']
    if (!isFromOurPage(request, port)) return [403, 'Forbidden']
    if (!cookie.isIn(request.headers.cookie)) return [401, 'Unauthorized']
    return sockets.clients.size >= mostPanels ? [503, 'Service Unavailable'] : null
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = judge(request)
    if (refusal === null) return sockets.handleUpgrade(request, socket, head, welcome)
    // The other side may be gone already; there is nobody to tell then.
    socket.on('error', () => socket.destroy())
    socket.end(`HTTP/1.1 ${refusal.join(' ')}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
  const welcome = (socket: WebSocket) => void serveCarrier(wsCarrier(socket), answers)
  return () => {
    for (const socket of sockets.clients) {
      socket.close(1001)
      socket.terminate()
    }
    sockets.close()
  }
}
