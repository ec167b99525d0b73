// Lets panels in over one authenticated WebSocket each: Host, Origin and pass are judged before the upgrade, of programs the control
// token. What they ask is the carrier's and the nouns' business.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Answers } from '../carrier/answers'
import { serveCarrier } from '../carrier/serve-carrier'
import { offeredKey, panelProtocol, wsCarrier } from '../carrier/ws-carrier'
import { bearsToken, isForUs, isFromOurPage } from './headers'
import type { PanelPass } from './panel-pass'

const longestMessageBytes = 1 << 20
const mostPanels = 32

export interface PanelDoor {
  readonly port: number
  readonly pass: PanelPass
  readonly controlToken: string
}

/** Returns what closes every panel. */
export function acceptPanels(server: Server, { port, pass, controlToken }: PanelDoor, answers: Answers): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: longestMessageBytes,
    // The key is offered as well and is not to be said back.
    handleProtocols: (offered) => offered.has(panelProtocol) && panelProtocol,
  })
  const judge = (request: IncomingMessage): [number, string] | null => {
    if (!isForUs(request, port)) return [421, 'Misdirected Request']
    if (request.url !== '/hub') return [404, 'Not Found']
    if (!bearsToken(request, controlToken)) {
      if (!isFromOurPage(request, port)) return [403, 'Forbidden']
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
      if (!pass.isHeld(request.headers.cookie, offeredKey(offered))) return [401, 'Unauthorized']
    }
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
