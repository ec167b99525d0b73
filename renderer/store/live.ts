// The live figures as text needs them: taken at most four times a second from the feed, so that React never sees hot data.
import { create } from 'zustand'
import type { Activity } from '../../bridge/protocol/columns'
import type { CostNoise } from '../../model/live/cost-noise'
import type { FrameFigures } from '../../model/live/frame-figures'
import type { SelectionCost } from '../../model/live/sampled-cost'
import type { HeldSamples, SessionFeed } from '../feed/session-feed'

export interface Live {
  /** Frames per second of the target line where a setting overrules the scene's rate. */
  readonly targetSetting: number | null
  /** Whose figures these are; its columns are hot and are read by paints only. */
  readonly feed: SessionFeed | null
  /** Rises with each cold message, so that views of scene, roster, notices or heartbeat read the feed again. */
  readonly revision: number
  readonly figures: FrameFigures | null
  /** What the artist does now: null before the first frame. */
  readonly doing: Activity | null
  /** Seconds since the newest frame on the host's clock; NaN where unknown. */
  readonly frameAge: number
  readonly held: HeldSamples | null
  /** Noise of what is held and was held before: changes in place with `held`. Null where nothing was held yet. */
  readonly noise: CostNoise | null
  readonly sampleAge: number
  readonly selected: SelectionCost | null
}

/** Before anything came from a session. */
export const ofNoData = {
  revision: 0,
  figures: null,
  doing: null,
  frameAge: NaN,
  held: null,
  noise: null,
  sampleAge: NaN,
  selected: null,
} satisfies Partial<Live>

export const useLive = create<Live>(() => ({ ...ofNoData, targetSetting: null, feed: null }))

/** Frames per second that playback is held against: the setting's, else the scene's. */
export const targetFps = ({ targetSetting, feed }: Live): number | null =>
  targetSetting ?? feed?.scene?.targetFps ?? null
