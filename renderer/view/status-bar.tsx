// The honest meter: what the bridge itself costs, what was dropped, how often it samples, how old the data is, and the host's memory.
import { metrics } from '../../bridge/protocol/metrics'
import { ageText, bytesText, counted, percent, plain } from '../../model/live/digits'
import { overloadWords } from '../feed/notices'
import { hubSilentMs, useLink } from '../store/link'
import { useLive } from '../store/live'
import { SignMark } from './signs'

const staleAfterSeconds = 2
const tierWords = { counter: 'frame counter only', T0: 'frames', T1: 'frames and samples' } as const

const hubWords = {
  open: 'Hub connected',
  silent: 'Hub silent',
  signingIn: 'Signing in',
  connecting: 'Hub connecting',
  unreachable: 'Hub not reachable',
  signedOut: 'Signed out',
} as const

/** Milliseconds of so little that more decimals are needed than elsewhere. */
const costText = (seconds: number | null): string => (seconds === null ? 'unknown' : `${plain(seconds * 1000, 3)} ms`)

export function StatusBar({ old }: { old: boolean }) {
  const feed = useLive((live) => live.feed)
  const frameAge = useLive((live) => live.frameAge)
  useLive((live) => live.revision)
  const link = useLink(({ state }) => (hubSilentMs(state, performance.now()) === null ? state.kind : 'silent'))
  const heartbeat = feed?.heartbeat ?? null
  const cost = heartbeat?.ownCost ?? null
  const dropped = (feed?.droppedFrames ?? 0) + (feed?.droppedSamples ?? 0) + (feed?.skipped ?? 0)
  const level = feed?.overload?.level ?? 0
  const tier = heartbeat?.tier ?? null
  const stale = old && frameAge > staleAfterSeconds
  return (
    <footer className="status" aria-label="Status">
      {feed !== null && (
        <>
          <p title={`${metrics.ownCost.meaning} Over the last ten seconds, p99 ${costText(cost?.p99 ?? null)}.`}>
            <span className="status-name">Own cost</span>
            {cost === null || cost.mean === null ? (
              'unknown'
            ) : (
              <>
                ≥ {costText(cost.mean)}/frame
                {cost.share !== null && <span className="status-second">{percent(cost.share)} of the main thread</span>}
              </>
            )}
          </p>
          <p title="Frames, samples and messages that were let go because something was too slow">
            <span className="status-name">Dropped</span>
            {counted(dropped)}
          </p>
          <p title="What the bridge measures just now">
            <span className="status-name">Tier</span>
            {tier === null
              ? 'unknown'
              : `${tier}${tier === 'T1' && heartbeat !== null && heartbeat.sampleHz !== null ? `, ${plain(heartbeat.sampleHz, heartbeat.sampleHz < 1 ? 1 : 0)} Hz` : ''}`}
            {tier !== null && <span className="for-readers"> ({tierWords[tier]})</span>}
          </p>
          {level > 0 && (
            <p className="is-trouble" title={feed?.overload?.reason}>
              <SignMark sign="trouble" />
              Slowed down: {overloadWords[level]}
            </p>
          )}
          {feed !== null && feed.unreadable !== null && (
            <p className="is-trouble" title={feed.unreadable.sentence}>
              <SignMark sign="trouble" />
              {counted(feed.unreadable.count)} unreadable
            </p>
          )}
          <p
            className={stale ? 'is-stale' : ''}
            title="Since the newest frame; none is expected while nothing is played or posed"
          >
            {stale && <SignMark sign="trouble" />}
            <span className="status-name">Last frame</span>
            {Number.isFinite(frameAge) ? `${ageText(frameAge)} ago` : 'none yet'}
          </p>
          <p title={metrics.memory.meaning}>
            <span className="status-name">Memory</span>
            {heartbeat === null || heartbeat.memoryBytes === null ? 'unknown' : bytesText(heartbeat.memoryBytes)}
          </p>
        </>
      )}
      <p className={link === 'open' ? 'status-hub' : 'status-hub is-trouble'}>
        {link !== 'open' && <SignMark sign="trouble" />}
        {hubWords[link]}
      </p>
    </footer>
  )
}
