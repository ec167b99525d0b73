// Which frames of a capture the figures are taken over: all, one pass of the frame range, or a stretch of the scene's frames.
// Offering the choice is left to the view.
import { none, type Capture } from '../capture'

export type FrameChoice =
  | { readonly kind: 'all' }
  | { readonly kind: 'pass'; readonly pass: number }
  /** Frame numbers of the scene, both ends included, in every pass. */
  | { readonly kind: 'range'; readonly first: number; readonly last: number }

export interface ChosenFrames {
  readonly count: number
  /** For each frame of the capture its place among the chosen ones, or `none`. */
  readonly place: Uint32Array
  /** Wall-clock seconds of the chosen frames together; NaN when one is unknown. */
  readonly wall: number
}

export function chooseFrames(capture: Capture, choice: FrameChoice): ChosenFrames {
  const { frames } = capture
  const place = new Uint32Array(frames.count).fill(none)
  let count = 0
  let wall = 0
  for (let frame = 0; frame < frames.count; frame++) {
    if (!isChosen(capture, frame, choice)) continue
    place[frame] = count++
    wall += frames.wall[frame] as number
  }
  return { count, place, wall: count === 0 ? NaN : wall }
}

function isChosen({ frames }: Capture, frame: number, choice: FrameChoice): boolean {
  switch (choice.kind) {
    case 'all':
      return true
    case 'pass':
      return frames.pass[frame] === choice.pass
    case 'range': {
      const number = frames.number[frame] as number
      return number >= choice.first && number <= choice.last
    }
  }
}
