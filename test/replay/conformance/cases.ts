// What a client may send after the handshake, right and wrong, and what RFC 6455 or the wire's limits want of a bridge then.
import { closeFrame, frame, opcodes } from './raw-websocket'

export type Outcome =
  /** A pong with this payload, and the connection goes on. */
  | { readonly kind: 'pong'; readonly payload: string }
  /** A reply to the message of this id, and the connection goes on. */
  | { readonly kind: 'reply'; readonly to: number }
  /** The server closes with one of these codes; null is a close without one. */
  | { readonly kind: 'close'; readonly codes: readonly (number | null)[] }

export interface WireCase {
  readonly name: string
  readonly sends: readonly Buffer[]
  /** Sent one byte at a time. */
  readonly trickled?: boolean
  readonly outcome: Outcome
}

const { continuation, text, binary, ping, pong } = opcodes
const watch = (id: number, filler = '') =>
  JSON.stringify({ type: 'watch', id, frames: false, samples: false, sampleHz: 1, filler })
const inPieces = (whole: Buffer, sizes: readonly number[], between: readonly Buffer[] = []): Buffer[] => {
  let at = 0
  return sizes.flatMap((size, i) => {
    const isLast = i === sizes.length - 1
    const payload = isLast ? whole.subarray(at) : whole.subarray(at, at + size)
    at += size
    return [frame({ opcode: i === 0 ? text : continuation, payload, fin: isLast }), ...(isLast ? [] : between)]
  })
}
const reply = (to: number): Outcome => ({ kind: 'reply', to })
const ponged = (payload: string): Outcome => ({ kind: 'pong', payload })
const closed = (...codes: (number | null)[]): Outcome => ({ kind: 'close', codes })
const protocolError = closed(1002)
const japanese = Buffer.from(watch(13, '手を振る'))
const middleOfA = japanese.indexOf('手') + 1
const MiB = 1024 * 1024

