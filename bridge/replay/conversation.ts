// One client's talk with the replay: text in, texts out, no sockets. Answers what a host would, and says what a recording cannot do.
import { fromHub, type FromHub, type Reply } from '../protocol/messages'
import type { Playback } from './playback'

export interface Watching {
  readonly frames: boolean
  readonly samples: boolean
  readonly sampleHz: number
}

export type Heard =
  /** `answer` is for this client, `news` for all. */
  | { readonly kind: 'heard'; readonly answer: string; readonly news: string | null }
  /** The client does not speak the protocol. */
  | { readonly kind: 'unreadable'; readonly sentence: string }

export class Conversation {
  watching: Watching = { frames: false, samples: false, sampleHz: 1 }

  constructor(private readonly playback: Playback) {}

  /** Takes one text message at `now`. */
  hear(text: string, now: number): Heard {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return { kind: 'unreadable', sentence: 'A text message is not JSON.' }
    }
    const message = fromHub.safeParse(value)
    if (message.success) return this.answer(message.data, now)
    const { type, id } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id > 0xffffffff)
      return { kind: 'unreadable', sentence: 'A message has no id that could be answered.' }
    const known = fromHub.options.some((option) => option.shape.type.value === type)
    const issue = message.error.issues[0]
    const sentence = known
      ? `The message ${String(type)} is not as agreed: ${issue?.path.join('.')}: ${issue?.message}.`
      : `This bridge does not know the message ${JSON.stringify(type)}.`
    return { kind: 'heard', answer: reply(id, { kind: known ? 'badMessage' : 'unknownType', sentence }), news: null }
  }

  private answer(message: FromHub, now: number): Heard {
    switch (message.type) {
      case 'watch':
        this.watching = { frames: message.frames, samples: message.samples, sampleHz: message.sampleHz }
        return { kind: 'heard', answer: reply(message.id, null), news: null }
      case 'select': {
        const unknown = message.nodes.filter((id) => !this.playback.state.has(id))
        if (unknown.length > 0) {
          const sentence = `The recorded scene has no node ${unknown[0]}; nothing was selected.`
          return { kind: 'heard', answer: reply(message.id, { kind: 'noSuchNode', sentence }), news: null }
        }
        const selection = this.playback.select(message.nodes, message.mode, now)
        return { kind: 'heard', answer: reply(message.id, null), news: JSON.stringify(selection) }
      }
      case 'frameInHost': {
        const sentence = 'This is a recording: there is no view to move. Connect a running host to frame nodes in it.'
        return { kind: 'heard', answer: reply(message.id, { kind: 'recording', sentence }), news: null }
      }
    }
  }
}

function reply(to: number, error: Reply['error']): string {
  const message: Reply = { type: 'reply', to, error, value: null }
  return JSON.stringify(message)
}
