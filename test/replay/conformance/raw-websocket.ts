// A WebSocket client by hand: sends any bytes, right or wrong, and reads what comes back frame by frame. Only for conformance tests.
import { createHash, randomBytes } from 'node:crypto'
import { createConnection, type Socket } from 'node:net'

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export interface FrameWish {
  readonly opcode: number
  readonly payload?: Buffer | string
  readonly fin?: boolean
  /** The three reserved bits, 4 being the first. */
  readonly reserved?: number
  readonly masked?: boolean
  /** The length that the header claims, where it is not the payload's. */
  readonly claims?: bigint
}

/** The bytes of one frame as a client sends it. */
export function frame({ opcode, payload = '', fin = true, reserved = 0, masked = true, claims }: FrameWish): Buffer {
  const body = Buffer.from(payload)
  const length = claims ?? BigInt(body.length)
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  const bit = masked ? 0x80 : 0
  let head: Buffer
  if (length < 126n) head = Buffer.from([first, bit | Number(length)])
  else if (length < 65536n) {
    head = Buffer.from([first, bit | 126, 0, 0])
    head.writeUInt16BE(Number(length), 2)
  } else {
    head = Buffer.from([first, bit | 127, 0, 0, 0, 0, 0, 0, 0, 0])
    head.writeBigUInt64BE(length, 2)
  }
  if (!masked) return Buffer.concat([head, body])
  const mask = randomBytes(4)
  return Buffer.concat([head, mask, body.map((byte, i) => byte ^ (mask[i % 4] ?? 0))])
}

/** A close frame; `code` null sends none. */
export function closeFrame(code: number | null, reason: Buffer | string = ''): Buffer {
  const payload = code === null ? Buffer.alloc(0) : Buffer.concat([Buffer.alloc(2), Buffer.from(reason)])
  if (code !== null) payload.writeUInt16BE(code)
  return frame({ opcode: opcodes.close, payload })
}

export interface Heard {
  readonly opcode: number
  readonly payload: Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
}

const key = Buffer.alloc(16, 7).toString('base64')
/** What a server must answer to our key. */
export const expectedAccept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** The lines of a right handshake; cases change some of them. */
export function handshake(port: number, token: string): string[] {
  return [
    'GET / HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: rigscope.v1',
    `Authorization: Bearer ${token}`,
  ]
}

export class RawWebSocket {
  readonly heard: Heard[] = []
  /** What the server did wrong itself. */
  readonly faults: string[] = []
  answer: Answer | null = null
  isGone = false
  private rest: Buffer = Buffer.alloc(0)
  private readonly waiting = new Set<() => void>()

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.rest = Buffer.concat([this.rest, chunk])
      this.read()
      this.wake()
    })
    const gone = () => {
      this.isGone = true
      this.wake()
    }
    // A reset is an answer too: what the test waited for is then missing.
    socket.on('error', gone)
    socket.on('end', gone)
    socket.on('close', gone)
  }

  /** Connects and sends `bytes` as they are; waits for the head of the answer, or for the end. */
  static async send(port: number, bytes: Buffer | string): Promise<RawWebSocket> {
    const socket = createConnection(port, '127.0.0.1')
    socket.setNoDelay(true)
    const raw = new RawWebSocket(socket)
    socket.write(bytes)
    await raw.until(() => raw.answer !== null || raw.isGone)
    return raw
  }

  /** Waits until `isTrue`, which is looked at after everything that comes; fails after `seconds`. */
  async until(isTrue: () => boolean, seconds = 8): Promise<void> {
    const end = performance.now() + seconds * 1000
    while (!isTrue()) {
      const left = end - performance.now()
      if (left <= 0) throw new Error(`Nothing more came. Heard: ${this.heard.map((f) => f.opcode).join(' ')}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, left)
        const { waiting } = this
        function done(): void {
          clearTimeout(timer)
          waiting.delete(done)
          resolve()
        }
        waiting.add(done)
      })
    }
  }

  private wake(): void {
    for (const done of [...this.waiting]) done()
  }

  private read(): void {
    if (this.answer === null) {
      const end = this.rest.indexOf('\r\n\r\n')
      if (end < 0) return
      const [status = '', ...lines] = this.rest.subarray(0, end).toString('latin1').split('\r\n')
      const headers = lines.map(
        (line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const,
      )
      this.answer = { status: Number(status.split(' ')[1]), headers: new Map(headers) }
      this.rest = this.rest.subarray(end + 4)
    }
    if (this.answer.status !== 101) return
    while (this.readFrame()) continue
  }

  private readFrame(): boolean {
    const [first, second] = this.rest
    if (first === undefined || second === undefined) return false
    if ((first & 0x70) !== 0) this.faults.push('a reserved bit is set')
    if ((second & 0x80) !== 0) this.faults.push('a server frame is masked')
    let length = second & 0x7f
    let at = 2
    if (length === 126) {
      if (this.rest.length < 4) return false
      length = this.rest.readUInt16BE(2)
      at = 4
    } else if (length === 127) {
      if (this.rest.length < 10) return false
      length = Number(this.rest.readBigUInt64BE(2))
      at = 10
    }
    if (this.rest.length < at + length) return false
    this.heard.push({ opcode: first & 0x0f, payload: this.rest.subarray(at, at + length) })
    this.rest = this.rest.subarray(at + length)
    return true
  }
}
