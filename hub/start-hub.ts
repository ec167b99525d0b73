// The hub's entry: wires settings, discovery, sessions and serve, and holds no logic of its own. Where a hub runs already, that one
// is used instead.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { About } from './about/api'
import { aboutAsks, aboutStreams } from './about/answers'
import { answerCaptures } from './captures/answer-captures'
import { captureAsks, captureStreams } from './captures/answers'
import { CaptureFiles } from './captures/capture-files'
import { Captures } from './captures/captures'
import { HostCaptures } from './captures/host-captures'
import { captureWork } from './captures/reading/capture-work'
import { stateFolder } from './captures/state-folder'
import type { Answers } from './carrier/answers'
import type { Carrier } from './carrier/carrier'
import { serveCarrier } from './carrier/serve-carrier'
import type { Instant } from './connection/machine'
import { discover } from './discovery/discover'
import { isProcessAlive, processStart, thisMachine } from './discovery/process-alive'
import type { Machine } from './discovery/read-address'
import { type Environment, prepareFolder, runtimeFolder, sessionsFolder } from './discovery/runtime-folder'
import { addressOf, type Hub, HubRefused } from './hub'
import { liveStreams } from './live/answers'
import { Panels } from './panels/panels'
import { acceptPanels } from './serve/accept-panels'
import { answerHttp } from './serve/answer-http'
import { Codes } from './serve/codes'
import { listen, type Listening } from './serve/listen'
import { sweepOpenerFiles, writeOpenerFile } from './serve/opener-file'
import { PanelPass } from './serve/panel-pass'
import { sessionAsks, sessionStreams } from './sessions/answers'
import { Sessions } from './sessions/sessions'
import { settingsAsks } from './settings/answers'
import { type LoadedSettings, loadSettings } from './settings/load-settings'
import { claimHub, findHub, type HubFile, withdrawHub } from './single/hub-file'
import { readHubState, writeHubState } from './single/hub-state'
import { useFoundHub } from './single/use-found-hub'
import { version } from './version'

export interface HubOptions {
  /** The built panel. */
  readonly panelFolder: string
  /** Null takes the setting's, else the one of last time, else a free one. */
  readonly port?: number | null
  readonly env?: Environment
  /** Nobody waits for it: whoever asks may end it. */
  readonly isBackground?: boolean
}

/** The longest message that a bridge may send: as long as a record in a container may be. */
const maxMessageBytes = 16 * 1024 * 1024

export async function startHub(options: HubOptions): Promise<Hub> {
  const { port: asked = null, env = process.env } = options
  const runtime = runtimeFolder(env)
  for (const folder of [runtime, sessionsFolder(runtime)]) {
    const refusal = await prepareFolder(folder)
    if (refusal !== null) throw new HubRefused(refusal)
  }
  const here = await thisMachine()
  const running = await findHub(runtime, here)
  if (running !== null) return useFoundHub(running, runtime)

  const settings = await loadSettings(env)
  const state = await readHubState(runtime)
  const wanted = asked ?? (settings.values.hub.port || state.port)
  const listening = await listen(wanted)
  const { port } = listening
  const own: HubFile = {
    kind: 'rigscope.hub',
    port,
    pid: process.pid,
    processStarted: await processStart(process.pid),
    ...here,
    version,
    isBackground: options.isBackground ?? false,
    controlToken: randomBytes(32).toString('base64url'),
  }
  const giveUp = async () => {
    await listening.close()
    await withdrawHub(runtime, own)
  }
  try {
    const faster = await claimHub(runtime, own, here)
    if (faster === null) {
      await writeHubState(runtime, { ...state, port })
      await sweepOpenerFiles(runtime)
      const notices = [...settings.problems]
      if (wanted !== 0 && wanted !== port) notices.push(`Port ${wanted} is taken, so the hub uses ${port}.`)
      const { panelFolder } = options
      const { cookieSecret } = state
      const capturesFolder = join(stateFolder(env), 'captures')
      const places = { panelFolder, runtime, capturesFolder }
      return await serveHub({ ...places, cookieSecret, here, settings, listening, own, notices, giveUp })
    }
    await listening.close()
    return useFoundHub(faster, runtime)
  } catch (error) {
    await giveUp()
    throw error
  }
}

