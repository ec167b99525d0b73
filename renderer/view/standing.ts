// Where the panel stands, in words: from link, session and feed to one title, one sentence and what to do. Pure, so that every state
// can be read and tested in one place; how it is drawn is left to the views.
import type { SessionState, SessionSummary } from '../../hub/sessions/api'
import { ageText } from '../../model/live/digits'
import type { SessionFeed } from '../feed/session-feed'
import { hubSilentMs, type LinkWords } from '../store/link'
import { stateWords } from './state-words'

/** calm: as it should be. waiting: something is under way. trouble: somebody should act. */
export type Tone = 'calm' | 'waiting' | 'trouble'
export type Sign = 'live' | 'recording' | 'waiting' | 'busy' | 'trouble' | 'ended'

export interface Standing {
  readonly kind: string
  readonly tone: Tone
  readonly sign: Sign
  /** One or two words for the header. */
  readonly word: string
  readonly title: string
  readonly sentence: string
  /** Things to do, each a line; those in `code` are to be typed. */
  readonly steps: readonly { readonly text: string; readonly code?: string }[]
  readonly action: 'retry' | 'forget' | null
  /** What is shown is from before. */
  readonly old: boolean
  readonly progress: { readonly done: number; readonly of: number } | null
}

const standing = (
  part: Pick<Standing, 'kind' | 'tone' | 'sign' | 'word' | 'title' | 'sentence'> & Partial<Standing>,
): Standing => ({ steps: [], action: null, old: false, progress: null, ...part })

/** The link's standing; null where the hub is there and heard. */
export function linkStanding(link: LinkWords, nowMs: number): Standing | null {
  switch (link.kind) {
    case 'open': {
      const silentMs = hubSilentMs(link, nowMs)
      if (silentMs === null) return null
      return standing({
        kind: 'hubSilent',
        tone: 'trouble',
        sign: 'trouble',
        word: 'Hub silent',
        title: 'The hub does not answer',
        sentence: `The Rigscope hub on this machine has not answered for ${ageText(silentMs / 1000)}. What is shown is from before; hosts are not affected, and the panel goes on by itself.`,
        steps: [{ text: 'If it was suspended with Ctrl+Z, type in its terminal:', code: 'fg' }],
        old: true,
      })
    }
    case 'signingIn':
    case 'connecting':
      return standing({
        kind: 'connecting',
        tone: 'waiting',
        sign: 'waiting',
        word: 'Connecting',
        title: link.kind === 'signingIn' ? 'Signing in' : 'Connecting to the hub',
        sentence: 'The panel is opening its connection to the hub on this machine.',
      })
    case 'unreachable':
      return standing({
        kind: 'hubGone',
        tone: 'trouble',
        sign: 'trouble',
        word: 'Hub not reachable',
        title: 'The hub is not reachable',
        sentence: `Nothing has answered for ${ageText((nowMs - link.sinceMs) / 1000)}. The panel keeps trying; hosts are not affected.`,
        steps: [{ text: 'If the hub was stopped, start it again in the Rigscope folder:', code: 'npm start' }],
        old: true,
      })
    case 'signedOut':
      return standing({
        kind: 'signedOut',
        tone: 'trouble',
        sign: 'trouble',
        word: 'Signed out',
        title: link.why === 'codeRefused' ? 'This sign-in code was used or has expired' : 'This page is not signed in',
        sentence:
          link.why === 'codeRefused'
            ? 'A code works once, for ten minutes at most.'
            : 'Only a page opened by Rigscope may read what runs on this machine.',
        steps: [
          { text: 'Open the panel anew, from a terminal in the Rigscope folder:', code: 'node cli/rigscope.mjs open' },
        ],
        old: true,
      })
  }
}

export const noSession: Standing = standing({
  kind: 'noSession',
  tone: 'waiting',
  sign: 'waiting',
  word: 'No session',
  title: 'No session on this machine',
  sentence: 'No host with a running Rigscope bridge was found. One shows up here by itself as soon as it starts.',
  steps: [
    { text: 'In Blender: open the sidebar of the 3D view (N), choose Rigscope, press Start.' },
    { text: 'Or start Blender with an animated rig from here:', code: 'npm start -- --host blender' },
    { text: 'Or watch the recorded session:', code: 'npm start' },
  ],
})

type Look = Pick<Standing, 'tone' | 'sign' | 'word'> & Partial<Pick<Standing, 'action'>>

/** How each state of a session looks, whatever its words are. */
const looks: Readonly<Record<Exclude<SessionState['kind'], 'live'>, Look>> = {
  connecting: { tone: 'waiting', sign: 'waiting', word: 'Connecting' },
  busy: { tone: 'waiting', sign: 'busy', word: 'Busy' },
  notResponding: { tone: 'trouble', sign: 'trouble', word: 'Not responding' },
  reconnecting: { tone: 'waiting', sign: 'waiting', word: 'Reconnecting', action: 'retry' },
  crashed: { tone: 'trouble', sign: 'ended', word: 'Crashed', action: 'forget' },
  closed: { tone: 'waiting', sign: 'ended', word: 'Closed', action: 'forget' },
  refused: { tone: 'trouble', sign: 'trouble', word: 'Refused', action: 'retry' },
}

/** Where a session stands; `feed` is null while nothing of it is here. Wall milliseconds tell how long something lasts. */
export function sessionStanding(summary: SessionSummary, feed: SessionFeed | null, wallMs: number): Standing {
  const { state } = summary
  if (state.kind === 'live') return liveStanding(summary, feed)
  const kept = feed !== null && feed.frames.rows > 0
  const words = stateWords(summary, state, wallMs, kept ? ' What came before is kept and shown dimmed.' : '')
  return standing({ kind: state.kind, ...looks[state.kind], ...words, old: kept || state.kind !== 'connecting' })
}

function liveStanding(summary: SessionSummary, feed: SessionFeed | null): Standing {
  const name = summary.host.name
  const recording = summary.origin.kind === 'recording'
  const sign: Sign = recording ? 'recording' : 'live'
  const word = recording ? 'Recording' : 'Live'
  const waiting = (kind: string, title: string, sentence: string, progress: Standing['progress'] = null) =>
    standing({ kind, tone: 'waiting', sign: 'waiting', word: 'Loading', title, sentence, progress })
  if (feed === null || feed.hello === null || feed.scene === null)
    return waiting('loadingScene', 'Loading the scene', `Waiting for ${name} to tell what is in its scene.`)
  if (feed.roster.progress.kind === 'loading') {
    const { part, parts } = feed.roster.progress
    return waiting(
      'loadingRoster',
      'Loading the scene’s nodes',
      `Part ${part} of ${parts}. ${name} sends them in small parts, so that its frames are not held up.`,
      { done: part, of: parts },
    )
  }
  if (feed.frames.rows === 0)
    return standing({
      kind: 'waitingForFrame',
      tone: 'waiting',
      sign,
      word,
      title: 'Waiting for the first frame',
      sentence: recording
        ? 'The recording has not played a frame yet.'
        : `Press play in ${name}, or pose the rig: figures begin with the first frame.`,
    })
  return standing({ kind: 'live', tone: 'calm', sign, word, title: word, sentence: '' })
}
