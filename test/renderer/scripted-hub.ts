// A hub that follows a script: answers the panel's asks and streams with the data of scripted-data.ts, in every state that a session
// or the hub can be in. Time is the page's, so that ages and scrolling are real.
import type { FromBridge } from '../../bridge/protocol/messages'
import type { HubAsks, HubClient, HubError, HubStreams, Outcome } from '../../hub/api'
import type { CaptureSummary } from '../../hub/captures/api'
import type { SessionState, SessionSummary } from '../../hub/sessions/api'
import type { LinkState } from '../../renderer/hub-client/hub-link'
import type { Panel } from '../../renderer/view/panel-context'
import {
  allCapabilities,
  frames,
  framesMessage,
  heartbeat,
  hello,
  hostNow,
  nodes,
  playback,
  rosterParts,
  samplesMessage,
  scene,
  seeded,
  session,
  type FrameRow,
  type FrameShape,
} from './scripted-data'

export interface Stretch extends Partial<FrameShape> {
  /** Seconds before now. */
  readonly from: number
  readonly to: number
}

export interface Script {
  /** When the hub was last heard, on the page's clock. */
  readonly heardMs: number
  readonly link: Exclude<LinkState, { kind: 'open' }> | { readonly kind: 'open' }
  readonly state: SessionState
  readonly sessions: number
  readonly recording: boolean
  readonly rigs: number
  readonly nodes: number
  readonly sampled: number
  readonly truncated: boolean
  readonly past: readonly Stretch[]
  /** Frames go on in the last stretch's shape, this many a second of messages; 0 stands still. */
  readonly messagesHz: number
  readonly samplesHz: number
  readonly capabilities: readonly string[]
  readonly selected: readonly number[]
  readonly targetFps: number | null
  /** How far the state is told: nothing, up to hello, part of the roster, or all. */
  readonly told: 'nothing' | 'hello' | 'partOfRoster' | 'all'
  readonly samplesRoster: number
  readonly extra: readonly FromBridge[]
  readonly refusal: HubError | null
  /** As the hub lists them. */
  readonly captures: readonly CaptureSummary[]
  /** What people did before one looks: sets stores once the panel is assembled. */
  readonly then: (panel: Panel) => void
}

export const calm: Script = {
  heardMs: Infinity,
  link: { kind: 'open' },
  state: { kind: 'live' },
  sessions: 2,
  recording: false,
  rigs: 5,
  nodes: 4210,
  sampled: 32,
  truncated: true,
  past: [
    { from: 62, to: 41 },
    { from: 38.5, to: 30, activity: 'manipulation', speed: 'free', cap: null, evaluation: 0.024, noise: 0.35 },
    { from: 29, to: 26, activity: 'scrub', speed: 'free', cap: null, evaluation: 0.02, noise: 0.3 },
    { from: 24, to: 0 },
  ],
  messagesHz: 24,
  samplesHz: 1,
  capabilities: allCapabilities,
  selected: [6],
  targetFps: 24,
  told: 'all',
  samplesRoster: 1,
  extra: [],
  refusal: null,
  captures: [],
  then: () => undefined,
}

const summaries = (script: Script): SessionSummary[] => {
  const first: SessionSummary = {
    session,
    host: { kind: 'blender', name: 'Blender', version: '3.4.1' },
    pid: 4711,
    scene: 'sh0240_anim_v007.blend',
    rigs: ['hero v024', 'sidekick v011', 'dragon v103'].slice(0, script.rigs),
    origin: script.recording
      ? {
          kind: 'recording',
          name: 'Rigify human, playing and posed',
          recordedAt: '2026-11-20',
          how: 'Recorded from Blender 3.4.1 on a 2-core machine.',
        }
      : { kind: 'live' },
    state: script.state,
    window: null,
    lastMessageMs: Date.now(),
  }
  const others: SessionSummary[] = [
    {
      ...first,
      session: 'scripted-0002',
      host: { kind: 'maya', name: 'Maya', version: '2025.3' },
      pid: 902,
      scene: 'lookdev_scratch.ma',
      rigs: ['dragon v102'],
      origin: { kind: 'live' },
      state: { kind: 'busy', what: 'opening a scene', owner: null, certain: true, sinceMs: Date.now() - 12_000 },
    },
    {
      ...first,
      session: 'scripted-0003',
      pid: 31,
      scene: null,
      rigs: [],
      origin: { kind: 'live' },
      state: { kind: 'crashed', atMs: Date.now() - 60_000 },
    },
  ]
  return script.sessions === 0 ? [] : [first, ...others.slice(0, script.sessions - 1)]
}

