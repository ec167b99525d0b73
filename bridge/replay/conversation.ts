// One client's talk with the replay: text in, texts out, no sockets. Answers what a host would, and says what a recording cannot do.
import { fromHub, type FromHub, type Reply } from '../protocol/messages'
import type { Playback } from './playback'

export interface Watching {
  readonly frames: boolean
  readonly samples: boolean
  readonly sampleHz: number
}

export interface Heard {
  /** For this client. */
  readonly answer: string | null
  /** For every client. */
  readonly news: string | null
  /** Why the client has to leave, after too much that is not of the protocol. */
  readonly leave: string | null
}

const mostRefused = 100

export class Conversation {
  watching: Watching = { frames: false, samples: false, sampleHz: 1 }
  private refused = 0

  constructor(private readonly playback: Playback) {}

  /** Takes one message at `now`; `text` is null for a binary one, which no hub sends. */
  hear(text: string | null, now: number): Heard {
    if (text === null) return this.refuse(null, 'A client sent a binary message; the hub speaks text only.')
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return this.refuse(null, 'A message is not JSON.')
    }
    const message = fromHub.safeParse(value)
    if (message.success) return this.answer(message.data, now)
    const { type, id } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    const known = fromHub.options.some((option) => option.shape.type.value === type)
    const issue = message.error.issues[0]
    const sentence = known
      ? `The message ${String(type)} is not as agreed: ${issue?.path.join('.')}: ${issue?.message}.`
      : `The message type ${JSON.stringify(type)?.slice(0, 40) ?? 'nothing'} is not known here.`
    return this.refuse(isId(id) ? id : null, sentence)
  }

  private answer(message: FromHub, now: number): Heard {
    switch (message.type) {
      case 'watch': {
        const { frames, samples, sampleHz } = message
        this.watching = { frames, samples, sampleHz }
        return say(accept(message.id, { sampleHz: samples ? sampleHz : 0 }))
      }
      case 'select': {
        const found = message.nodes.filter((id) => this.playback.state.has(id))
        if (message.nodes.length > 0 && found.length === 0) {
          const sentence = 'None of these nodes is in the recorded scene now; nothing was selected.'
          return say(deny(message.id, 'notFound', sentence))
        }
        const selection = this.playback.select(found, message.mode, now)
        const answer = accept(message.id, { asked: message.nodes.length, found: found.length })
        return { answer, news: JSON.stringify(selection), leave: null }
      }
      case 'frameInHost': {
        const sentence = 'This is a recording: there is no view to move. Connect a running host to frame nodes in it.'
        return say(deny(message.id, 'recording', sentence))
      }
      case 'capture': {
        const sentence =
          'This is a recording: what nodes cost cannot be measured in it. Connect a running host to capture.'
        return say(deny(message.id, 'recording', sentence))
      }
      case 'cancel':
        return say(deny(message.id, 'notFound', 'This is a recording: no capture is being taken in it.'))
    }
  }

  private refuse(id: number | null, sentence: string): Heard {
    this.refused += 1
    return {
      answer: id === null ? null : deny(id, 'malformed', sentence),
      news: null,
      leave: this.refused >= mostRefused ? 'too many messages that are not of this protocol' : null,
    }
  }
}

const isId = (id: unknown): id is number =>
  typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= 0xffffffff

const say = (answer: string): Heard => ({ answer, news: null, leave: null })
const accept = (to: number, value: unknown): string => write({ type: 'reply', to, error: null, value })
const deny = (to: number, kind: string, sentence: string): string =>
  write({ type: 'reply', to, error: { kind, sentence }, value: null })
const write = (reply: Reply): string => JSON.stringify(reply)
