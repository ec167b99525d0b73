// The hub's side of a carrier: runs asks and streams for one panel, with cancel and credit. A source is asked for an item only
// while its stream has credit, so a panel that does not read costs nothing. What is answered is the nouns' business.
import type { HubError, Outcome } from '../api'
import type { Answers, AskAnswer, StreamAnswer } from './answers'
import type { Carrier } from './carrier'
import { decodeToHub } from './decode-to-hub'
import { itemPrefixBytes, type ToHub, type ToPanel } from './envelope'
import type { Source } from './source'

interface OpenStream {
  credit: number
  source: Source<unknown> | null
}

const mostOpen = 256
const mostCredit = 1024

/** Serves one panel until its carrier closes; the returned function stops it at once. */
export function serveCarrier(carrier: Carrier, answers: Answers): () => void {
  // Names come from outside: only these maps are looked into, never an object's prototype.
  const asks = new Map(Object.entries(answers.asks) as [string, AskAnswer<unknown, unknown>][])
  const streams = new Map(Object.entries(answers.streams) as [string, StreamAnswer<unknown, unknown>][])
  const openAsks = new Map<number, AbortController>()
  const openStreams = new Map<number, OpenStream>()

  const send = (envelope: ToPanel) => carrier.send(JSON.stringify(envelope))
  const endStream = (id: number, error: HubError | null) => {
    const stream = openStreams.get(id)
    if (stream === undefined) return
    openStreams.delete(id)
    stream.source?.close()
    send({ end: id, error })
  }
  const pump = (id: number) => {
    const stream = openStreams.get(id)
    while (stream?.source && stream.credit > 0 && openStreams.has(id)) {
      const item = stream.source.next()
      if (item === undefined) return
      stream.credit -= 1
      if (item instanceof Uint8Array) carrier.send(prefixed(id, item))
      else send({ item: id, value: item })
    }
  }
  const isFree = (id: number) =>
    !openAsks.has(id) && !openStreams.has(id) && openAsks.size + openStreams.size < mostOpen

  const answer = async (id: number, name: string, args: unknown) => {
    const control = new AbortController()
    openAsks.set(id, control)
    const outcome = await outcomeOf(asks.get(name), name, args, control.signal)
    if (openAsks.get(id) !== control) return
    openAsks.delete(id)
    send(outcome.ok ? { answer: id, value: outcome.value } : { answer: id, error: outcome.error })
  }
  const openStream = (id: number, name: string, args: unknown, credit: number) => {
    const refuse = (error: HubError) => send({ end: id, error })
    const found = streams.get(name)
    if (found === undefined) return refuse(unknownName(name))
    const checked = found.args.safeParse(args)
    if (!checked.success) return refuse(badArgs(name, checked.error.issues[0]))
    const stream: OpenStream = { credit, source: null }
    openStreams.set(id, stream)
    const opened = found.open(checked.data, { wake: () => pump(id), end: (error) => endStream(id, error) })
    if (!opened.ok) return endStream(id, opened.error)
    if (openStreams.get(id) !== stream) return opened.value.close()
    stream.source = opened.value
    pump(id)
  }
  const cancel = (id: number) => {
    openAsks.get(id)?.abort()
    openAsks.delete(id)
    openStreams.get(id)?.source?.close()
    openStreams.delete(id)
  }
  const take = (envelope: ToHub) => {
    if ('cancel' in envelope) cancel(envelope.cancel)
    else if ('ask' in envelope) {
      if (isFree(envelope.id)) void answer(envelope.id, envelope.ask, envelope.args)
      else send({ answer: envelope.id, error: tooMany })
    } else if ('stream' in envelope) {
      if (isFree(envelope.id)) openStream(envelope.id, envelope.stream, envelope.args, envelope.credit)
      else send({ end: envelope.id, error: tooMany })
    } else {
      const stream = openStreams.get(envelope.id)
      if (stream === undefined) return
      stream.credit = Math.min(mostCredit, stream.credit + envelope.credit)
      pump(envelope.id)
    }
  }
  const undo = carrier.onMessage((data) => {
    const envelope = decodeToHub(data)
    if (envelope !== null) take(envelope)
  })
  const stop = () => {
    undo()
    for (const id of [...openAsks.keys(), ...openStreams.keys()]) cancel(id)
  }
  carrier.onClose(stop)
  return stop
}

async function outcomeOf(
  found: AskAnswer<unknown, unknown> | undefined,
  name: string,
  args: unknown,
  signal: AbortSignal,
): Promise<Outcome<unknown>> {
  if (found === undefined) return { ok: false, error: unknownName(name) }
  const checked = found.args.safeParse(args)
  if (!checked.success) return { ok: false, error: badArgs(name, checked.error.issues[0]) }
  try {
    return await found.answer(checked.data, signal)
  } catch (error) {
    // A mistake of the hub's own: the panel is told, the hub lives on.
    const sentence = `The hub failed at ${name}: ${error instanceof Error ? error.message : String(error)}.`
    return { ok: false, error: { kind: 'failed', sentence } }
  }
}

function prefixed(id: number, bytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(itemPrefixBytes + bytes.byteLength)
  new DataView(message.buffer).setUint32(0, id, true)
  message.set(bytes, itemPrefixBytes)
  return message
}

const tooMany: HubError = { kind: 'badRequest', sentence: 'The number is in use, or too much is open at once.' }

function unknownName(name: string): HubError {
  return { kind: 'badRequest', sentence: `This hub does not know "${name}". Update Rigscope or reload the panel.` }
}

function badArgs(name: string, issue: { path: PropertyKey[]; message: string } | undefined): HubError {
  return { kind: 'badRequest', sentence: `${name} was asked wrongly: ${issue?.path.join('.')}: ${issue?.message}.` }
}
