// A connection to one bridge, kept: runs the machine on real sockets, timers and processes, and hands on checked messages.
// What they mean is live/'s; which sessions exist is sessions/'s.
import type { Address } from '../../bridge/protocol/address'
import type { ColumnMessage } from '../../bridge/protocol/columns'
import type { FromBridge, FromHub, Heartbeat } from '../../bridge/protocol/messages'
import type { SessionState } from '../sessions/api'
import { backoffMs } from './backoff'
import { type Busy, type Effect, type Input, type Instant, newMachine, step } from './machine'
import { protocolRefusal } from './protocol-overlap'
import { receive } from './receive'
import { type BridgeSocket, openSocket } from './socket'

export interface ConnectionOptions {
  readonly address: Address
  readonly maxMessageBytes: number
  readonly isAlive: (address: Address) => Promise<boolean>
  readonly now: () => Instant
  /** `meeting` marks the hello that opens a connection. */
  readonly onMessage: (message: FromBridge, meeting: boolean) => void
  readonly onColumns: (columns: ColumnMessage, bytes: Uint8Array) => void
  readonly onState: (state: SessionState) => void
  /** A sentence for the log about what the bridge did wrong. */
  readonly onProblem: (sentence: string) => void
}

export interface Connection {
  readonly state: SessionState
  send(message: FromHub): void
  retry(): void
  /** The address file changed. */
  moved(address: Address): void
  /** The address file is gone. */
  withdrawn(): void
  /** Drops the socket and meets the bridge anew, to be told everything again. */
  meetAgain(why: string): void
  close(): void
}

const tickMs = 500

export function keepConnection(options: ConnectionOptions): Connection {
  let machine = newMachine
  let { address } = options
  let socket: BridgeSocket | null = null
  let timer: NodeJS.Timeout | undefined
  let isMet = false
  let closed = false
  const unknownTypes = new Set<string>()

  const put = (input: Input) => {
    if (closed) return
    const before = machine.state
    const next = step(machine, input, options.now())
    machine = next.machine
    for (const effect of next.effects) perform(effect)
    if (machine.state !== before) options.onState(machine.state)
  }
  const dropSocket = () => {
    socket?.close()
    socket = null
    isMet = false
  }
  const perform = (effect: Effect) => {
    switch (effect.kind) {
      case 'connect':
        return connect()
      case 'disconnect':
        return dropSocket()
      case 'wait':
        clearTimeout(timer)
        timer = setTimeout(() => put({ kind: 'elapsed' }), backoffMs(effect.attempt, Math.random()))
        return
      case 'checkAlive':
        void options.isAlive(address).then((alive) => put({ kind: 'alive', alive }))
    }
  }
  const connect = () => {
    clearTimeout(timer)
    dropSocket()
    const refusal = protocolRefusal(address.protocol, nameOf(address))
    // Performed inside put: the answer must come after it.
    if (refusal !== null) return queueMicrotask(() => put({ kind: 'refused', sentence: refusal }))
    const own = openSocket(address, options.maxMessageBytes, {
      opened: () => own === socket && put({ kind: 'opened' }),
      message: (data) => own === socket && take(data),
      lost(why) {
        if (own !== socket) return
        socket = null
        isMet = false
        put({ kind: 'lost', why })
      },
    })
    socket = own
  }
  const take = (data: string | Uint8Array) => {
    const received = receive(data)
    if (received.kind === 'malformed') return options.onProblem(received.sentence)
    if (received.kind === 'unknown') {
      if (unknownTypes.size < 100 && !unknownTypes.has(received.type)) {
        unknownTypes.add(received.type)
        options.onProblem(`The bridge tells of "${received.type}", which this Rigscope does not know. It is left out.`)
      }
      return
    }
    if (received.kind === 'message') return takeMessage(received.message)
    if (isMet) options.onColumns(received.columns, received.bytes)
  }
  const takeMessage = (message: FromBridge) => {
    const meeting = message.type === 'hello' && !isMet
    if (message.type === 'hello') {
      const refusal = protocolRefusal(message.protocol, nameOf(address))
      isMet = refusal === null
      if (refusal === null) options.onMessage(message, meeting)
      put({ kind: 'hello', refusal })
      return
    }
    if (!isMet) return options.onProblem(`A ${message.type} message came before hello. It is left out.`)
    options.onMessage(message, false)
    if (message.type === 'heartbeat')
      put({
        kind: 'heartbeat',
        mainAgeMs: message.mainAge === null ? null : message.mainAge * 1000,
        busy: message.busy === null ? null : toBusy(message.busy, message.time),
      })
    else if (message.type === 'goodbye') put({ kind: 'goodbye', sentence: message.sentence })
  }
  // By the host's own clock: a wall clock may have been set since hello told both.
  const toBusy = ({ what, owner, certain, since }: NonNullable<Heartbeat['busy']>, hostNow: number): Busy => ({
    what,
    owner,
    certain,
    sinceMs: options.now().wallMs - Math.max(0, hostNow - since) * 1000,
  })

  const ticker = setInterval(() => put({ kind: 'tick' }), tickMs)
  put({ kind: 'start' })
  return {
    get state() {
      return machine.state
    },
    send: (message) => socket?.send(JSON.stringify(message)),
    retry: () => put({ kind: 'retry' }),
    moved(next) {
      address = next
      put({ kind: 'moved' })
    },
    withdrawn: () => put({ kind: 'withdrawn' }),
    meetAgain(why) {
      dropSocket()
      put({ kind: 'lost', why })
    },
    close() {
      closed = true
      clearInterval(ticker)
      clearTimeout(timer)
      dropSocket()
    },
  }
}

function nameOf(address: Address): string {
  return `${address.host.name} ${address.host.version}`
}
