// Takes the figures and costs that text shows from a feed's hot columns. When they are taken is assemble.ts's, what they mean is the
// model's.
import { activities, type Activity } from '../bridge/protocol/columns'
import { CostNoise } from '../model/live/cost-noise'
import { frameFigures, latestActivity } from '../model/live/frame-figures'
import { selectionCost } from '../model/live/sampled-cost'
import type { SessionFeed } from './feed/session-feed'
import { targetFps, useLive, type Live } from './store/live'
import { useSelection } from './store/selection'
import { useView } from './store/view'

/** Figures are of the last seconds of an activity. */
const figureSeconds = 4
/** Without a frame for this long the artist does nothing. */
const idleAfterSeconds = 1

/** What is known of each session's noise goes with the session's data. */
const noises = new WeakMap<SessionFeed, CostNoise>()
function noiseOf(feed: SessionFeed): CostNoise {
  const noise = noises.get(feed) ?? new CostNoise()
  noises.set(feed, noise)
  return noise
}

/** The newest sampled frame, with its noise and what the selection costs in it. */
export function newestSamples(
  feed: SessionFeed,
  hostNow: number,
): Pick<Live, 'held' | 'noise' | 'sampleAge' | 'selected'> {
  const { nodes } = useSelection.getState().lookedAt
  const { held } = feed
  if (held === null) return { held, noise: null, sampleAge: NaN, selected: null }
  const noise = noiseOf(feed)
  const selected = nodes.length === 0 ? null : selectionCost(held.samples, new Set(nodes))
  if (held.cost !== null) noise.take(held.samples, held.cost)
  if (selected !== null) noise.takeSelection(held.samples, nodes, selected)
  return { held, noise, sampleAge: hostNow - held.samples.time, selected }
}

/** Figures of the activity that is chosen or, by itself, the newest. */
export function newestFigures(feed: SessionFeed, frameAge: number): Pick<Live, 'figures' | 'doing'> {
  const { activity } = useView.getState()
  const wanted: Activity | null = activity === 'auto' ? latestActivity(feed.frames) : activity
  const target = targetFps(useLive.getState())
  return {
    figures: wanted === null ? null : frameFigures(feed.frames, wanted, figureSeconds, target),
    doing: doingNow(feed, frameAge),
  }
}

function doingNow(feed: SessionFeed, frameAge: number): Activity | null {
  if (feed.frames.rows === 0) return null
  if (frameAge > idleAfterSeconds) return 'idle'
  return activities[feed.frames.activity[feed.frames.rows - 1] as number] ?? 'idle'
}
