// Asks and streams over a carrier: values, errors, cancel, credit, and everything that a broken or hostile panel may send.
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { HubClient } from '../../../hub/api'
import type { Answers } from '../../../hub/carrier/answers'
import type { Carrier } from '../../../hub/carrier/carrier'
import { createHubClient } from '../../../hub/carrier/client'
import { initialCredit } from '../../../hub/carrier/envelope'
import { memoryCarriers } from '../../../hub/carrier/memory-carrier'
import { serveCarrier } from '../../../hub/carrier/serve-carrier'
import { collect, until } from '../workbench'

let client: HubClient
let near: Carrier
let served: {
  selected: unknown[]
  aborted: number
  /** How often the frames' source was asked. */
  taken: number
  closed: number
  available: number
  wake: () => void
}

const nothingDone = { args: z.any(), answer: () => ({ ok: true, value: null }) as const }

function answers(): Answers {
  return {
    asks: {
      'about.hub': {
        args: z.object({}),
        answer: () => {
          throw new Error('about is broken')
        },
      },
      'settings.effective': {
        args: z.object({}),
        answer: () => ({ ok: true, value: { settings: [], problems: ['p'] } }),
      },
      'sessions.select': {
        args: z.object({ session: z.string(), nodes: z.array(z.number()), mode: z.enum(['replace', 'add']) }),
        answer: (args) => {
          served.selected.push(args)
          return { ok: false, error: { kind: 'refusedByHost', sentence: 'No.' } }
        },
      },
      'sessions.frameInHost': {
        args: z.object({ session: z.string(), nodes: z.array(z.number()) }),
        answer: (_args, signal) => new Promise(() => signal.addEventListener('abort', () => (served.aborted += 1))),
      },
      'sessions.retry': { args: z.object({ session: z.string() }), answer: () => ({ ok: true, value: null }) },
      'sessions.forget': { args: z.object({ session: z.string() }), answer: () => ({ ok: true, value: null }) },
      'captures.start': { args: z.any(), answer: () => ({ ok: true, value: { capture: 'c' } }) },
      'captures.cancel': nothingDone,
      'captures.rename': nothingDone,
      'captures.pin': nothingDone,
      'captures.remove': nothingDone,
      'captures.restore': nothingDone,
    },
    streams: {
      'about.heartbeat': {
        args: z.object({}),
        open: () => ({ ok: true, value: { next: () => undefined, close: () => undefined } }),
      },
      'panels.wishes': {
        args: z.object({}),
        open: () => ({ ok: true, value: { next: () => undefined, close: () => undefined } }),
      },
      'sessions.list': {
        args: z.object({}),
        open: () => ({ ok: true, value: { next: () => undefined, close: () => undefined } }),
      },
      'captures.list': {
        args: z.object({}),
        open: () => ({ ok: true, value: { next: () => undefined, close: () => undefined } }),
      },
      'live.messages': {
        args: z.object({ session: z.string() }),
        open: () => ({ ok: false, error: { kind: 'noSuchSession', sentence: 'None.' } }),
      },
      'live.samples': {
        args: z.object({ session: z.string() }),
        open: () => ({ ok: true, value: { next: () => undefined, close: () => undefined } }),
      },
      'live.frames': {
        args: z.object({ session: z.string(), seconds: z.number() }),
        open: (_args, reader) => {
          served.wake = reader.wake
          return {
            ok: true,
            value: {
              next() {
                if (served.taken >= served.available) return undefined
                served.taken += 1
                return Uint8Array.of(served.taken)
              },
              close: () => (served.closed += 1),
            },
          }
        },
      },
    },
  }
}

beforeEach(() => {
  served = { selected: [], aborted: 0, taken: 0, closed: 0, available: 0, wake: () => undefined }
  const [panelEnd, hubEnd] = memoryCarriers()
  near = panelEnd
  serveCarrier(hubEnd, answers())
  client = createHubClient(near)
})

describe('an ask', () => {
  test('is answered with its value, or with a tagged error', async () => {
    expect(await client.ask('settings.effective', {})).toEqual({ ok: true, value: { settings: [], problems: ['p'] } })
    const select = await client.ask('sessions.select', { session: 's', nodes: [1], mode: 'add' })
    expect(select).toEqual({ ok: false, error: { kind: 'refusedByHost', sentence: 'No.' } })
  })

  test('with wrong arguments, or of an unknown name, is answered badRequest and reaches nobody', async () => {
    const wrong = await client.ask('sessions.select', { session: 's', nodes: ['x'], mode: 'add' } as never)
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'badRequest' } })
    for (const name of ['nothing', 'constructor', '__proto__', 'toString'])
      expect(await client.ask(name as never, {} as never)).toMatchObject({ ok: false, error: { kind: 'badRequest' } })
    expect(served.selected).toEqual([])
  })

  test('that breaks the hub is answered failed, and the hub lives on', async () => {
    expect(await client.ask('about.hub', {})).toMatchObject({ ok: false, error: { kind: 'failed' } })
    expect(await client.ask('sessions.retry', { session: 's' })).toEqual({ ok: true, value: null })
  })

  test('that is aborted is cancelled at both ends', async () => {
    const abort = new AbortController()
    const asked = client.ask('sessions.frameInHost', { session: 's', nodes: [] }, abort.signal)
    abort.abort()
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
    await until('aborted', () => served.aborted === 1)
  })

  test('ends with gone when the carrier closes, and is aborted in the hub', async () => {
    const asked = client.ask('sessions.frameInHost', { session: 's', nodes: [] })
    await Promise.resolve()
    near.close()
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'gone' } })
    await until('aborted', () => served.aborted === 1)
    expect(await client.ask('sessions.retry', { session: 's' })).toMatchObject({ ok: false, error: { kind: 'gone' } })
  })
})

