// Finds a port on the loopback interface for the hub: the one wanted, else the next that is free.
import { createServer, type Server } from 'node:http'

export interface Listening {
  readonly server: Server
  readonly port: number
}

const triedPorts = 20

/** `wanted` 0 takes any free port. Rejects only where even that fails. */
export async function listen(wanted: number): Promise<Listening> {
  const ports = wanted === 0 ? [0] : [...Array.from({ length: triedPorts }, (_, i) => wanted + i), 0]
  for (const port of ports.filter((number) => number <= 65535)) {
    const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000, headersTimeout: 5_000 })
    const failure = await tryPort(server, port)
    if (failure === null) {
      const address = server.address()
      if (typeof address === 'object' && address !== null) return { server, port: address.port }
    } else if (failure.code !== 'EADDRINUSE' && failure.code !== 'EACCES') throw failure
  }
  throw new Error('No port is free on the loopback interface.')
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
