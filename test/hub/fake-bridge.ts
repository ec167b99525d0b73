// A bridge for tests on a real WebSocket that can also do everything wrong: it speaks the wire, writes its address file, keeps
// what the hub asked, and sends whatever it is told to.
import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Address } from '../../bridge/protocol/address'
import { encodeColumns, type Frames, type Samples } from '../../bridge/protocol/columns'
import {
  type FromBridge,
  type FromHub,
  fromHub,
  type Hello,
  type Node,
  subprotocol,
} from '../../bridge/protocol/messages'
import { processStart, thisMachine } from '../../hub/discovery/process-alive'

export interface FakeBridge {
  readonly address: Address
  readonly asked: FromHub[]
  /** Authorization headers and origins of those who connected. */
  readonly requests: IncomingMessage[]
  readonly clients: number
  send(message: FromBridge): void
  sendRaw(data: string | Uint8Array): void
  /** Breaks every socket off without a word. */
  cut(): void
  /** Ends as a host that closes: goodbye, no socket, no file. */
  close(): Promise<void>
}

export interface FakeBridgeOptions {
  readonly runtime: string
  readonly session?: string
  readonly change?: Partial<Address>
  /** Sent to each new client; hello, scene and roster by default. */
  readonly greeting?: readonly FromBridge[]
  /** Answers a verb; null answers nothing. */
  readonly answer?: (asked: FromHub) => FromBridge | null
  readonly port?: number
}

export async function fakeBridge(options: FakeBridgeOptions): Promise<FakeBridge> {
  const { runtime, session = `fake-${randomBytes(6).toString('hex')}` } = options
  const greeting = options.greeting ?? [hello(session), scene(), roster(1, nodes(3))]
  const answer = options.answer ?? ((asked): FromBridge => ({ type: 'reply', to: asked.id, error: null, value: null }))
  const asked: FromHub[] = []
  const requests: IncomingMessage[] = []
  const token = randomBytes(32).toString('base64url')
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, handleProtocols: () => subprotocol })
  server.on('upgrade', (request, socket, head) => {
    requests.push(request)
    if (request.headers.authorization !== `Bearer ${token}`)
      return socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (client) => greet(client))
  })
  const greet = (client: WebSocket) => {
    client.on('message', (data: Buffer) => {
      const message = fromHub.parse(JSON.parse(data.toString()))
      asked.push(message)
      const reply = answer(message)
      if (reply !== null) client.send(JSON.stringify(reply))
    })
    for (const message of greeting) client.send(JSON.stringify(message))
  }
  const port = await listenOn(server, options.port ?? 0)
  const address: Address = {
    kind: 'rigscope.session',
    session,
    port,
    token,
    pid: process.pid,
    processStarted: await processStart(process.pid),
    ...(await thisMachine()),
    host: { kind: 'fake', name: 'Fake', version: '1.0' },
    scene: 'walk.fake',
    origin: 'live',
    protocol: { min: 1, max: 1 },
    ...options.change,
  }
  const path = join(runtime, 'sessions', `${session}.json`)
  await mkdir(join(runtime, 'sessions'), { recursive: true, mode: 0o700 })
  await writeFile(path, JSON.stringify(address), { mode: 0o600 })
  const sendRaw = (data: string | Uint8Array) => {
    for (const client of sockets.clients) client.send(data)
  }
  const cut = () => {
    for (const client of sockets.clients) client.terminate()
  }
  return {
    address,
    asked,
    requests,
    get clients() {
      return sockets.clients.size
    },
    send: (message) => sendRaw(JSON.stringify(message)),
    sendRaw,
    cut,
    async close() {
      await rm(path, { force: true })
      cut()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

export function hello(session: string, change: Partial<Hello> = {}): Hello {
  return {
    type: 'hello',
    protocol: { min: 1, max: 1 },
    session,
    origin: { kind: 'live' },
    host: { kind: 'fake', name: 'Fake', version: '1.0', pid: process.pid, startedAt: null },
    bridge: { version: '0.1.0', python: null },
    machine: { name: 'here', os: 'any', cpu: null, cores: 2, memoryBytes: null, hardwareClass: '2-core' },
    capabilities: ['samples', 'select'],
    clock: { monotonic: 100, wall: Date.now() / 1000 },
    ...change,
  }
}

export function scene(name = 'walk.fake'): FromBridge {
  return {
    type: 'scene',
    path: `/show/${name}`,
    name,
    modified: false,
    targetFps: 24,
    range: { start: 1, end: 100 },
    frame: 1,
    evaluationMode: 'depsgraph',
    nodeCount: 3,
    rigs: [
      { id: 1, name: 'hero_rig', asset: 'hero', version: 'v12', source: null, resolvedBy: null, nodeCount: 3 },
      { id: 2, name: 'prop_rig', asset: null, version: null, source: null, resolvedBy: null, nodeCount: 1 },
    ],
  }
}

export function nodes(count: number, from = 1): Node[] {
  return Array.from({ length: count }, (_, i) => ({
    id: from + i,
    name: `node ${from + i}`,
    path: `|rig|node ${from + i}`,
    kind: 'bone',
    parent: null,
    rig: 1,
  }))
}

export function roster(
  version: number,
  added: Node[],
  change: Partial<FromBridge & { type: 'roster' }> = {},
): FromBridge {
  return { type: 'roster', version, base: null, part: 0, parts: 1, nodes: added, removed: [], ...change }
}

export function heartbeat(change: Partial<FromBridge & { type: 'heartbeat' }> = {}): FromBridge {
  return {
    type: 'heartbeat',
    time: 100,
    mainAge: 0.01,
    busy: null,
    tier: 'T0',
    sampleHz: null,
    ownCost: { mean: null, p99: null, share: null, sampledFrame: null },
    memoryBytes: null,
    ...change,
  }
}

export function frames(sequence: number, rows = 1, time = 100 + sequence / 60): Uint8Array {
  const f64 = (value: number) => new Float64Array(rows).fill(value)
  const u8 = (value: number) => new Uint8Array(rows).fill(value)
  const message: Frames = {
    kind: 'frames',
    rosterVersion: 1,
    sequence,
    dropped: 0,
    rows,
    time: f64(time),
    frame: f64(sequence),
    interval: f64(1 / 60),
    evaluation: f64(0.008),
    drawSubmit: f64(0.002),
    ownCost: f64(0.00005),
    activity: u8(1),
    speedMode: u8(1),
    cached: u8(1),
    evaluationMode: u8(4),
    evaluationSource: u8(1),
    marks: u8(0),
  }
  return encodeColumns(message)
}

export function samples(sequence: number, rows = 3, rosterVersion = 1): Uint8Array {
  const message: Samples = {
    kind: 'samples',
    rosterVersion,
    sequence,
    dropped: 0,
    rows,
    flags: 0,
    time: 100 + sequence,
    frame: sequence,
    wall: 0.01,
    id: Uint32Array.from({ length: rows }, (_, i) => i + 1),
    self: new Float64Array(rows).fill(0.001),
    inclusive: new Float64Array(rows).fill(0.002),
    count: new Uint32Array(rows).fill(1),
  }
  return encodeColumns(message)
}
