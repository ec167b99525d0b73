// Finds a port on the loopback interface for the hub: the one wanted, else the next that is free. Until the hub is ready, whoever
// comes is told to come again, so that open pages find a hub that starts without hanging.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Listening {
  readonly server: Server
  readonly port: number
  /** Ends the waiting: from here on `answer` gets each request, and upgrades are for who listens. */
  open(answer: RequestListener): void
  /** Resolves once nothing is open any more. */
  close(): Promise<void>
}

const triedPorts = 20

/** `wanted` 0 takes any free port. Rejects only where even that fails. */
export async function listen(wanted: number): Promise<Listening> {
  const ports = wanted === 0 ? [0] : [...Array.from({ length: triedPorts }, (_, i) => wanted + i), 0]
  for (const port of ports.filter((number) => number <= 65535)) {
    // A capture of 2 GB is taken in only as fast as it is read, and the limit holds for every request.
    const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 3_600_000, headersTimeout: 5_000 })
    server.on('request', comeAgain).on('upgrade', refuseUpgrade)
    const failure = await tryPort(server, port)
    if (failure === null) {
      const address = server.address()
      if (typeof address === 'object' && address !== null) return opening(server, address.port)
    } else if (failure.code !== 'EADDRINUSE' && failure.code !== 'EACCES') throw failure
  }
  throw new Error('No port is free on the loopback interface.')
}

function opening(server: Server, port: number): Listening {
  return {
    server,
    port,
    open: (answer) => void server.off('request', comeAgain).off('upgrade', refuseUpgrade).on('request', answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function tryPort(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.removeListener('error', resolve)
      resolve(null)
    })
  })
}

const again = { 'Retry-After': '1', 'Cache-Control': 'no-store', Connection: 'close' } as const

function comeAgain(_request: IncomingMessage, response: ServerResponse): void {
  // Refresh lets a browser that was sent here too early come again by itself.
  response.writeHead(503, { ...again, Refresh: '1', 'Content-Type': 'text/plain; charset=utf-8' })
  response.end('Rigscope is starting.\n')
}

function refuseUpgrade(_request: IncomingMessage, socket: Duplex): void {
  // The other side may be gone already; there is nobody to tell then.
  socket.on('error', () => socket.destroy())
  const headers = Object.entries(again).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 503 Service Unavailable\r\n${headers.join('')}Content-Length: 0\r\n\r\n`)
}
