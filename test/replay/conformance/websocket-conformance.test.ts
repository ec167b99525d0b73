// Both bridges' sockets against one table of RFC 6455 and of the wire's own rules: raw bytes in, frames out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { python, startPythonBridge, startReplayBridge, type StartedBridge } from './bridges'
import { wireCases } from './cases'
import { expectedAccept, frame, handshake, opcodes, RawWebSocket, type Heard } from './raw-websocket'

const bridges = [
  { name: 'The replay', start: startReplayBridge, isHere: true },
  {
    name: 'The bridge in Python (skipped where there is no Python environment)',
    start: startPythonBridge,
    isHere: python !== null,
  },
]

interface Knock {
  readonly name: string
  readonly change: (lines: string[], port: number) => string[]
  readonly statuses: readonly number[]
}
const replace = (start: string, line: string | null) => (lines: string[]) =>
  lines.flatMap((one) => (one.startsWith(start) ? (line === null ? [] : [line]) : [one]))
const add = (line: string) => (lines: string[]) => [...lines, line]
const knocks: readonly Knock[] = [
  { name: 'no token', change: replace('Authorization', null), statuses: [401] },
  { name: 'a wrong token', change: replace('Authorization', 'Authorization: Bearer nonsense'), statuses: [401] },
  {
    name: 'a token of another scheme',
    change: replace('Authorization', 'Authorization: Basic bm9uc2Vuc2U='),
    statuses: [401],
  },
  { name: 'two tokens', change: add('Authorization: Bearer nonsense'), statuses: [400, 401] },
  { name: 'a foreign Origin', change: add('Origin: https://example.com'), statuses: [403] },
  { name: 'a loopback Origin', change: add('Origin: http://127.0.0.1:1234'), statuses: [403] },
  { name: 'the Origin null', change: add('Origin: null'), statuses: [403] },
  { name: 'a foreign Host, as rebinding does', change: replace('Host', 'Host: example.com'), statuses: [421] },
  { name: 'a Host of another port', change: replace('Host', 'Host: 127.0.0.1:1'), statuses: [421] },
  {
    name: 'a Host that only begins like ours',
    change: (lines, port) => replace('Host', `Host: 127.0.0.1.example.com:${port}`)(lines),
    statuses: [421],
  },
  { name: 'no Host', change: replace('Host', null), statuses: [400, 421] },
  {
    name: 'another subprotocol',
    change: replace('Sec-WebSocket-Protocol', 'Sec-WebSocket-Protocol: rigscope.v9'),
    statuses: [400],
  },
  { name: 'no subprotocol', change: replace('Sec-WebSocket-Protocol', null), statuses: [400] },
  { name: 'no key', change: replace('Sec-WebSocket-Key', null), statuses: [400] },
  { name: 'a key that is not one', change: replace('Sec-WebSocket-Key', 'Sec-WebSocket-Key: short'), statuses: [400] },
  {
    name: 'WebSocket version 8',
    change: replace('Sec-WebSocket-Version', 'Sec-WebSocket-Version: 8'),
    statuses: [400, 426],
  },
  {
    name: 'no upgrade at all',
    change: (lines) => replace('Upgrade', null)(replace('Connection', 'Connection: close')(lines)),
    statuses: [400, 426],
  },
]

