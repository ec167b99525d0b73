// One connected client's outgoing side: text and frames are kept in order, samples are newest-wins when it reads too slowly.
import type { WebSocket } from 'ws'
import type { Conversation } from './conversation'
import type { Played } from './playback'
import { setDropped } from './restamp'

/** Above this much unsent data samples wait for room, the newest only. */
const samplesWaitBytes = 1024 * 1024
/** Above this a client is given up: it has stopped reading. */
const giveUpBytes = 64 * 1024 * 1024
/** How much of the opening state is handed over between two turns of the event loop. */
const greetingBytesATurn = 256 * 1024

export class Client {
  private greeting: Iterator<string> | null
  private held: (string | Uint8Array)[] = []
  private heldBytes = 0
  private waiting: Uint8Array | null = null
  private droppedSamples = 0

  /** Sends `greeting` a little at a time; what happens meanwhile follows after it. */
  constructor(
    readonly socket: WebSocket,
    readonly conversation: Conversation,
    greeting: Iterable<string>,
  ) {
    this.greeting = greeting[Symbol.iterator]()
    this.greet()
  }

  /** Sends what was played, if this client watches it. */
  play(played: Played): void {
    const { watching } = this.conversation
    if (played.kind === 'text') this.send(played.text)
    else if (played.kind === 'frames' && watching.frames) this.send(played.bytes)
    else if (played.kind === 'samples' && watching.samples) this.sendSamples(played.bytes)
  }

  /** Sends a message that is never dropped. */
  send(data: string | Uint8Array): void {
    if (this.greeting === null) {
      this.write(data)
      return
    }
    this.held.push(data)
    this.heldBytes += data.length
    if (this.heldBytes > giveUpBytes) this.socket.terminate()
  }

  private sendSamples(bytes: Uint8Array): void {
    if (this.greeting !== null || this.socket.bufferedAmount > samplesWaitBytes) {
      if (this.waiting !== null) this.droppedSamples += 1
      this.waiting = bytes
      return
    }
    this.writeSamples(bytes)
  }

  private writeSamples(bytes: Uint8Array): void {
    // The played bytes are every client's; the number of dropped ones is this client's own.
    const own = this.droppedSamples > 0 ? new Uint8Array(bytes) : bytes
    if (this.droppedSamples > 0) setDropped(own, this.droppedSamples)
    this.write(own)
  }

  private write(data: string | Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.socket.bufferedAmount > giveUpBytes) {
      this.socket.terminate()
      return
    }
    this.socket.send(data, () => this.sendWaiting())
  }

  private sendWaiting(): void {
    if (this.waiting === null || this.greeting !== null || this.socket.bufferedAmount > samplesWaitBytes) return
    const bytes = this.waiting
    this.waiting = null
    if (this.conversation.watching.samples) this.writeSamples(bytes)
  }

  private greet(): void {
    if (this.greeting === null || this.socket.readyState !== this.socket.OPEN) return
    let bytes = 0
    while (bytes < greetingBytesATurn) {
      const next = this.greeting.next()
      if (next.done === true) {
        this.greeting = null
        for (const data of this.held) this.write(data)
        this.held = []
        this.sendWaiting()
        return
      }
      bytes += next.value.length
      this.write(next.value)
    }
    setImmediate(() => this.greet())
  }
}
