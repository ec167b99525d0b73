// The big calm figures: fps, frame, evaluation, draw submit and the share of frames that met the target. Each says what it is taken
// from; none shows more digits than its noise supports.
import { useRef } from 'react'
import type { Activity } from '../../../bridge/protocol/columns'
import { metrics, type Metric } from '../../../bridge/protocol/metrics'
import { ageText, counted, plain, steadyDecimals, unknownText } from '../../../model/live/digits'
import type { FrameFigures } from '../../../model/live/frame-figures'
import type { Spread } from '../../../model/live/quantiles'
import { targetFps, useLive } from '../../store/live'
import { useSessions, chosenSummary } from '../../store/sessions'
import { useView } from '../../store/view'
import { activityWords, sourceWords, speedWords } from './frame-words'
import { MetricTitle } from './metric-card'

interface Shown {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly noise: number
}

const inMs = (spread: Spread | null): Shown | null =>
  spread === null
    ? null
    : { value: spread.median * 1000, low: spread.p5 * 1000, high: spread.p95 * 1000, noise: spread.noise * 1000 }

/** The digits of one figure, steady from beat to beat. */
function useDecimals(shown: Shown | null, most: number): number {
  const last = useRef<number | null>(null)
  if (shown === null) return 0
  return (last.current = steadyDecimals(last.current, shown.noise, most))
}

interface TileProps {
  readonly metric: Metric
  readonly shown: Shown | null
  readonly unit: string
  readonly most: number
  /** Where the number comes from. */
  readonly label: string
  /** Instead of a number. */
  readonly instead?: string
  readonly className?: string
  readonly over?: boolean
}

function Tile({ metric, shown, unit, most, label, instead, className = '', over = false }: TileProps) {
  const decimals = useDecimals(shown, most)
  return (
    <div className={`tile ${className}`} role="group" aria-label={metric.title}>
      <MetricTitle metric={metric} />
      <p className="tile-value">
        {shown === null ? (
          <span className="tile-unknown">{instead ?? unknownText}</span>
        ) : (
          <>
            <span className={over ? 'tile-number is-over' : 'tile-number'}>{plain(shown.value, decimals)}</span>
            <span className="tile-unit">{unit}</span>
          </>
        )}
      </p>
      <p className="tile-spread">
        {shown === null ? (
          ' '
        ) : (
          <>
            <span title="nine of ten frames lie in this range">
              {plain(shown.low, decimals)} – {plain(shown.high, decimals)}
            </span>
            {over && <span className="over-word">over target</span>}
          </>
        )}
      </p>
      <p className="tile-label" title={label}>
        {label}
      </p>
    </div>
  )
}

/** What the row of figures says beside the numbers: what was done, when, from how many frames. */
function FiguresLine({ figures, old }: { figures: FrameFigures | null; old: boolean }) {
  const doing = useLive((live) => live.doing)
  const frameAge = useLive((live) => live.frameAge)
  const feed = useLive((live) => live.feed)
  const choice = useView((view) => view.activity)
  const summary = useSessions(chosenSummary)
  const host = summary?.host.name ?? 'the host'
  if (figures === null)
    return (
      <p className="figures-line">
        {choice === 'auto'
          ? `Nothing was played or posed yet: press play in ${host} or pose the rig.`
          : `No ${activityWords[choice]} in the last ten minutes. Choose Auto to follow what the artist does.`}
      </p>
    )
  const cached = figures.fromCache > 0 ? `, ${counted(figures.fromCache)} from cache left out` : ''
  const rest = figures.rows - figures.described - figures.fromCache
  const marked = rest > 0 ? `, ${counted(rest)} marked left out` : ''
  const now = doing === figures.activity && !old
  // Of this activity's last frame, which need not be the newest of all.
  const age = frameAge + (feed === null ? 0 : feed.frames.lastTime - figures.lastTime)
  return (
    <p className="figures-line">
      <strong>
        {headline(figures.activity, old ? 'before' : doing, summary?.origin.kind === 'recording' ? null : host)}
      </strong>
      <span>
        {!now && `${old ? '' : `last ${activityWords[figures.activity]} `}${ageText(age)} ago, `}
        median of {counted(figures.described)} frames{cached}
        {marked}
        {figures.activity === 'playback' && `; ${speedWords[figures.speedMode]}`}
      </span>
    </p>
  )
}

