// One frame as one wall-clock bar: evaluation, draw submit, and what remains. Where the parts are longer than the frame they overlap,
// and the bar shows that instead of cutting it away.
import { useRef } from 'react'
import { metrics } from '../../../bridge/protocol/metrics'
import { counted, percent, reading, steadyNoise } from '../../../model/live/digits'
import type { FrameParts as Parts } from '../../../model/live/frame-parts'
import { targetFps, useLive } from '../../store/live'
import { MetricTitle } from './metric-card'

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)}%`
const orZero = (value: number) => (Number.isFinite(value) ? value : 0)

function Bar({ parts, target }: { parts: Parts; target: number }) {
  const evaluation = orZero(parts.evaluation)
  const draw = orZero(parts.drawSubmit)
  const whole = Math.max(parts.frame, evaluation, draw, orZero(target)) * 1.001
  const overlap = Math.max(0, -parts.other)
  // Evaluation from the frame's start; draw after it, or pushed back into it by as much as the two overlap.
  const drawFrom = Math.max(0, evaluation - overlap)
  return (
    <div className="parts-bar" aria-hidden="true">
      <span className="part-other" style={{ left: 0, width: share(parts.frame, whole) }} />
      <span className="part-evaluation" style={{ left: 0, width: share(evaluation, whole) }} />
      <span className="part-draw" style={{ left: share(drawFrom, whole), width: share(draw, whole) }} />
      {overlap > 0 && (
        <span className="part-overlap" style={{ left: share(drawFrom, whole), width: share(overlap, whole) }} />
      )}
      {target > 0 && <span className="part-target" style={{ left: share(target, whole) }} />}
    </div>
  )
}

type PartNoise = Parts['noise']

/** The parts' noise, steady from beat to beat. */
function useNoise(parts: Parts | null): PartNoise {
  const last = useRef<PartNoise>({ frame: NaN, evaluation: NaN, drawSubmit: NaN, other: NaN })
  if (parts === null) return last.current
  const steady = (part: keyof PartNoise) => steadyNoise(last.current[part], parts.noise[part])
  return (last.current = {
    frame: steady('frame'),
    evaluation: steady('evaluation'),
    drawSubmit: steady('drawSubmit'),
    other: steady('other'),
  })
}

export function FrameParts() {
  const figures = useLive((live) => live.figures)
  const fps = useLive(targetFps)
  const parts = figures === null || figures.parts.frames === 0 ? null : figures.parts
  const noise = useNoise(parts)
  const rows =
    parts === null
      ? []
      : [
          { key: 'evaluation', metric: metrics.evaluation, seconds: parts.evaluation, error: noise.evaluation },
          { key: 'draw', metric: metrics.drawSubmit, seconds: parts.drawSubmit, error: noise.drawSubmit },
          { key: 'other', metric: metrics.other, seconds: parts.other, error: noise.other },
        ]
  return (
    <section className="box" aria-label="Parts of a frame">
      <header className="box-head">
        <h2>Parts of a frame</h2>
        {parts !== null && (
          <p>
            wall clock, mean of {counted(parts.frames)} frames of {reading(parts.frame, noise.frame)} ms
          </p>
        )}
      </header>
      {parts === null ? (
        <p className="nothing">No frame that may describe the rig yet.</p>
      ) : (
        <>
          <Bar parts={parts} target={fps === null ? NaN : 1 / fps} />
          <dl className="part-rows">
            {rows.map(({ key, metric, seconds, error }) => {
              const overlap = key === 'other' && seconds < 0
              return (
                <div key={key} className={`part-row key-part-${overlap ? 'overlap' : key}`}>
                  <dt>
                    {overlap ? (
                      <MetricTitle metric={metric}>Overlap of evaluation and draw</MetricTitle>
                    ) : (
                      <MetricTitle metric={metric} />
                    )}
                  </dt>
                  <dd>{Number.isFinite(seconds) ? `${reading(Math.abs(seconds), error)} ms` : 'unknown'}</dd>
                  <dd className="quiet">
                    {Number.isFinite(seconds) ? percent(Math.abs(seconds) / parts.frame, error / parts.frame) : ''}
                  </dd>
                </div>
              )
            })}
          </dl>
        </>
      )}
    </section>
  )
}
