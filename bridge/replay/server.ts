// The replay's WebSocket server on the loopback: lets in who may come in and moves messages. Knows nothing of recordings.
import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { subprotocol } from '../protocol/messages'
import { Guard } from './guard'

/** A hub's longest message, a selection of 1000 nodes, takes 12 KB. */
const maxMessageBytes = 1024 * 1024
const maxHeaderBytes = 8 * 1024
const headerSeconds = 5
/** Sockets that may be open at once, counting those not let in yet. */
const maxSockets = 16

export interface ReplayServer {
  readonly port: number
  /** Ends every connection, waiting a second for clients to say goodbye. */
  close(): Promise<void>
}

/** Listens on a free port of 127.0.0.1. */
export async function listen(token: string, onClient: (socket: WebSocket) => void, port = 0): Promise<ReplayServer> {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
    handleProtocols: () => subprotocol,
  })
  const server = createServer({
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: headerSeconds * 1000,
    requestTimeout: headerSeconds * 1000,
    connectionsCheckingInterval: 1000,
  })
  server.maxConnections = maxSockets
  server.on('request', (request, response) => {
    // Plain requests are judged too, so that none of them learns more than a WebSocket would.
    const refusal = judge(request)
    const status = refusal?.status ?? 426
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close', Upgrade: 'websocket' }
    response.writeHead(status, headers).end(`${refusal?.sentence ?? 'This is a WebSocket.'}\n`)
  })
  const guard = new Guard(token, () => performance.now() / 1000)
  const judge = (request: IncomingMessage) =>
    guard.judge(request, (server.address() as AddressInfo).port, sockets.clients.size)
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const refusal = judge(request)
    if (refusal !== null) {
      refuse(socket, refusal.status, refusal.sentence)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      socket.setNoDelay(true)
      onClient(client)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { port: (server.address() as AddressInfo).port, close: () => closeAll(server, sockets) }
}

function refuse(socket: Socket, status: number, sentence: string): void {
  const body = `${sentence}\n`
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const client of sockets.clients) client.close(1001, 'the replay was stopped')
  const impatient = setTimeout(() => {
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
  }, 1000)
  await closed
  clearTimeout(impatient)
}
