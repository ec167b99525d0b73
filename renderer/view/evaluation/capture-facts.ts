// What a list says of a capture in one line of words: where it stands, when and of what it was taken, how much it holds.
import type { CaptureState, CaptureSummary } from '../../../hub/captures/api'
import { bytesText, counted, reading } from '../../../model/live/digits'

/** Empty for one that is ready. */
export function captureStateText(state: CaptureState): string {
  switch (state.kind) {
    case 'waiting':
      return 'waiting for the host'
    case 'warmingUp':
      return 'warming up'
    case 'recording': {
      const done = state.unit === 'frames' ? counted(state.done) : state.done.toFixed(1)
      return `recording: ${done}${state.wanted === null ? '' : ` of ${state.wanted}`} ${state.unit}`
    }
    case 'reading':
      return `reading: ${bytesText(state.bytes)}${state.total === null ? '' : ` of ${bytesText(state.total)}`}`
    case 'failed':
      return state.sentence
    case 'cancelled':
      return 'cancelled'
    case 'ready':
      return ''
  }
}

/** Of one that is ready; without what is not known. */
export function captureFacts({ madeAt, addedAt, content, session }: CaptureSummary, now: Date): readonly string[] {
  if (content === null) return []
  const { source, conditions, frames, meanFrame, bytes } = content
  const rigs = conditions.rigs.map(({ name, version }) => (version === null ? name : `${name} ${version}`))
  const host = [conditions.host, conditions.hostVersion].filter((part) => part !== null).join(' ')
  return [
    whenText(madeAt ?? addedAt, now),
    fileNameIn(conditions.scene),
    rigs.join(', '),
    `${counted(frames)} frame${frames === 1 ? '' : 's'}`,
    meanFrame === null ? '' : `${reading(meanFrame)} ms a frame`,
    host,
    source.kind === 'file'
      ? `opened from ${source.fileName}`
      : session === null
        ? 'taken earlier'
        : 'taken in this session',
    bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : bytesText(bytes),
  ].filter((fact) => fact !== '')
}

const fileNameIn = (scene: string | null): string => scene?.split(/[\\/]/).at(-1) ?? ''

/** Of today the time, else the day with it. */
export function whenText(seconds: number, now: Date): string {
  const when = new Date(seconds * 1000)
  const time = when.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
  if (when.toDateString() === now.toDateString()) return time
  const year = when.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return `${when.toLocaleDateString(undefined, { day: 'numeric', month: 'short', ...year })}, ${time}`
}