/** What is being done, or what the figures are of where nothing is. `host` is null where nobody can press play. */
function headline(of: Activity, doing: Activity | 'before' | null, host: string | null): string {
  if (doing === 'before') return `Last ${activityWords[of]}`
  if (doing === 'idle') return host === null ? 'Idle' : `Idle: press play in ${host} or pose the rig`
  return doing === of ? capital(activityWords[of]) : `Now ${activityWords[doing ?? 'idle']}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function FigureTiles({ old }: { old: boolean }) {
  const figures = useLive((live) => live.figures)
  const target = useLive(targetFps)
  const hasDraw = useLive(({ feed }) => feed?.hello?.capabilities.includes('drawSubmit') ?? false)
  const fps = figures?.fps ?? null
  const frame = inMs(figures?.frame ?? null)
  const evaluation = inMs(figures?.evaluation ?? null)
  const draw = inMs(figures?.drawSubmit ?? null)
  const met = figures?.targetMet ?? null
  const ratio = met === null ? NaN : met.met / met.of
  const digits = (shown: Shown | null) => (shown !== null && shown.value >= 10 ? 1 : 2)
  const throttled = figures?.speedMode === 'capped' || figures?.speedMode === 'realTime'
  const targetMs = target === null ? NaN : 1000 / target
  return (
    <section className="figures" aria-label="Figures">
      <FiguresLine figures={figures} old={old} />
      <div className="tiles">
        <Tile
          metric={metrics.fps}
          className="tile-fps"
          shown={fps === null ? null : { value: fps.value, low: fps.p5, high: fps.p95, noise: fps.noise }}
          unit="fps"
          most={1}
          label={
            target === null
              ? 'real intervals'
              : `real intervals, target ${plain(target, Number.isInteger(target) ? 0 : 2)}`
          }
          instead={figures === null ? unknownText : 'no playback'}
        />
        <Tile
          metric={metrics.frame}
          shown={frame}
          unit="ms"
          most={digits(frame)}
          label={throttled ? 'wall clock, with the wait for the rate' : 'wall clock'}
          over={frame !== null && frame.value > targetMs * 1.05}
        />
        <Tile
          metric={metrics.evaluation}
          shown={evaluation}
          unit="ms"
          most={digits(evaluation)}
          label={figures === null ? ' ' : sourceWords[figures.evaluationSource]}
          instead="unknown"
          over={evaluation !== null && evaluation.value > targetMs}
        />
        <Tile
          metric={metrics.drawSubmit}
          shown={draw}
          unit="ms"
          most={digits(draw)}
          label={hasDraw ? '3D views, processor only' : 'not offered by this host'}
          instead="unknown"
        />
        <div className="tile tile-target" role="group" aria-label={metrics.targetMet.title}>
          <MetricTitle metric={metrics.targetMet} />
          <p className="tile-value">
            {met === null ? (
              <span className="tile-unknown">{unknownText}</span>
            ) : (
              <>
                <span className="tile-number">{plain(ratio * 100, 0)}</span>
                <span className="tile-unit">% of frames</span>
              </>
            )}
          </p>
          <p className="tile-spread">{met === null ? ' ' : `${counted(met.met)} of ${counted(met.of)}`}</p>
          <p className="tile-label">
            {met === null
              ? figures?.speedMode === 'free'
                ? 'free playback has no target'
                : 'capped or real-time playback only'
              : `within ${plain(targetMs, 1)} ms, 5 % tolerance`}
          </p>
        </div>
      </div>
    </section>
  )
}
