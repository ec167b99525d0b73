// When each frame of a capture was, for viewers that know only time: where that is unknown, a frame follows the one before it.
import type { Capture } from '../capture'

/** Seconds since the capture began; starts never go back. */
export interface FrameSpans {
  readonly start: Float64Array
  /** 0 where it is unknown. */
  readonly duration: Float64Array
}

export function frameSpans({ frames }: Capture): FrameSpans {
  const start = new Float64Array(frames.count)
  const duration = new Float64Array(frames.count)
  let last = 0
  let end = 0
  for (let i = 0; i < frames.count; i += 1) {
    const at = frames.start[i] as number
    const wall = frames.wall[i] as number
    last = Math.max(last, Number.isNaN(at) ? end : at)
    start[i] = last
    duration[i] = Number.isNaN(wall) ? 0 : wall
    end = last + (duration[i] as number)
  }
  return { start, duration }
}
