// The three live streams as sources: cursors in a session's past that are asked for the next item when there is credit.
// They hold no items of their own but the state that a newcomer is told first.
import type { FromBridge } from '../../bridge/protocol/messages'
import type { Source } from '../carrier/source'
import type { LiveStreams } from './api'
import type { SessionPast } from './session-past'

type MessageItem = LiveStreams['live.messages']['item']
const decoder = new TextDecoder()

/** State first, `current` once it is whole, then each message; after a gap or a hello the state is told again. */
export function messagesSource(past: SessionPast, wake: () => void): Source<MessageItem> {
  let told: MessageItem[] = []
  let cursor = past.texts.cursorAtEnd()
  let greetings = -1
  let owesCurrent = true
  const restart = () => {
    told = past.state.toMessages()
    cursor = past.texts.cursorAtEnd()
    greetings = past.greetings
    owesCurrent = true
  }
  const undo = past.onChange(wake)
  return {
    next() {
      if (greetings !== past.greetings) restart()
      const dropped = past.texts.skipDropped(cursor)
      if (dropped > 0) {
        restart()
        return { type: 'skipped', messages: dropped }
      }
      const state = told.shift()
      if (state !== undefined) return state
      const record = past.texts.read(cursor)
      // Checked when it was received; the ring keeps it as text.
      if (record !== undefined) return JSON.parse(decoder.decode(record.payload)) as FromBridge
      if (!owesCurrent || !past.state.isWhole) return undefined
      owesCurrent = false
      return { type: 'current' }
    },
    close: undo,
  }
}

/** Every frames message from `seconds` back on, as long as the past holds it; its sequence tells of those that it does not. */
export function framesSource(past: SessionPast, seconds: number, wake: () => void): Source<Uint8Array> {
  const cursor = past.framesSince(seconds)
  const undo = past.onChange(wake)
  return { next: () => past.frames.read(cursor)?.payload, close: undo }
}

/** The newest samples only. */
export function samplesSource(past: SessionPast, wake: () => void): Source<Uint8Array> {
  let seen = past.samples.appended
  const undo = past.onChange(wake)
  return {
    next() {
      if (seen === past.samples.appended) return undefined
      seen = past.samples.appended
      return past.samples.newest()?.payload
    },
    close: undo,
  }
}