/** What the hub tells of the state, in its order. */
export function stateMessages(script: Script): FromBridge[] {
  if (script.told === 'nothing') return []
  const said: FromBridge[] = [
    hello(
      script.capabilities,
      script.recording
        ? { kind: 'recording', name: 'Rigify human', recordedAt: null, how: 'Recorded.' }
        : { kind: 'live' },
    ),
  ]
  if (script.told === 'hello') return said
  said.push(scene(script.rigs, script.targetFps))
  const parts = rosterParts(nodes(script.nodes, script.rigs))
  if (script.told === 'partOfRoster') return [...said, ...parts.slice(0, Math.ceil(parts.length * 0.6))]
  said.push(
    ...parts,
    {
      type: 'selection',
      time: hostNow(),
      nodes: [...script.selected],
      active: script.selected[0] ?? null,
      total: script.selected.length,
    },
    heartbeat(hostNow()),
    ...script.extra,
  )
  return said
}

/** The client that a script makes; `said` collects what was asked of the host. */
export function scriptedClient(script: Script, said: string[] = []): HubClient {
  const timers = new Set<ReturnType<typeof setInterval>>()
  const random = seeded(7)
  let sequence = 0
  const every = (hz: number, run: () => void): (() => void) => {
    if (hz === 0) return () => undefined
    const timer = setInterval(run, 1000 / hz)
    timers.add(timer)
    return () => {
      clearInterval(timer)
      timers.delete(timer)
    }
  }
  const streams: {
    [K in keyof HubStreams]: (args: HubStreams[K]['args'], on: (item: HubStreams[K]['item']) => void) => () => void
  } = {
    'about.heartbeat': (_, on) => every(1, () => on({ atMs: Date.now() })),
    'panels.wishes': () => () => undefined,
    'sessions.list': (_, on) => {
      on(summaries(script))
      return () => undefined
    },
    'captures.list': (_, on) => {
      on(script.captures)
      return () => undefined
    },
    'live.messages': (args, on) => {
      if (args.session !== session) return () => undefined
      for (const message of stateMessages(script)) on(message)
      if (script.told === 'all') on({ type: 'current' })
      return script.state.kind === 'live' && script.told === 'all'
        ? every(1, () => on(heartbeat(hostNow())))
        : () => undefined
    },
    'live.frames': (args, on) => {
      if (args.session !== session || script.told !== 'all') return () => undefined
      const now = hostNow()
      const past: FrameRow[] = script.past.flatMap((stretch) =>
        frames(now - stretch.from, now - stretch.to, { ...playback, ...stretch }, random),
      )
      for (let at = 0; at < past.length; at += 500) on(framesMessage(past.slice(at, at + 500), sequence++))
      const last = script.past[script.past.length - 1]
      let until = past[past.length - 1]?.time ?? now
      return every(script.messagesHz, () => {
        const shape = { ...playback, ...last }
        const rows = frames(until, hostNow() - 0.001, shape, random).map((row) => ({
          ...row,
          marks: row.marks & ~32,
          interval: Number.isNaN(row.interval) ? (shape.cap ?? 0.03) : row.interval,
        }))
        if (rows.length === 0) return
        until = rows[rows.length - 1]?.time ?? until
        on(framesMessage(rows, sequence++))
      })
    },
    'live.samples': (args, on) => {
      if (args.session !== session || script.told !== 'all' || script.sampled === 0) return () => undefined
      const send = () =>
        on(samplesMessage(script.sampled, hostNow() - 0.05, random, script.samplesRoster, script.truncated))
      send()
      return every(script.samplesHz, send)
    },
  }
  return {
    ask<K extends keyof HubAsks>(name: K, args: HubAsks[K]['args']): Promise<Outcome<HubAsks[K]['value']>> {
      if (name === 'settings.effective')
        return Promise.resolve({ ok: true, value: { settings: [], problems: [] } as unknown as HubAsks[K]['value'] })
      said.push(`${name} ${JSON.stringify(args)}`)
      return Promise.resolve(
        script.refusal === null
          ? { ok: true, value: null as HubAsks[K]['value'] }
          : { ok: false, error: script.refusal },
      )
    },
    stream: (name, args, onItem, _onEnd) => {
      const undo = streams[name](args as never, onItem as never)
      return undo
    },
    close() {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** A link that follows the script: for `assemble`. */
export const scriptedLink =
  (script: Script, said?: string[]) =>
  (onState: (state: LinkState) => void): (() => void) => {
    if (script.link.kind !== 'open') {
      onState(script.link)
      return () => undefined
    }
    const client = scriptedClient(script, said)
    onState({ kind: 'open', client, heardMs: script.heardMs })
    return () => client.close()
  }
