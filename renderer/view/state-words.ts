// What is said of a session that is not live: what happened, for how long, and what comes of it. How it looks is standing.ts's.
import type { SessionState, SessionSummary } from '../../hub/sessions/api'
import { ageText } from '../../model/live/digits'

export interface StateWords {
  readonly title: string
  readonly sentence: string
}

/** `kept` is the sentence that tells that data of before is there, or nothing. */
export function stateWords(
  { host: { name }, pid }: SessionSummary,
  state: Exclude<SessionState, { kind: 'live' }>,
  wallMs: number,
  kept: string,
): StateWords {
  const lasting = (sinceMs: number) => ageText(Math.max(0, wallMs - sinceMs) / 1000)
  switch (state.kind) {
    case 'connecting':
      return {
        title: `Connecting to ${name}`,
        sentence:
          state.attempt > 1
            ? `The bridge in ${name} has not answered yet; this is try ${state.attempt}.`
            : `The hub is opening its connection to the bridge in ${name}.`,
      }
    case 'busy': {
      const who = state.owner === null ? '' : ` Code of ${state.owner} is running.`
      const sure = state.certain ? '' : ' This is read from its Python stack.'
      return {
        title: `${name} is busy: ${state.what}`,
        sentence: `For ${lasting(state.sinceMs)} so far.${who}${sure} Figures go on when it is done.`,
      }
    }
    case 'notResponding':
      return {
        title: `${name} is not responding`,
        sentence: `Its process ${pid} lives, but nothing came for ${lasting(state.sinceMs)}. It may be hung; if it was suspended, it goes on by itself.${kept}`,
      }
    case 'reconnecting':
      return {
        title: `Reconnecting to ${name}`,
        sentence: `The connection was lost ${lasting(state.sinceMs)} ago: ${withStop(state.why)} Try ${state.attempt}.${kept}`,
      }
    case 'crashed':
      return {
        title: `${name} is gone without a goodbye`,
        sentence: `Its process ${pid} ended at ${timeOfDay(state.atMs)}: it crashed or was killed.${kept} Start ${name} again; the new session appears in the list.`,
      }
    case 'closed':
      return {
        title: `This session of ${name} has ended`,
        sentence: `At ${timeOfDay(state.atMs)}: ${withStop(state.reason)}${kept}`,
      }
    case 'refused':
      return {
        title: `The panel and the bridge in ${name} do not work together`,
        sentence: withStop(state.sentence),
      }
  }
}

/** A wall-clock time of day, as 14:03:12. */
const timeOfDay = (wallMs: number): string => new Date(wallMs).toLocaleTimeString([], { hourCycle: 'h23' })
const withStop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
