// Each toxic of the proxy does to real connections what its name says, and its undo heals them.
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTcpProxy, type TcpProxy } from './tcp-proxy'

let server: Server
let proxy: TcpProxy
const clients: Socket[] = []

beforeEach(async () => {
  // Gives back what it gets, as far as the other side reads.
  server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy = await startTcpProxy((server.address() as AddressInfo).port)
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await proxy.close()
  server.close()
})

async function connect(): Promise<Socket> {
  const client = createConnection({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true })
  clients.push(client)
  await once(client, 'connect')
  return client
}

/** Sends `bytes` and waits for as many; gives what came back, the sizes of the chunks and the milliseconds. */
async function echo(client: Socket, bytes: Buffer) {
  const start = performance.now()
  const chunks: Buffer[] = []
  const back = new Promise<void>((resolve) => {
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      if (chunks.reduce((sum, one) => sum + one.length, 0) < bytes.length) return
      client.off('data', take)
      resolve()
    }
    client.on('data', take)
  })
  client.write(bytes)
  await back
  return { bytes: Buffer.concat(chunks), sizes: chunks.map((one) => one.length), ms: performance.now() - start }
}

const some = (length: number) => Buffer.from(Array.from({ length }, (_, i) => i % 251))

describe('The proxy', () => {
  test('hands bytes on unchanged in both directions, ends included', async () => {
    const client = await connect()
    expect((await echo(client, some(1_000_000))).bytes.equals(some(1_000_000))).toBe(true)
    expect(proxy.connections()).toBe(1)
    const ended = once(client, 'end')
    client.end()
    await ended
  })

  test('closes the client where the server is not there', async () => {
    const nobody = createServer()
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve))
    const { port } = nobody.address() as AddressInfo
    await new Promise((resolve) => nobody.close(resolve))
    const lost = await startTcpProxy(port)
    const client = createConnection(lost.port, '127.0.0.1')
    const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNRESET')
    await lost.close()
  })
})

describe('A toxic', () => {
  test('latency delays what comes by its time, in its direction only', async () => {
    const client = await connect()
    const heal = proxy.add({ kind: 'latency', ms: 120 }, 'down')
    expect((await echo(client, some(10))).ms).toBeGreaterThanOrEqual(115)
    heal()
    expect((await echo(client, some(10))).ms).toBeLessThan(110)
  })

  test('bandwidth holds a lane to its bytes a second', async () => {
    const client = await connect()
    proxy.add({ kind: 'bandwidth', bytesPerSecond: 100_000 }, 'up')
    const { ms, bytes } = await echo(client, some(30_000))
    expect(bytes.equals(some(30_000))).toBe(true)
    expect(ms).toBeGreaterThanOrEqual(280)
  })

  test('slicer cuts messages into pieces', async () => {
    const client = await connect()
    proxy.add({ kind: 'slicer', bytes: 10, pauseMs: 5 }, 'down')
    const { sizes, bytes } = await echo(client, some(100))
    expect(bytes.equals(some(100))).toBe(true)
    expect(sizes.length).toBeGreaterThan(3)
  })

  test('timeout lets nothing through and then closes', async () => {
    const client = await connect()
    proxy.add({ kind: 'timeout', ms: 100 })
    let heard = 0
    client.on('data', (chunk: Buffer) => (heard += chunk.length))
    client.write(some(10))
    const start = performance.now()
    await once(client, 'end')
    expect(performance.now() - start).toBeGreaterThanOrEqual(90)
    expect(heard).toBe(0)
  })

  test('timeout of 0 holds everything until it is healed, and then nothing is lost', async () => {
    const client = await connect()
    const heal = proxy.add({ kind: 'timeout', ms: 0 }, 'up')
    const back = echo(client, some(1000))
    setTimeout(heal, 100)
    const { ms, bytes } = await back
    expect(ms).toBeGreaterThanOrEqual(95)
    expect(bytes.equals(some(1000))).toBe(true)
  })

  test('slow_close delays the end', async () => {
    const client = await connect()
    proxy.add({ kind: 'slow_close', ms: 120 }, 'up')
    client.resume()
    const start = performance.now()
    client.end()
    await once(client, 'end')
    expect(performance.now() - start).toBeGreaterThanOrEqual(115)
  })

  test('reset_peer resets the connection after its time', async () => {
    const client = await connect()
    const failed = once(client, 'error') as Promise<[NodeJS.ErrnoException]>
    proxy.add({ kind: 'reset_peer', ms: 50 })
    expect((await failed)[0].code).toBe('ECONNRESET')
  })

  test('limit_data closes after its bytes, not one later', async () => {
    const client = await connect()
    proxy.add({ kind: 'limit_data', bytes: 100 }, 'down')
    let heard = 0
    client.on('data', (chunk: Buffer) => (heard += chunk.length))
    client.write(some(1000))
    await once(client, 'end')
    expect(heard).toBe(100)
  })

  test('down throws out who is in and lets nobody in until it is healed', async () => {
    const client = await connect()
    const thrown = once(client, 'error')
    const heal = proxy.add({ kind: 'down' })
    await thrown
    const refused = createConnection(proxy.port, '127.0.0.1')
    clients.push(refused)
    await once(refused, 'error')
    heal()
    expect((await echo(await connect(), some(10))).bytes.equals(some(10))).toBe(true)
  })

  test('works with others at once', async () => {
    const client = await connect()
    proxy.add({ kind: 'latency', ms: 20, jitterMs: 20 })
    proxy.add({ kind: 'slicer', bytes: 333, pauseMs: 1 })
    expect((await echo(client, some(5000))).bytes.equals(some(5000))).toBe(true)
  })
})
