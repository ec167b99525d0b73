// A bridge that plays a recorded session over a real WebSocket, as if it happened now, and says everywhere that it is a recording.
import { randomBytes, randomUUID } from 'node:crypto'
import { protocol, type Goodbye, type Heartbeat, type Hello } from '../protocol/messages'
import { describeProcess, writeAddressFile } from './address-file'
import { Client } from './client'
import { Conversation } from './conversation'
import { Playback } from './playback'
import { loadRecording, type Recording } from './recording'
import { listen } from './server'

export interface ReplayOptions {
  /** A .rigscope container. */
  readonly file: string
  /** Where the address file goes; its subfolder sessions/ is made. */
  readonly runtimeFolder: string
  /** 8 to 64 letters, digits and hyphens; made up where not given. */
  readonly session?: string
  /** How many recorded seconds pass in one. Times between messages shrink, measured durations stay as recorded. */
  readonly speed?: number
}

export interface Replay {
  readonly session: string
  readonly port: number
  readonly recording: { readonly title: string; readonly how: string; readonly loopSeconds: number }
  close(): Promise<void>
}

const heartbeatMs = 1000
/** A wall clock that moved this far against the monotonic one has jumped. */
const clockJumpSeconds = 0.5

/** Starts playing. Rejects with a sentence where the file cannot be played or the folder not be used. */
export async function startReplay(options: ReplayOptions): Promise<Replay> {
  const recording = await loadRecording(options.file)
  if (recording.kind === 'refused') throw new Error(recording.sentence)
  const session = options.session ?? randomUUID()
  const playback = new Playback(recording, now(), options.speed ?? 1)
  playback.state.rosterParts()
  const clients = new Set<Client>()
  let clock = clockPair()
  const helloText = () => JSON.stringify(introduce(recording, session, clock))

  const tellJump = (pair: typeof clock) => {
    if (Math.abs(pair.wall - pair.monotonic - (clock.wall - clock.monotonic)) <= clockJumpSeconds) return
    clock = pair
    for (const client of clients) client.send(helloText())
  }

  const token = randomBytes(32).toString('base64url')
  const server = await listen(token, (socket) => {
    const conversation = new Conversation(playback)
    // Those who are here already were told the pair before.
    tellJump(clockPair())
    clock = clockPair()
    const client = new Client(socket, conversation, [helloText(), ...playback.state.texts()])
    clients.add(client)
    socket.on('close', () => clients.delete(client))
    // What goes wrong on a socket also closes it; there is nothing more to do.
    socket.on('error', () => clients.delete(client))
    socket.on('message', (data: Buffer, isBinary) => {
      const heard = conversation.hear(isBinary ? null : data.toString('utf8'), now())
      if (heard.news !== null) for (const other of clients) other.send(heard.news)
      if (heard.answer !== null) client.send(heard.answer)
      if (heard.leave !== null) socket.close(1008, heard.leave)
    })
  })

  let next: NodeJS.Timeout
  const play = () => {
    for (const played of playback.take(now())) for (const client of clients) client.play(played)
    next = setTimeout(play, Math.max(1, (playback.dueAt() - now()) * 1000))
  }
  const beat = setInterval(() => {
    const pair = clockPair()
    tellJump(pair)
    const heartbeat = playback.heartbeat(pair.monotonic)
    if (heartbeat !== null) for (const client of clients) client.send(JSON.stringify(atTier(heartbeat, clients)))
  }, heartbeatMs)
  play()
  const stopPlaying = () => {
    clearTimeout(next)
    clearInterval(beat)
  }

  try {
    const { host } = recording.hello
    const removeAddress = await writeAddressFile(options.runtimeFolder, {
      kind: 'rigscope.session',
      session,
      port: server.port,
      token,
      ...(await describeProcess()),
      host: { kind: host.kind, name: host.name, version: host.version },
      // Until its hello is read, a recording is known by its title, as it is afterwards.
      scene: recording.manifest.title,
      origin: 'recording',
      protocol,
    })
    let closing: Promise<void> | null = null
    const close = async () => {
      stopPlaying()
      removeAddress()
      const goodbye: Goodbye = { type: 'goodbye', time: now(), reason: 'stopped', sentence: 'The replay was stopped.' }
      for (const client of clients) client.send(JSON.stringify(goodbye))
      await server.close()
    }
    const { title, how } = recording.manifest
    return {
      session,
      port: server.port,
      recording: { title, how, loopSeconds: recording.loopSeconds },
      close: () => (closing ??= close()),
    }
  } catch (error) {
    stopPlaying()
    await server.close()
    throw error
  }
}

function introduce(recording: Recording, session: string, clock: Hello['clock']): Hello {
  const { manifest, hello } = recording
  return {
    ...hello,
    protocol,
    session,
    origin: { kind: 'recording', name: manifest.title, recordedAt: manifest.madeAt, how: manifest.how },
    // The recorded process is long gone; its id may be another's by now.
    host: { ...hello.host, pid: null, startedAt: null },
    clock,
  }
}

// The tier tells what is sent now, not what was sent when it was recorded.
function atTier(heartbeat: Heartbeat, clients: ReadonlySet<Client>): Heartbeat {
  const watched = [...clients].map((client) => client.conversation.watching)
  const samples = watched.some((watching) => watching.samples)
  const frames = watched.some((watching) => watching.frames)
  return {
    ...heartbeat,
    tier: samples ? 'T1' : frames ? 'T0' : 'counter',
    sampleHz: samples ? heartbeat.sampleHz : null,
  }
}

const now = (): number => performance.now() / 1000
const clockPair = (): Hello['clock'] => ({ monotonic: now(), wall: Date.now() / 1000 })
