// The frames of a capture that the host recorded by itself: those of the recording that the host told of, with their numbers, passes
// and what only the host knows of them. Where the two cannot be lined up, the recording's own frames stand as they are.
import type { Capture, CaptureFrames, CaptureNotice } from '../capture'
import type { LoggedCapture, LoggedFrame } from './capture-log'
import { lineUpFrames } from './line-up-frames'

export interface RecordedFrames {
  readonly frames: CaptureFrames
  /** For each frame of the recording its row in `frames`, -1 where it was a warm-up or nobody told of it. */
  readonly rowOf: Int32Array
  readonly notices: readonly CaptureNotice[]
}

const evaluationEvent = 'EvaluationGraphExecution'
const drawEvent = 'Vp2SceneRender'
/** What two ways of measuring one thing may differ by. */
const sameEvaluation = 0.1
const sameEvaluationSeconds = 0.0002

export function recordedFrames({ frames: told, file, end }: LoggedCapture, recording: Capture): RecordedFrames {
  const { frames } = recording
  const last = recording.events?.start.at(-1) ?? 0
  const window = { from: file?.from ?? -Infinity, until: file?.until ?? Infinity }
  const lined = lineUpFrames({ ...toldEnds(told), ...window }, endsOf(recording), last)
  if (lined === null) {
    const sentence =
      'Which of the scene’s frames each recorded one is could not be told; they are in the order in which they were recorded.'
    const notices: CaptureNotice[] = told.length === 0 ? [] : [{ kind: 'meaning', sentence }]
    return { frames, rowOf: Int32Array.from({ length: frames.count }, (_, row) => row), notices }
  }
  const rowOf = new Int32Array(frames.count).fill(-1)
  const kept: { readonly row: number; readonly told: LoggedFrame }[] = []
  told.forEach((one, at) => {
    const row = lined[at] as number
    if (row >= 0) rowOf[row] = kept.push({ row, told: one }) - 1
  })
  const column = (of: (row: number, told: LoggedFrame) => number) => Float64Array.from(kept, (k) => of(k.row, k.told))
  const known = (recorded: number | undefined, measured: number | undefined) =>
    recorded === undefined || Number.isNaN(recorded) ? (measured ?? NaN) : recorded
  const joined: CaptureFrames = {
    count: kept.length,
    number: column((_, one) => one.row.frame[0] ?? NaN),
    start: column((row) => frames.start[row] as number),
    // While the host plays, a frame lasts until the next; where it is stepped, what lies between two is no part of either.
    wall: column((row, one) =>
      end.motion === 'observed' ? known(one.row.interval[0], frames.wall[row]) : (frames.wall[row] as number),
    ),
    evaluation: column((row, one) => known(frames.evaluation[row], one.row.evaluation[0])),
    drawSubmit: column((row, one) => known(frames.drawSubmit[row], one.row.drawSubmit[0])),
    pass: Uint16Array.from(kept, (k) => k.told.pass),
  }
  return { frames: joined, rowOf, notices: [...lostFrames(told, kept.length), ...disagreement(recording, kept)] }
}

function toldEnds(told: readonly LoggedFrame[]) {
  return {
    end: Float64Array.from(told, ({ row }) => row.time[0] ?? NaN),
    isDrawn: Uint8Array.from(told, ({ row }) => (Number.isNaN(row.drawSubmit[0] ?? NaN) ? 0 : 1)),
  }
}

/** When the last evaluation and the last drawing of each frame were over, in seconds since the recording began. */
function endsOf({ frames, events, texts }: Capture) {
  const ends = { evaluated: new Float64Array(frames.count).fill(NaN), drawn: new Float64Array(frames.count).fill(NaN) }
  if (events === null) return ends
  const evaluation = texts.indexOf(evaluationEvent)
  const draw = texts.indexOf(drawEvent)
  let frame = 0
  for (let row = 0; row < events.count; row++) {
    const name = events.name[row] as number
    if (name !== evaluation && name !== draw) continue
    const start = events.start[row] as number
    while (frame + 1 < frames.count && start >= (frames.start[frame + 1] as number)) frame++
    if (start < (frames.start[frame] ?? Infinity)) continue
    const column = name === draw ? ends.drawn : ends.evaluated
    const over = start + (events.duration[row] as number)
    if (!(over <= (column[frame] as number))) column[frame] = over
  }
  return ends
}

function lostFrames(told: readonly LoggedFrame[], found: number): CaptureNotice[] {
  const lost = told.length - found
  if (lost === 0) return []
  return [{ kind: 'incomplete', sentence: `Of ${told.length} frames the recording does not hold ${lost}.` }]
}

/** What the host measured between two callbacks is checked against its own recording. */
function disagreement(
  { frames }: Capture,
  kept: readonly { readonly row: number; readonly told: LoggedFrame }[],
): CaptureNotice[] {
  const pairs = kept
    .map((k) => ({ measured: k.told.row.evaluation[0] ?? NaN, recorded: frames.evaluation[k.row] as number }))
    .filter(({ measured, recorded }) => !Number.isNaN(measured + recorded))
  if (pairs.length === 0) return []
  const measured = middle(pairs.map((pair) => pair.measured))
  const recorded = middle(pairs.map((pair) => pair.recorded))
  const apart = Math.abs(measured - recorded)
  if (apart <= Math.max(sameEvaluationSeconds, sameEvaluation * recorded)) return []
  const ms = (seconds: number) => `${(seconds * 1000).toFixed(1)} ms`
  const sentence = `Evaluation took ${ms(measured)} a frame between the host’s callbacks and ${ms(recorded)} in its recording; what lies between is other tools’, or evaluated elsewhere. The recording’s times are shown.`
  return [{ kind: 'meaning', sentence }]
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number
