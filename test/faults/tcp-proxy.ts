// A TCP proxy on the loopback that makes a network misbehave on purpose: put it between a client and a server, then add toxics.
// Knows bytes only; what they mean is the tests' business.
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

/** What can go wrong, each for the bytes of one direction or of both. Durations are milliseconds. */
export type Toxic =
  /** Every chunk comes this much later, give or take `jitterMs`. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
  /** No more than this many bytes a second. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  /** Chunks of at most this size, with a pause between them: messages come in pieces. */
  | { readonly kind: 'slicer'; readonly bytes: number; readonly pauseMs: number }
  /** Nothing goes through; after `ms` the connection is closed, never with 0. */
  | { readonly kind: 'timeout'; readonly ms: number }
  /** An end of the stream comes this much later. */
  | { readonly kind: 'slow_close'; readonly ms: number }
  /** The connection is reset after `ms`. */
  | { readonly kind: 'reset_peer'; readonly ms: number }
  /** The connection is closed after this many bytes. */
  | { readonly kind: 'limit_data'; readonly bytes: number }
  /** Nobody gets in, and who was in is out. */
  | { readonly kind: 'down' }

export type Direction = 'up' | 'down' | 'both'

export interface TcpProxy {
  readonly port: number
  /** Adds a toxic, for open connections too. `up` is from client to server. Returns the undo. */
  add(toxic: Toxic, direction?: Direction): () => void
  /** Connections through it now. */
  connections(): number
  close(): Promise<void>
}