describe('a stream', () => {
  test('brings every item in order', async () => {
    served.available = 1000
    const stream = collect(client, 'live.frames', { session: 's', seconds: 0 })
    await until('1000', () => stream.items.length === 1000)
    expect(stream.items.map(([byte]) => byte)).toEqual(Array.from({ length: 1000 }, (_, i) => (i + 1) % 256))
  })

  test('without credit is asked for nothing more', async () => {
    const [panelEnd, hubEnd] = memoryCarriers()
    serveCarrier(hubEnd, answers())
    served.available = 1_000_000
    const got: unknown[] = []
    panelEnd.onMessage((data) => got.push(data))
    panelEnd.send(JSON.stringify({ stream: 'live.frames', id: 1, args: { session: 's', seconds: 0 }, credit: 8 }))
    await until('the first', () => got.length === 8)
    for (let i = 0; i < 100; i += 1) served.wake()
    expect(served.taken).toBe(initialCredit)
    panelEnd.send(JSON.stringify({ credit: 3, id: 1 }))
    await until('three more', () => got.length === 11)
    expect(served.taken).toBe(11)
  })

  test('gives credit back even where the listener fails', async () => {
    served.available = 5
    const failures: unknown[] = []
    const seen: number[] = []
    const [panelEnd, hubEnd] = memoryCarriers()
    serveCarrier(hubEnd, answers())
    const guarded: Carrier = {
      ...panelEnd,
      onMessage: (listener) =>
        panelEnd.onMessage((data) => {
          try {
            listener(data)
          } catch (error) {
            failures.push(error)
          }
        }),
    }
    const failing = createHubClient(guarded)
    served.available = 30
    failing.stream(
      'live.frames',
      { session: 's', seconds: 0 },
      (item) => {
        seen.push(item[0] ?? 0)
        throw new Error('listener')
      },
      () => undefined,
    )
    await until('all', () => seen.length === 30)
    expect(failures).toHaveLength(30)
  })

  test('that is undone is closed in the hub and silent in the panel', async () => {
    served.available = 4
    const stream = collect(client, 'live.frames', { session: 's', seconds: 0 })
    await until('items', () => stream.items.length === 4)
    stream.stop()
    stream.stop()
    await until('closed', () => served.closed === 1)
    served.available = 8
    served.wake()
    expect(stream.items).toHaveLength(4)
    expect(stream.ended).toBeUndefined()
  })

  test('ends with the reason where it cannot be opened', async () => {
    const none = collect(client, 'live.messages', { session: 's' })
    const unknown = collect(client, 'live.nothing' as never, {} as never)
    const wrong = collect(client, 'live.frames', { session: 's', seconds: 'x' } as never)
    await until('ended', () => none.ended && unknown.ended && wrong.ended)
    expect([none.ended?.kind, unknown.ended?.kind, wrong.ended?.kind]).toEqual([
      'noSuchSession',
      'badRequest',
      'badRequest',
    ])
  })

  test('ends with gone, and is closed in the hub, when the carrier closes', async () => {
    const stream = collect(client, 'live.frames', { session: 's', seconds: 0 })
    await until('opened', () => served.wake.length === 0)
    near.close()
    await until('both', () => stream.ended?.kind === 'gone' && served.closed === 1)
  })
})

test('nothing that a panel sends breaks the hub', async () => {
  const anything = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    fc.json(),
    fc
      .record({ ask: fc.string(), id: fc.oneof(fc.nat(), fc.double()), args: fc.jsonValue() })
      .map((v) => JSON.stringify(v)),
    fc
      .record({
        stream: fc.constantFrom('live.frames', 'x'),
        id: fc.nat(3),
        args: fc.jsonValue(),
        credit: fc.integer(),
      })
      .map((v) => JSON.stringify(v)),
    fc.record({ credit: fc.double(), id: fc.nat(3) }).map((v) => JSON.stringify(v)),
    fc.record({ cancel: fc.nat(3) }).map((v) => JSON.stringify(v)),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { maxLength: 30 }), async (messages) => {
      const [panelEnd, hubEnd] = memoryCarriers()
      serveCarrier(hubEnd, answers())
      const panel = createHubClient(panelEnd)
      for (const message of messages) panelEnd.send(message)
      expect(await panel.ask('settings.effective', {}).then((outcome) => outcome.ok || outcome.error.kind)).not.toBe(
        'failed',
      )
      panelEnd.close()
    }),
    { numRuns: 200 },
  )
})
