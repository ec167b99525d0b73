// The hub's entry: wires settings, discovery, sessions and serve, and holds no logic of its own. Where a hub runs already, that one
// is used instead.
import { randomBytes } from 'node:crypto'
import type { About } from './about/api'
import { aboutAsks } from './about/answers'
import type { Answers } from './carrier/answers'
import type { Instant } from './connection/machine'
import { discover } from './discovery/discover'
import { isProcessAlive, processStart, thisMachine } from './discovery/process-alive'
import { type Environment, prepareFolder, runtimeFolder, sessionsFolder } from './discovery/runtime-folder'
import { liveStreams } from './live/answers'
import { acceptPanels } from './serve/accept-panels'
import { answerHttp } from './serve/answer-http'
import { Codes } from './serve/codes'
import { Cookie } from './serve/cookie'
import { listen } from './serve/listen'
import { sweepOpenerFiles, writeOpenerFile } from './serve/opener-file'
import { sessionAsks, sessionStreams } from './sessions/answers'
import type { SessionSummary } from './sessions/api'
import { Sessions } from './sessions/sessions'
import { settingsAsks } from './settings/answers'
import { loadSettings } from './settings/load-settings'
import { controlHub } from './single/found-hub'
import { claimHub, findHub, type HubFile, withdrawHub } from './single/hub-file'
import { readHubState, writeHubState } from './single/hub-state'
import { version } from './version'

export interface HubOptions {
  /** The built panel. */
  readonly panelFolder: string
  /** Null takes the setting's, else the one of last time, else a free one. */
  readonly port?: number | null
  readonly env?: Environment
}

export interface Hub {
  /** `found`: another process's hub, which goes on when this one is closed. */
  readonly kind: 'started' | 'found'
  /** http://127.0.0.1:port, without any code. */
  readonly address: string
  readonly port: number
  readonly runtimeFolder: string
  /** Sentences that the user should read: a port that was taken, a setting that was refused. */
  readonly notices: readonly string[]
  /** A single-use code, good for ten minutes. */
  newCode(): Promise<string>
  /** Writes a file that opens the panel with a fresh code, on `session` where one is named; its path. */
  openerFile(session?: string | null): Promise<string>
  /** The sessions now; none for a hub that was found. */
  sessions(): readonly SessionSummary[]
  /** Called at each change of the list or of a session's state. Returns the undo. */
  onChange(listener: (sessions: readonly SessionSummary[]) => void): () => void
  /** What a panel may ask of this hub, for carriers of one's own; null for a hub that was found. */
  readonly answers: Answers | null
  /** Resolves once the hub has ended, by close() or because it was asked to quit. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** The folder cannot be trusted, or no port can be had; the message is a sentence for the user. */
export class HubRefused extends Error {}

/** The longest message that a bridge may send: as long as a record in a container may be. */
const maxMessageBytes = 16 * 1024 * 1024

export async function startHub({ panelFolder, port: asked = null, env = process.env }: HubOptions): Promise<Hub> {
  const runtime = runtimeFolder(env)
  for (const folder of [runtime, sessionsFolder(runtime)]) {
    const refusal = await prepareFolder(folder)
    if (refusal !== null) throw new HubRefused(refusal)
  }
  const here = await thisMachine()
  const running = await findHub(runtime, here)
  if (running !== null) return useFound(running, runtime)

  const settings = await loadSettings(env)
  const state = await readHubState(runtime)
  const wanted = asked ?? (settings.values.hub.port || state.port)
  const { server, port } = await listen(wanted)
  const own: HubFile = {
    kind: 'rigscope.hub',
    port,
    pid: process.pid,
    processStarted: await processStart(process.pid),
    ...here,
    version,
    controlToken: randomBytes(32).toString('base64url'),
  }
  const faster = await claimHub(runtime, own, here)
  if (faster !== null) {
    server.close()
    return useFound(faster, runtime)
  }
  await writeHubState(runtime, { ...state, port })
  await sweepOpenerFiles(runtime)

  const notices = [...settings.problems]
  if (wanted !== 0 && wanted !== port) notices.push(`Port ${wanted} is taken, so the hub uses ${port}.`)
  const sessions = new Sessions({
    memoryBytes: settings.values.hub.memoryPerSessionBytes,
    maxMessageBytes,
    sampleHz: settings.values.bridge.sampleHz,
    isAlive: isProcessAlive,
    now,
  })
  const about: About = {
    version,
    pid: process.pid,
    node: process.version,
    startedAt: Date.now() / 1000,
    runtimeFolder: runtime,
  }
  const answers: Answers = {
    asks: { ...aboutAsks(about), ...sessionAsks(sessions), ...settingsAsks(settings) },
    streams: { ...sessionStreams(sessions), ...liveStreams(sessions) },
  }
  const codes = new Codes(() => performance.now())
  const cookie = new Cookie(state.cookieSecret, port, () => Date.now() / 1000)
  const closePanels = acceptPanels(server, port, cookie, answers)
  const quit = () => void close()
  server.on('request', answerHttp({ panelFolder, port, codes, cookie, controlToken: own.controlToken, about, quit }))
  const discovery = discover(sessionsFolder(runtime), here, {
    appeared: (address) => sessions.appeared(address),
    changed: (address) => sessions.appeared(address),
    disappeared: (session) => sessions.disappeared(session),
    problem: (sentence) => notices.push(sentence),
  })

  let tellClosed: () => void = () => undefined
  const closed = new Promise<void>((resolve) => (tellClosed = resolve))
  let closing: Promise<void> | null = null
  const close = () => (closing ??= end())
  const end = async () => {
    discovery.close()
    sessions.close()
    closePanels()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
    await withdrawHub(runtime, own)
    tellClosed()
  }
  return {
    kind: 'started',
    address: addressOf(port),
    port,
    runtimeFolder: runtime,
    notices,
    newCode: () => Promise.resolve(codes.create()),
    openerFile: (session = null) => writeOpenerFile(runtime, port, codes.create(), session),
    sessions: () => sessions.list(),
    onChange: (listener) => sessions.onChange(() => listener(sessions.list())),
    answers,
    closed,
    close,
  }
}

function useFound(found: HubFile, runtime: string): Hub {
  const control = controlHub(found)
  const newCode = async () => {
    const code = await control.newCode()
    if (code === null)
      throw new HubRefused(`The hub that runs as process ${found.pid} does not answer. End it and start again.`)
    return code
  }
  const notices =
    found.version === version
      ? []
      : [`The hub that runs already is version ${found.version}, this is ${version}. Quit it to use this one.`]
  return {
    kind: 'found',
    address: addressOf(found.port),
    port: found.port,
    runtimeFolder: runtime,
    notices,
    newCode,
    openerFile: async (session = null) => writeOpenerFile(runtime, found.port, await newCode(), session),
    sessions: () => [],
    onChange: () => () => undefined,
    answers: null,
    closed: Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`
}

function now(): Instant {
  return { monotonicMs: performance.now(), wallMs: Date.now() }
}
