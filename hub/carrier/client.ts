// The panel's side of a carrier: asks and streams of the hub's API over anything that moves text and bytes, in the page or in
// Node. It makes no connection and never reconnects: when the carrier is gone, everything open ends with `gone`.
import type { HubAsks, HubClient, HubError, HubStreams, Outcome } from '../api'
import type { Carrier } from './carrier'
import { decodeToPanel } from './decode-to-panel'
import { initialCredit, type ToHub } from './envelope'

interface Stream {
  readonly onItem: (item: unknown) => void
  readonly onEnd: (error: HubError | null) => void
  /** Items taken for which no credit was given yet. */
  owed: number
}

const gone: HubError = { kind: 'gone', sentence: 'The connection to the hub is lost.' }
const cancelled: HubError = { kind: 'cancelled', sentence: 'This was cancelled.' }
/** Credit travels in lumps, so that sixty items a second do not cost sixty messages back. */
const creditLump = initialCredit / 2

/** A client of the hub over `carrier`, which it owns from here on. */
export function createHubClient(carrier: Carrier): HubClient {
  const asks = new Map<number, (outcome: Outcome<unknown>) => void>()
  const streams = new Map<number, Stream>()
  let lastId = 0
  let open = true

  const send = (envelope: ToHub) => {
    if (open) carrier.send(JSON.stringify(envelope))
  }
  const end = () => {
    if (!open) return
    open = false
    for (const settle of [...asks.values()]) settle({ ok: false, error: gone })
    const ending = [...streams.values()]
    streams.clear()
    for (const stream of ending) stream.onEnd(gone)
  }
  const deliver = (id: number, item: unknown) => {
    const stream = streams.get(id)
    if (stream === undefined) return
    try {
      stream.onItem(item)
    } finally {
      stream.owed += 1
      if (stream.owed >= creditLump && streams.has(id)) {
        send({ credit: stream.owed, id })
        stream.owed = 0
      }
    }
  }
  carrier.onMessage((data) => {
    const envelope = decodeToPanel(data)
    if (envelope === null) return
    if (envelope.kind === 'answer') asks.get(envelope.id)?.(envelope.outcome)
    else if (envelope.kind === 'item') deliver(envelope.id, envelope.item)
    else {
      const stream = streams.get(envelope.id)
      streams.delete(envelope.id)
      stream?.onEnd(envelope.error)
    }
  })
  carrier.onClose(end)

  return {
    ask<K extends keyof HubAsks>(name: K, args: HubAsks[K]['args'], signal?: AbortSignal) {
      type Answer = Outcome<HubAsks[K]['value']>
      if (!open) return Promise.resolve<Answer>({ ok: false, error: gone })
      if (signal?.aborted === true) return Promise.resolve<Answer>({ ok: false, error: cancelled })
      const id = ++lastId
      return new Promise<Answer>((resolve) => {
        const abort = () => {
          send({ cancel: id })
          asks.get(id)?.({ ok: false, error: cancelled })
        }
        asks.set(id, (outcome) => {
          asks.delete(id)
          signal?.removeEventListener('abort', abort)
          // The hub validated the value where it was made; the name tells its type.
          resolve(outcome as Answer)
        })
        signal?.addEventListener('abort', abort)
        send({ ask: name, id, args })
      })
    },
    stream<K extends keyof HubStreams>(
      name: K,
      args: HubStreams[K]['args'],
      onItem: (item: HubStreams[K]['item']) => void,
      onEnd: (error: HubError | null) => void,
    ) {
      if (!open) {
        queueMicrotask(() => onEnd(gone))
        return () => undefined
      }
      const id = ++lastId
      streams.set(id, { onItem: onItem as (item: unknown) => void, onEnd, owed: 0 })
      send({ stream: name, id, args, credit: initialCredit })
      return () => {
        if (streams.delete(id)) send({ cancel: id })
      }
    },
    close() {
      end()
      carrier.close()
    },
  }
}