describe.each(bridges)('$name', ({ start, isHere }) => {
  let bridge: StartedBridge
  beforeAll(async () => {
    if (isHere) bridge = await start()
  })
  afterAll(async () => {
    if (isHere) await bridge.stop()
  })
  const open: RawWebSocket[] = []

  /** Knocks until a place is free: a server may still count the client that just left. */
  async function connect(): Promise<RawWebSocket> {
    const { port, token } = bridge.address
    for (let tries = 0; ; tries++) {
      const raw = await RawWebSocket.send(port, `${handshake(port, token).join('\r\n')}\r\n\r\n`)
      if (raw.answer?.status !== 503 || tries > 100) {
        open.push(raw)
        return raw
      }
      raw.socket.destroy()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const replyTo = (id: number) => (heard: Heard) => {
    if (heard.opcode !== opcodes.text) return false
    const message = JSON.parse(heard.payload.toString('utf8')) as { type: string; to?: number }
    return message.type === 'reply' && message.to === id
  }
  const leave = () => {
    for (const raw of open.splice(0)) raw.socket.destroy()
  }

  describe.runIf(isHere)('accepts', () => {
    test('a right handshake, with the right accept, subprotocol and no extension', async () => {
      const { port, token } = bridge.address
      const lines = [...handshake(port, token), 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits']
      const raw = await RawWebSocket.send(port, `${lines.join('\r\n')}\r\n\r\n`)
      open.push(raw)
      expect(raw.answer?.status).toBe(101)
      expect(raw.answer?.headers.get('sec-websocket-accept')).toBe(expectedAccept)
      expect(raw.answer?.headers.get('sec-websocket-protocol')).toBe('rigscope.v1')
      expect(raw.answer?.headers.has('sec-websocket-extensions')).toBe(false)
      leave()
    })

    test('a handshake in other letters', async () => {
      const { port, token } = bridge.address
      const lines = handshake(port, token).map((line) =>
        /^(Upgrade|Connection|Host)/.test(line) ? line.replace(/^[^:]+/, (name) => name.toUpperCase()) : line,
      )
      const bytes = Buffer.from(`${lines.join('\r\n').replace('websocket', 'WebSocket')}\r\n\r\n`)
      const raw = await RawWebSocket.send(port, bytes)
      open.push(raw)
      expect(raw.answer?.status).toBe(101)
      leave()
    })
  })

  describe.runIf(isHere)('answers', () => {
    test.each(wireCases)('$name', async ({ sends, trickled, outcome }) => {
      const raw = await connect()
      expect(raw.answer?.status).toBe(101)
      for (const bytes of sends)
        if (trickled === true) for (const byte of bytes) raw.socket.write(Buffer.of(byte))
        else raw.socket.write(bytes)
      const isClose = (heard: Heard) => heard.opcode === opcodes.close
      if (outcome.kind === 'close') {
        await raw.until(() => raw.heard.some(isClose) || raw.isGone)
        const payload = raw.heard.find(isClose)?.payload
        if (payload === undefined) throw new Error('The connection ended without a close frame.')
        expect(outcome.codes).toContain(payload.length >= 2 ? payload.readUInt16BE() : null)
        expect(raw.heard.at(-1)?.opcode, 'nothing follows a close').toBe(opcodes.close)
      } else if (outcome.kind === 'pong') {
        await raw.until(() =>
          raw.heard.some((one) => one.opcode === opcodes.pong && one.payload.toString() === outcome.payload),
        )
        expect(raw.heard.some(isClose)).toBe(false)
      } else {
        await raw.until(() => raw.heard.some(replyTo(outcome.to)))
        expect(raw.heard.some(isClose)).toBe(false)
      }
      expect(raw.faults).toEqual([])
      leave()
    })
  })

  describe.runIf(isHere)('refuses', () => {
    test.each(knocks)('$name', async ({ change, statuses }) => {
      const { port, token } = bridge.address
      const raw = await RawWebSocket.send(port, `${change(handshake(port, token), port).join('\r\n')}\r\n\r\n`)
      open.push(raw)
      expect(statuses).toContain(raw.answer?.status)
      leave()
    })

    test.each([
      [
        'headers without end',
        (port: number, token: string) => [...handshake(port, token), `X-Filler: ${'x'.repeat(20_000)}`].join('\r\n'),
      ],
      ['another method', (port: number, token: string) => handshake(port, token).join('\r\n').replace('GET', 'POST')],
      ['what is no HTTP', () => '\u0016\u0003\u0001 hello'],
    ])('%s', async (_, make) => {
      const { port, token } = bridge.address
      const raw = await RawWebSocket.send(port, `${make(port, token)}\r\n\r\n`)
      open.push(raw)
      expect(raw.answer?.status ?? 'gone').not.toBe(101)
      leave()
    })

    test('a fifth client, and takes it once another left', async () => {
      const clients = [await connect(), await connect(), await connect(), await connect()]
      const { port, token } = bridge.address
      const fifth = await RawWebSocket.send(port, `${handshake(port, token).join('\r\n')}\r\n\r\n`)
      expect(fifth.answer?.status).toBe(503)
      fifth.socket.destroy()
      clients[0]?.socket.destroy()
      expect((await connect()).answer?.status).toBe(101)
      leave()
    })

    test('a client that leaves in the middle of a frame, and serves the next', async () => {
      const raw = await connect()
      raw.socket.write(frame({ opcode: opcodes.text, payload: 'x'.repeat(1000) }).subarray(0, 500))
      raw.socket.resetAndDestroy()
      const next = await connect()
      next.socket.write(frame({ opcode: opcodes.ping, payload: 'still there?' }))
      await next.until(() => next.heard.some((one) => one.opcode === opcodes.pong))
      leave()
    })
  })
})
