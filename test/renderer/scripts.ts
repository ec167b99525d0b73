// Every state that the panel can be seen in, by name: the gallery draws them, the tests check each for words and access.
import type { FromBridge } from '../../bridge/protocol/messages'
import type { CaptureSummary } from '../../hub/captures/api'
import { comparisonScripts } from './comparison-scripts'
import { evaluationScripts } from './evaluation-scripts'
import { summaryFor } from './scripted-captures'
import { hostNow, sceneName } from './scripted-data'
import { calm, type Script } from './scripted-hub'

const log = (
  text: string,
  level: 'info' | 'warning' | 'error',
  owner: string | null,
  repeats: number,
  ago: number,
): FromBridge => ({
  type: 'log',
  lines: [{ time: hostNow() - ago, level, source: 'stdout', text, owner, repeats }],
  dropped: 0,
})

const notices: readonly FromBridge[] = [
  log('Info: Saved "sh0240_anim_v007.blend"', 'info', null, 1, 420),
  log(
    'Warning: class RIGIFY_OT_generate contains a property which should be an annotation!',
    'warning',
    'rigify',
    12,
    96,
  ),
  log('WARN (bke.anim_sys): NlaTrack "hero" has a strip that cannot be evaluated', 'warning', 'bke.anim_sys', 1, 40),
  log('ValueError: driver expression "spline_len / 0" failed', 'error', 'hero_drivers.py', 240, 4),
  { type: 'hitch', time: hostNow() - 31, frame: 57, interval: 0.139, usual: 0.0417 },
  {
    type: 'probeDisabled',
    time: hostNow() - 200,
    probe: 'draw',
    failures: 3,
    error: 'ReferenceError: StructRNA of type Region has been removed',
  },
]

const from = (change: Partial<Script>): Script => ({ ...calm, extra: notices, ...change })
const now = () => Date.now()
const empty = { past: [], messagesHz: 0, sampled: 0 } as const
const still = { messagesHz: 0, samplesHz: 0, sessions: 1 } as const

/** As of a host that tells what nodes cost in captures alone. */
const onlyCaptures = ['idleTicks', 'drawSubmit', 'select', 'frameInHost', 'capture']
const capturedHere = (): CaptureSummary => {
  const summary = summaryFor('after3')
  const { content } = summary
  const madeAt = now() / 1000 - 190
  if (content === null) return { ...summary, madeAt }
  return { ...summary, madeAt, content: { ...content, conditions: { ...content.conditions, scene: sceneName } } }
}

export const scripts: Readonly<Record<string, () => Script>> = {
  live: () => from({}),
  manipulation: () =>
    from({
      past: [
        ...calm.past.slice(0, 1),
        { from: 24, to: 0, activity: 'manipulation', speed: 'free', cap: null, evaluation: 0.024, noise: 0.35 },
      ],
    }),
  overTarget: () => from({ past: [{ from: 62, to: 0, evaluation: 0.052, noise: 0.2 }] }),
  overlap: () =>
    from({ past: [{ from: 62, to: 0, evaluation: 0.026, draw: 0.014, overlap: 0.009, cap: null, speed: 'free' }] }),
  idle: () => from({ ...still, past: [{ from: 58, to: 21 }] }),
  longIdle: () => from({ ...still, past: [{ from: 400, to: 300 }] }),
  recording: () => from({ recording: true, sessions: 1 }),
  noDraw: () =>
    from({
      capabilities: ['idleTicks', 'samples', 'select', 'frameInHost'],
      past: [{ from: 62, to: 0, draw: NaN, cap: null, speed: 'free' }],
    }),
  noSamples: () => from({ sampled: 0, capabilities: ['idleTicks', 'drawSubmit'] }),
  rigsCaptured: () => from({ sampled: 0, capabilities: onlyCaptures, captures: [capturedHere()] }),
  rigsNotCaptured: () => from({ sampled: 0, capabilities: onlyCaptures }),
  heldBack: () => from({ samplesRoster: 2 }),
  noRig: () => from({ rigs: 0, nodes: 60, sampled: 8, truncated: false, extra: [] }),
  noSession: () => from({ sessions: 0 }),
  signingIn: () => from({ link: { kind: 'signingIn' } }),
  hubGone: () => from({ link: { kind: 'unreachable', sinceMs: performance.now() - 8000, attempt: 4 } }),
  hubSilent: () => from({ ...still, past: [{ from: 62, to: 8 }], heardMs: performance.now() - 8000 }),
  codeRefused: () => from({ link: { kind: 'signedOut', why: 'codeRefused' } }),
  signedOut: () => from({ link: { kind: 'signedOut', why: 'noCode' } }),
  connecting: () => from({ told: 'nothing', state: { kind: 'connecting', attempt: 2 } }),
  loadingScene: () => from({ told: 'hello' }),
  loadingRoster: () => from({ told: 'partOfRoster' }),
  waitingForFrame: () => from({ ...empty }),
  busy: () =>
    from({
      ...still,
      past: [{ from: 62, to: 14 }],
      state: {
        kind: 'busy',
        what: 'opening sh0250_anim_v002.blend',
        owner: 'shot_loader',
        certain: false,
        sinceMs: now() - 14_000,
      },
    }),
  notResponding: () =>
    from({ ...still, past: [{ from: 62, to: 9 }], state: { kind: 'notResponding', sinceMs: now() - 9_000 } }),
  reconnecting: () =>
    from({
      ...still,
      past: [{ from: 62, to: 6 }],
      state: { kind: 'reconnecting', sinceMs: now() - 6_000, attempt: 3, why: 'the bridge closed the connection' },
    }),
  crashed: () => from({ ...still, past: [{ from: 62, to: 3 }], state: { kind: 'crashed', atMs: now() - 3_000 } }),
  closed: () =>
    from({
      ...still,
      past: [{ from: 62, to: 3 }],
      state: { kind: 'closed', atMs: now() - 3_000, reason: 'Blender was quit' },
    }),
  refused: () =>
    from({
      ...empty,
      told: 'nothing',
      state: {
        kind: 'refused',
        sentence: 'The bridge speaks protocol 3, this panel 1 to 2. Update Rigscope on this workstation.',
      },
    }),
  overloaded: () =>
    from({
      extra: [
        ...notices,
        {
          type: 'overload',
          time: hostNow() - 5,
          level: 2,
          reason: 'own cost 0.41 ms a frame, allowed are 0.25 ms',
          droppedFrames: 0,
          droppedSamples: 41,
        },
      ],
    }),
  manyNodes: () => from({ nodes: 50_000, sampled: 5_000, truncated: false }),
  loaded: () =>
    from({
      nodes: 5_000,
      sampled: 5_000,
      truncated: false,
      samplesHz: 10,
      messagesHz: 60,
      targetFps: 60,
      past: [{ from: 62, to: 0, cap: 1 / 60, evaluation: 0.008, draw: 0.002 }],
    }),
  selectionRefused: () =>
    from({ refusal: { kind: 'refusedByHost', sentence: 'Blender is playing: stop playback, then select.' } }),
  ...evaluationScripts,
  ...comparisonScripts,
}
