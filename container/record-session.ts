// Records what a bridge tells for a while into a container: connects as a hub does, asks for everything, writes both lanes as they come.
// Finding the address is left to the caller.
import { WebSocket, type RawData } from 'ws'
import type { Address } from '../bridge/protocol/address'
import { fromBridge, subprotocol, type Watch } from '../bridge/protocol/messages'
import type { Manifest } from '../model/container/manifest'
import { maxRecordBytes, type LogRecord } from '../model/container/message-log'
import { writeContainer } from './write-container'

export interface RecordOptions {
  readonly address: Address
  /** How long to record, counted from the bridge's hello. */
  readonly seconds: number
  readonly file: string
  /** What is recorded, in one line. */
  readonly title: string
  /** One sentence: on what and how it is recorded. */
  readonly how: string
  readonly madeBy?: Manifest['madeBy']
  /** Sampled frames to ask for a second. */
  readonly sampleHz?: number
  readonly signal?: AbortSignal
}

export type Recorded =
  | {
      readonly kind: 'recorded'
      readonly manifest: Manifest
      readonly messages: number
      readonly bytes: number
      /** Why it is shorter than wished for; null where it is not. */
      readonly endedEarly: string | null
    }
  | { readonly kind: 'failed'; readonly sentence: string }

const handshakeMs = 5000
const helloMs = 10_000
/** The socket waits while more than this has not reached the disk. */
const unwrittenBytes = 32 * 1024 * 1024

/** Records until `seconds` passed, the session ended or `signal` was aborted; what came until then is kept. */
export async function recordSession(options: RecordOptions): Promise<Recorded> {
  const { address, seconds, file, title, how } = options
  const session = new RecordedSession(address, seconds, options.sampleHz ?? 4)
  const stop = () => session.end('The recording was stopped.')
  options.signal?.addEventListener('abort', stop)
  try {
    const failure = await session.begun
    if (failure !== null) return { kind: 'failed', sentence: failure }
    const madeBy = options.madeBy ?? { name: 'rigscope', version: '0' }
    const written = await writeContainer(file, { madeBy, title, how, records: session.records() })
    if (written.kind === 'failed') return written
    const { manifest, records: messages, bytes } = written
    return { kind: 'recorded', manifest, messages, bytes, endedEarly: session.endedEarly }
  } finally {
    options.signal?.removeEventListener('abort', stop)
    session.end(null)
  }
}

class RecordedSession {
  /** Null once the bridge said hello, else a sentence. */
  readonly begun: Promise<string | null>
  endedEarly: string | null = null
  private readonly socket: WebSocket
  private readonly waiting: LogRecord[] = []
  private waitingBytes = 0
  private startedAt: number | null = null
  private ended = false
  private wake: () => void = () => undefined
  private begin: (failure: string | null) => void = () => undefined
  private readonly timers: NodeJS.Timeout[] = []

  constructor(
    address: Address,
    private readonly seconds: number,
    private readonly sampleHz: number,
  ) {
    this.begun = new Promise((resolve) => (this.begin = resolve))
    this.socket = new WebSocket(`ws://127.0.0.1:${address.port}`, [subprotocol], {
      headers: { Authorization: `Bearer ${address.token}` },
      perMessageDeflate: false,
      handshakeTimeout: handshakeMs,
      maxPayload: maxRecordBytes,
    })
    this.socket.on('message', (data, isBinary) => this.take(data, isBinary))
    this.socket.on('error', (error) => this.end(`The connection failed: ${error.message}.`))
    this.socket.on('close', () => this.end('The session ended.'))
    this.timers.push(setTimeout(() => this.endBeforeHello('The bridge did not say hello.'), helloMs))
  }

  /** Every message with its seconds since the hello, until the end. */
  async *records(): AsyncGenerator<LogRecord> {
    for (;;) {
      const record = this.waiting.shift()
      if (record !== undefined) {
        this.waitingBytes -= record.data.length
        if (this.waitingBytes < unwrittenBytes / 2) this.socket.resume()
        yield record
      } else if (this.ended) return
      else await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }

  /** Ends it; `why` where that is before its time. Again does nothing. */
  end(why: string | null): void {
    if (this.ended) return
    this.ended = true
    this.endedEarly = why
    this.begin(why ?? 'The recording ended before it began.')
    for (const timer of this.timers) clearTimeout(timer)
    if (this.socket.readyState === WebSocket.OPEN) this.socket.close(1000)
    else this.socket.terminate()
    this.wake()
  }

  private take(data: RawData, isBinary: boolean): void {
    if (this.ended) return
    const bytes = Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)])
    const arrived = performance.now() / 1000
    if (this.startedAt === null && !this.greet(isBinary ? null : bytes.toString('utf8'), arrived)) return
    // A copy, since the socket's buffer holds more than this message.
    const record = isBinary ? new Uint8Array(bytes) : bytes.toString('utf8')
    this.waiting.push({ time: arrived - (this.startedAt ?? arrived), data: record })
    this.waitingBytes += record.length
    if (this.waitingBytes > unwrittenBytes) this.socket.pause()
    this.wake()
  }

  /** A recording begins with the hello, which says how to read all that follows. */
  private greet(text: string | null, arrived: number): boolean {
    const hello = text === null ? null : fromBridge.safeParse(parse(text))
    if (hello?.success !== true || hello.data.type !== 'hello') {
      this.endBeforeHello('The bridge did not begin with a hello that this Rigscope understands.')
      return false
    }
    this.startedAt = arrived
    const watch: Watch = { type: 'watch', id: 1, frames: true, samples: true, sampleHz: this.sampleHz }
    this.socket.send(JSON.stringify(watch))
    this.timers.push(setTimeout(() => this.end(null), this.seconds * 1000))
    this.begin(null)
    return true
  }

  private endBeforeHello(sentence: string): void {
    if (this.startedAt === null) this.end(sentence)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
