// A capture under way in words, how long it still takes, and why none can be taken.
import type { CaptureSummary } from '../../../hub/captures/api'
import type { SessionSummary } from '../../../hub/sessions/api'
import { bytesText, counted, plain } from '../../../model/live/digits'

export interface CaptureProgress {
  readonly word: string
  readonly detail: string
  /** 0 to 1; null where nobody knows how much there is. */
  readonly part: number | null
}

const fewestTelling = 5

/** Null where it is not under way. Wall seconds. */
export function progressOf({ state, addedAt }: CaptureSummary, now: number): CaptureProgress | null {
  switch (state.kind) {
    case 'waiting':
      return { word: 'Waiting for the host', detail: 'It begins as soon as the host is free.', part: null }
    case 'warmingUp':
      return { word: 'Warming up', detail: 'The first frames after a change are left out.', part: null }
    case 'recording': {
      const { unit, done, wanted } = state
      const count = unit === 'frames' ? counted(done) : plain(done, 1)
      if (wanted === null) return { word: 'Recording', detail: `${count} ${unit}`, part: null }
      // The time until the first frames is the warm-up's, and tells little of those to come.
      const isTelling = done >= fewestTelling
      const left = unit === 'seconds' ? wanted - done : isTelling ? ((now - addedAt) * (wanted - done)) / done : NaN
      const of = `${count} of ${unit === 'frames' ? counted(wanted) : wanted} ${unit}`
      return { word: 'Recording', detail: `${of}${leftWords(left)}`, part: wanted > 0 ? done / wanted : null }
    }
    case 'reading': {
      const { bytes, total } = state
      const detail = total === null ? bytesText(bytes) : `${bytesText(bytes)} of ${bytesText(total)}`
      return { word: 'Reading', detail, part: total === null || total === 0 ? null : bytes / total }
    }
    case 'ready':
    case 'failed':
    case 'cancelled':
      return null
  }
}

const leftWords = (seconds: number): string =>
  !Number.isFinite(seconds) || seconds < 1
    ? ''
    : seconds < 90
      ? `, about ${Math.ceil(seconds)} s left`
      : `, about ${Math.ceil(seconds / 60)} min left`

/** `link` is the kind of the hub's link; capabilities are null while the session has not told them. */
export function whyNoCapture(
  link: string,
  session: SessionSummary | null,
  capabilities: readonly string[] | null,
): string | null {
  if (link !== 'open') return 'The hub is not connected: recording works again once it is.'
  if (session === null) return 'No session runs. Start Blender or Maya with Rigscope, or open a file.'
  const { name, version } = session.host
  if (session.origin.kind === 'recording') return 'A recorded session cannot be captured: choose a live one above.'
  if (session.state.kind !== 'live') return `${name} cannot record just now: ${stateWords[session.state.kind]}.`
  if (capabilities === null) return `Waiting for ${name} to tell what it can do.`
  if (!capabilities.includes('capture'))
    return `The bridge in ${name} ${version} cannot record captures: update Rigscope there.`
  return null
}

const stateWords: Record<Exclude<SessionSummary['state']['kind'], 'live'>, string> = {
  connecting: 'it is being connected',
  busy: 'it is busy',
  notResponding: 'it does not answer',
  reconnecting: 'the connection to it is being made again',
  crashed: 'it has crashed',
  closed: 'it was closed',
  refused: 'its bridge was refused',
}
