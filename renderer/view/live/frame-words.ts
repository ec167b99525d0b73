// Words for what a frame's labels mean: activities, speed modes, where the evaluation time came from. One place, so that every view
// says the same.
import {
  activities,
  cachedStates,
  marks,
  speedModes,
  type Activity,
  type EvaluationSource,
  type SpeedMode,
} from '../../../bridge/protocol/columns'
import { ageText, plain, reading } from '../../../model/live/digits'
import type { FrameColumns } from '../../../model/live/frame-figures'

export const activityWords: Record<Activity, string> = {
  idle: 'idle',
  playback: 'playback',
  scrub: 'scrubbing',
  step: 'stepping',
  manipulation: 'manipulation',
  playblast: 'playblast',
  capture: 'capture',
}

export const speedWords: Record<SpeedMode, string> = {
  unknown: 'speed mode unknown',
  free: 'free, as fast as it can',
  realTime: 'real time, may skip frames',
  capped: 'every frame, capped at the scene’s rate',
}

export const sourceWords: Record<EvaluationSource, string> = {
  unknown: 'source unknown',
  bracket: 'frame change, before to after',
  insideDraw: 'inside drawing',
  profiler: 'host’s profiler',
  dependencyGraph: 'dependency graph',
}

const markWords: readonly (readonly [number, string])[] = [
  [marks.hitch, 'hitch'],
  [marks.loopWrap, 'loop start'],
  [marks.warmUp, 'warming up'],
  [marks.simulationStart, 'simulation start'],
  [marks.firstAfterPause, 'first after a pause'],
  [marks.sampled, 'sampled'],
]

/** One row of frames in words, `edge` being now: what the pointer and the keyboard read. */
export function rowWords(frames: FrameColumns, row: number, edge: number): string {
  const ms = (name: string, seconds: number) => `${name} ${reading(seconds)}${Number.isFinite(seconds) ? ' ms' : ''}`
  const frame = frames.frame[row] as number
  const bits = frames.marks[row] as number
  const activity = activities[frames.activity[row] as number] ?? 'idle'
  const speed = speedModes[frames.speedMode[row] as number] ?? 'unknown'
  return [
    Number.isFinite(frame) ? `frame ${plain(frame, 0)}` : 'frame number unknown',
    `${ageText(edge - (frames.time[row] as number))} ago`,
    ms('frame', frames.interval[row] as number),
    ms('evaluation', frames.evaluation[row] as number),
    ms('draw', frames.drawSubmit[row] as number),
    activity === 'playback' && speed !== 'unknown'
      ? `playback, ${speed === 'realTime' ? 'real time' : speed}`
      : activityWords[activity],
    ...(cachedStates[frames.cached[row] as number] === 'yes' ? ['from cache'] : []),
    ...markWords.filter(([bit]) => (bits & bit) !== 0).map(([, word]) => word),
  ].join(' · ')
}
