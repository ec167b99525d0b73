// Two carriers joined back to back in one process, for a hub and a panel that live together and for tests.
import type { Carrier } from './carrier'

interface End {
  readonly messages: Set<(data: string | Uint8Array) => void>
  readonly closes: Set<() => void>
}

/** A pair: what one end sends, the other receives, later and in order. */
export function memoryCarriers(): readonly [Carrier, Carrier] {
  const ends: readonly [End, End] = [
    { messages: new Set(), closes: new Set() },
    { messages: new Set(), closes: new Set() },
  ]
  let open = true
  const close = () => {
    if (!open) return
    open = false
    queueMicrotask(() => {
      for (const { closes } of ends) for (const listener of [...closes]) listener()
    })
  }
  const carrier = (own: End, other: End): Carrier => ({
    send(data) {
      if (!open) return
      const copy = typeof data === 'string' ? data : data.slice()
      queueMicrotask(() => {
        for (const listener of [...other.messages]) listener(copy)
      })
    },
    onMessage(listener) {
      own.messages.add(listener)
      return () => void own.messages.delete(listener)
    },
    onClose(listener) {
      if (open) own.closes.add(listener)
      else queueMicrotask(listener)
      return () => void own.closes.delete(listener)
    },
    close,
  })
  return [carrier(ends[0], ends[1]), carrier(ends[1], ends[0])]
}