export const wireCases: readonly WireCase[] = [
  // Framing
  { name: 'a text message', sends: [frame({ opcode: text, payload: watch(1) })], outcome: reply(1) },
  {
    name: 'a text message byte by byte',
    sends: [frame({ opcode: text, payload: watch(2) })],
    trickled: true,
    outcome: reply(2),
  },
  {
    name: 'a length of 16 bits',
    sends: [frame({ opcode: text, payload: watch(3, 'x'.repeat(300)) })],
    outcome: reply(3),
  },
  {
    name: 'a length of 64 bits',
    sends: [frame({ opcode: text, payload: watch(4, 'x'.repeat(70_000)) })],
    outcome: reply(4),
  },
  {
    name: 'two messages in one packet',
    sends: [Buffer.concat([frame({ opcode: text, payload: watch(5) }), frame({ opcode: text, payload: watch(6) })])],
    outcome: reply(6),
  },
  {
    name: 'an empty message, and goes on',
    sends: [frame({ opcode: text }), frame({ opcode: text, payload: watch(7) })],
    outcome: reply(7),
  },
  {
    name: 'a binary message, and goes on',
    sends: [frame({ opcode: binary, payload: 'x' }), frame({ opcode: text, payload: watch(8) })],
    outcome: reply(8),
  },
  {
    name: 'a frame without mask',
    sends: [frame({ opcode: text, payload: watch(9), masked: false })],
    outcome: protocolError,
  },
  // Fragments
  { name: 'a message in two fragments', sends: inPieces(Buffer.from(watch(10)), [5, 0]), outcome: reply(10) },
  {
    name: 'a message in fragments of one byte',
    sends: inPieces(Buffer.from(watch(11)), Array<number>(60).fill(1)),
    outcome: reply(11),
  },
  { name: 'empty fragments', sends: inPieces(Buffer.from(watch(12)), [0, 4, 0, 0, 0]), outcome: reply(12) },
  { name: 'a letter torn between fragments', sends: inPieces(japanese, [middleOfA, 0]), outcome: reply(13) },
  {
    name: 'a ping between fragments',
    sends: inPieces(Buffer.from(watch(14)), [5, 0], [frame({ opcode: ping, payload: 'in between' })]),
    outcome: ponged('in between'),
  },
  {
    name: 'a message around a ping',
    sends: inPieces(Buffer.from(watch(15)), [5, 0], [frame({ opcode: ping })]),
    outcome: reply(15),
  },
  { name: 'a continuation of nothing', sends: [frame({ opcode: continuation, payload: 'x' })], outcome: protocolError },
  {
    name: 'a continuation that is not the last, of nothing',
    sends: [frame({ opcode: continuation, payload: 'x', fin: false })],
    outcome: protocolError,
  },
  {
    name: 'a new message inside a fragmented one',
    sends: [frame({ opcode: text, payload: 'x', fin: false }), frame({ opcode: text, payload: 'y' })],
    outcome: protocolError,
  },
  {
    name: 'a binary message inside a fragmented text',
    sends: [frame({ opcode: text, payload: 'x', fin: false }), frame({ opcode: binary, payload: 'y' })],
    outcome: protocolError,
  },
  // Ping and pong
  { name: 'an empty ping', sends: [frame({ opcode: ping })], outcome: ponged('') },
  { name: 'a ping with words', sends: [frame({ opcode: ping, payload: 'hello' })], outcome: ponged('hello') },
  {
    name: 'a ping of 125 bytes',
    sends: [frame({ opcode: ping, payload: 'p'.repeat(125) })],
    outcome: ponged('p'.repeat(125)),
  },
  {
    name: 'a ping byte by byte',
    sends: [frame({ opcode: ping, payload: 'slow' })],
    trickled: true,
    outcome: ponged('slow'),
  },
  {
    name: 'ten pings in one packet',
    sends: [Buffer.concat(Array.from({ length: 10 }, (_, i) => frame({ opcode: ping, payload: String(i) })))],
    outcome: ponged('9'),
  },
  {
    name: 'a pong that nobody asked for, and goes on',
    sends: [frame({ opcode: pong, payload: 'x' }), frame({ opcode: text, payload: watch(16) })],
    outcome: reply(16),
  },
  { name: 'a ping of 126 bytes', sends: [frame({ opcode: ping, payload: 'p'.repeat(126) })], outcome: protocolError },
  { name: 'a ping in fragments', sends: [frame({ opcode: ping, payload: 'x', fin: false })], outcome: protocolError },
  { name: 'a pong in fragments', sends: [frame({ opcode: pong, payload: 'x', fin: false })], outcome: protocolError },
  // Reserved
  ...[1, 2, 4, 7].map((reserved) => ({
    name: `reserved bits ${reserved.toString(2).padStart(3, '0')}`,
    sends: [frame({ opcode: text, payload: watch(17), reserved })],
    outcome: protocolError,
  })),
  { name: 'a reserved bit on a ping', sends: [frame({ opcode: ping, reserved: 4 })], outcome: protocolError },
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) => ({
    name: `the reserved opcode ${opcode}`,
    sends: [frame({ opcode })],
    outcome: protocolError,
  })),
  // UTF-8
  ...Object.entries({
    'a lone continuation byte': [0x80],
    'an overlong slash': [0xc0, 0xaf],
    'a surrogate': [0xed, 0xa0, 0x80],
    'a letter beyond Unicode': [0xf4, 0x90, 0x80, 0x80],
    'a byte that is never used': [0xff],
    'half a letter at the end': [0xe6, 0x89],
  }).map(([name, bytes]) => ({
    name: `text with ${name}`,
    sends: [frame({ opcode: text, payload: Buffer.from([0x22, ...bytes]) })],
    outcome: closed(1007),
  })),
  {
    name: 'half a letter at the end of the last fragment',
    sends: [
      frame({ opcode: text, payload: '"', fin: false }),
      frame({ opcode: continuation, payload: Buffer.from([0xe6]) }),
    ],
    outcome: closed(1007),
  },
  // Closing
  { name: 'a close without code', sends: [closeFrame(null)], outcome: closed(null, 1000, 1005) },
  ...[1000, 1001, 1003, 1007, 1011, 3000, 3999, 4000, 4999].map((code) => ({
    name: `a close with ${code}`,
    sends: [closeFrame(code)],
    outcome: closed(code, 1000),
  })),
  { name: 'a close with a reason', sends: [closeFrame(1000, 'good night 🌙')], outcome: closed(1000) },
  { name: 'a close with the longest reason', sends: [closeFrame(1000, 'r'.repeat(123))], outcome: closed(1000) },
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535].map((code) => ({
    name: `a close with ${code}, which nobody may send`,
    sends: [closeFrame(code)],
    outcome: protocolError,
  })),
  {
    name: 'a close with half a code',
    sends: [frame({ opcode: opcodes.close, payload: Buffer.from([3]) })],
    outcome: protocolError,
  },
  {
    name: 'a close whose reason is not UTF-8',
    sends: [closeFrame(1000, Buffer.from([0xff]))],
    outcome: closed(1007, 1002),
  },
  { name: 'a close of 126 bytes', sends: [closeFrame(1000, 'r'.repeat(124))], outcome: protocolError },
  {
    name: 'a ping after the close, which is not answered',
    sends: [Buffer.concat([closeFrame(1000), frame({ opcode: ping })])],
    outcome: closed(1000),
  },
  // Limits
  {
    name: 'a frame that claims over 1 MiB, before it comes',
    sends: [frame({ opcode: text, payload: 'x', claims: BigInt(MiB + 1) })],
    outcome: closed(1009),
  },
  {
    name: 'a frame that claims more than all memory',
    sends: [frame({ opcode: text, payload: 'x', claims: 1n << 62n })],
    outcome: closed(1009, 1002),
  },
  {
    name: 'a frame whose length has its highest bit set',
    sends: [frame({ opcode: text, payload: 'x', claims: 1n << 63n })],
    outcome: closed(1002, 1009),
  },
  {
    name: 'fragments that together are over 1 MiB',
    sends: Array.from({ length: 5 }, (_, i) =>
      frame({ opcode: i === 0 ? text : continuation, payload: 'x'.repeat(MiB / 4), fin: false }),
    ),
    outcome: closed(1009),
  },
]