/** Starts a proxy to 127.0.0.1:`targetPort`. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const toxics = new Set<{ readonly toxic: Toxic; readonly direction: Direction }>()
  const links = new Set<Link>()
  const of = (direction: 'up' | 'down') =>
    [...toxics].filter((one) => one.direction === direction || one.direction === 'both').map((one) => one.toxic)
  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => client.destroy())
    if ([...toxics].some(({ toxic }) => toxic.kind === 'down')) {
      client.resetAndDestroy()
      return
    }
    const upstream = createConnection({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true })
    const link: Link = {
      client,
      upstream,
      lanes: [new Lane(client, upstream, () => of('up')), new Lane(upstream, client, () => of('down'))],
    }
    links.add(link)
    const end = () => {
      links.delete(link)
      cut(link)
    }
    for (const socket of [client, upstream]) socket.on('close', end)
    upstream.on('error', () => client.resetAndDestroy())
    for (const lane of link.lanes) lane.applyTimed()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    add(toxic, direction = 'both') {
      const entry = { toxic, direction }
      toxics.add(entry)
      if (toxic.kind === 'down') for (const link of links) reset(link)
      for (const link of links) for (const lane of link.lanes) lane.applyTimed()
      return () => {
        toxics.delete(entry)
        for (const link of links) for (const lane of link.lanes) lane.wakeUp()
      }
    },
    connections: () => links.size,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const link of links) cut(link)
      await closed
    },
  }
}

interface Link {
  readonly client: Socket
  readonly upstream: Socket
  readonly lanes: readonly Lane[]
}

function cut({ client, upstream, lanes }: Link): void {
  for (const lane of lanes) lane.stop()
  client.destroy()
  upstream.destroy()
}

function reset({ client, upstream, lanes }: Link): void {
  for (const lane of lanes) lane.stop()
  client.resetAndDestroy()
  upstream.resetAndDestroy()
}

/** One direction of one connection: takes chunks in order, treats each by the toxics of its moment, hands it on. */
class Lane {
  private readonly queue: { readonly chunk: Buffer | null; readonly at: number }[] = []
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly timed = new Set<Toxic>()
  private passed = 0
  private isBusy = false
  private isStopped = false
  private wake: (() => void) | null = null

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly toxics: () => readonly Toxic[],
  ) {
    from.on('data', (chunk: Buffer) => this.take(chunk))
    from.on('end', () => this.take(null))
    from.on('error', () => to.resetAndDestroy())
  }

  /** Starts the clocks of toxics that strike by themselves. */
  applyTimed(): void {
    for (const toxic of this.toxics()) {
      if (this.timed.has(toxic)) continue
      this.timed.add(toxic)
      if (toxic.kind === 'reset_peer') this.later(toxic.ms, toxic, () => this.resetBoth())
      if (toxic.kind === 'timeout' && toxic.ms > 0) this.later(toxic.ms, toxic, () => this.closeBoth())
    }
  }

  /** Looks again whether what waits may go. */
  wakeUp(): void {
    this.wake?.()
  }

  stop(): void {
    this.isStopped = true
    for (const timer of this.timers) clearTimeout(timer)
    this.wake?.()
  }

  private take(chunk: Buffer | null): void {
    this.queue.push({ chunk, at: performance.now() })
    // What is held back is held back in the sender too, as a slow network would.
    if (this.queue.length > 64) this.from.pause()
    if (!this.isBusy) void this.run()
  }

  private async run(): Promise<void> {
    this.isBusy = true
    for (let next = this.queue.shift(); next !== undefined && !this.isStopped; next = this.queue.shift()) {
      if (this.queue.length < 32) this.from.resume()
      await this.delay(next.at, next.chunk === null)
      while (!this.isStopped && this.find('timeout') !== undefined) await this.untilWoken()
      if (this.isStopped) return
      if (next.chunk === null) this.to.end()
      else await this.pass(next.chunk)
    }
    this.isBusy = false
  }

  private async pass(chunk: Buffer): Promise<void> {
    const slicer = this.find('slicer')
    const bandwidth = this.find('bandwidth')
    // A tenth of a second's bytes at a time, so that a slow line trickles rather than bursts.
    const step = Math.max(
      1,
      Math.min(slicer?.bytes ?? Infinity, Math.ceil((bandwidth?.bytesPerSecond ?? Infinity) / 10)),
    )
    for (let at = 0; at < chunk.length && !this.isStopped; at += step) {
      const slice = chunk.subarray(at, Math.min(chunk.length, at + step))
      if (bandwidth !== undefined) await this.sleep((slice.length / bandwidth.bytesPerSecond) * 1000)
      if (slicer !== undefined && at > 0) await this.sleep(slicer.pauseMs)
      if (this.isStopped) return
      const limit = this.find('limit_data')
      if (limit !== undefined && this.passed + slice.length >= limit.bytes) {
        this.to.end(slice.subarray(0, Math.max(0, limit.bytes - this.passed)))
        this.from.destroy()
        this.stop()
        return
      }
      this.passed += slice.length
      if (!this.to.write(slice)) await this.drained()
    }
  }

  private async delay(arrived: number, isEnd: boolean): Promise<void> {
    const latency = this.find('latency')
    if (latency !== undefined) {
      const jitter = (latency.jitterMs ?? 0) * (2 * Math.random() - 1)
      await this.sleep(latency.ms + jitter - (performance.now() - arrived))
    }
    const slow = this.find('slow_close')
    if (isEnd && slow !== undefined) await this.sleep(slow.ms)
  }

  private find<K extends Toxic['kind']>(kind: K): Extract<Toxic, { kind: K }> | undefined {
    return this.toxics().find((toxic): toxic is Extract<Toxic, { kind: K }> => toxic.kind === kind)
  }

  private later(ms: number, toxic: Toxic, strike: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      if (!this.isStopped && this.toxics().includes(toxic)) strike()
    }, ms)
    this.timers.add(timer)
  }

  private sleep(ms: number): Promise<void> {
    if (ms <= 0 || this.isStopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer)
        resolve()
      }, ms)
      this.timers.add(timer)
    })
  }

  private untilWoken(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve))
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      this.to.once('drain', resolve)
      this.to.once('close', resolve)
    })
  }

  private resetBoth(): void {
    this.stop()
    this.from.resetAndDestroy()
    this.to.resetAndDestroy()
  }

  private closeBoth(): void {
    this.stop()
    this.from.destroy()
    this.to.destroy()
  }
}