interface Claimed {
  readonly panelFolder: string
  readonly capturesFolder: string
  readonly cookieSecret: string
  readonly runtime: string
  readonly here: Machine
  readonly settings: LoadedSettings
  readonly listening: Listening
  readonly own: HubFile
  readonly notices: string[]
  /** Gives port and place back. */
  readonly giveUp: () => Promise<void>
}

/** Wires the hub whose place and port are ours, and opens it once it knows which sessions there are. */
async function serveHub(claimed: Claimed): Promise<Hub> {
  const { panelFolder, runtime, settings, listening, own, notices } = claimed
  const { server, port } = listening
  const { controlToken } = own
  const sessions = new Sessions({
    memoryBytes: settings.values.hub.memoryPerSessionBytes,
    maxMessageBytes,
    sampleHz: settings.values.bridge.sampleHz,
    isAlive: isProcessAlive,
    now,
  })
  const work = captureWork()
  const nowSeconds = () => Date.now() / 1000
  const files = new CaptureFiles(claimed.capturesFolder)
  const hostCaptures = new HostCaptures(sessions)
  const captures = new Captures({ files, work, starter: hostCaptures, runtime, nowSeconds })
  hostCaptures.adoptBy((session, cancel) => captures.follow(session, cancel))
  notices.push(...(await captures.open()))
  const about: About = {
    version,
    pid: process.pid,
    node: process.version,
    startedAt: nowSeconds(),
    runtimeFolder: runtime,
  }
  const panels = new Panels()
  const answers: Answers = {
    asks: { ...aboutAsks(about), ...sessionAsks(sessions), ...captureAsks(captures), ...settingsAsks(settings) },
    streams: {
      ...{ ...aboutStreams(), ...panels.streams(), ...sessionStreams(sessions) },
      ...{ ...liveStreams(sessions), ...captureStreams(captures.list) },
    },
  }
  const discovery = discover(sessionsFolder(runtime), claimed.here, {
    appeared: (address) => sessions.appeared(address),
    changed: (address) => sessions.appeared(address),
    disappeared: (session) => sessions.disappeared(session),
    problem: (sentence) => notices.push(sentence),
  })
  // A page that comes back finds the sessions there, not an empty list.
  await discovery.look()

  let closePanels: () => void = () => undefined
  const ownCarriers = new Set<Carrier>()
  let tellClosed: () => void = () => undefined
  const closed = new Promise<void>((resolve) => (tellClosed = resolve))
  let closing: Promise<void> | null = null
  const close = () => (closing ??= end())
  const end = async () => {
    discovery.close()
    sessions.close()
    closePanels()
    for (const carrier of ownCarriers) carrier.close()
    await captures.close()
    await claimed.giveUp()
    tellClosed()
  }
  const codes = new Codes(() => performance.now())
  const pass = new PanelPass(claimed.cookieSecret, port, nowSeconds)
  const door = { port, pass, controlToken }
  const http = { ...door, panelFolder, codes, about, panels, captures: answerCaptures({ ...door, captures, work }) }
  listening.open(answerHttp({ ...http, quit: () => void close() }))
  closePanels = acceptPanels(server, door, answers)
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
    controlToken,
    servePanel(open) {
      const carrier = open()
      ownCarriers.add(carrier)
      carrier.onClose(() => ownCarriers.delete(carrier))
      serveCarrier(carrier, answers)
      return Promise.resolve(true)
    },
    closed,
    close,
  }
}

function now(): Instant {
  return { monotonicMs: performance.now(), wallMs: Date.now() }
}
