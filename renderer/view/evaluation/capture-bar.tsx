// Recording: one button with what it is asked for, and while a capture is under way how far it has come, how long it still takes, and Cancel
// (Esc). Where no capture can be taken it says why.
import { useEffect, useRef } from 'react'
import { planCapture, planOf, planWords, useEvaluation } from '../../store/evaluation'
import { captureUnderWay, useCaptures } from '../../store/captures'
import { useLink } from '../../store/link'
import { useLive } from '../../store/live'
import { chosenSummary, useSessions } from '../../store/sessions'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'
import { useNow } from '../use-now'
import { progressOf, whyNoCapture } from './capture-bar-words'
import { PlanFields } from './capture-bar-plan'

/** Null where a capture can be taken. */
export function useWhyNoCapture(): string | null {
  const link = useLink(({ state }) => state.kind)
  const summary = useSessions(chosenSummary)
  const feed = useLive((live) => live.feed)
  useLive((live) => live.revision)
  return whyNoCapture(link, summary, feed?.hello?.capabilities ?? null)
}

export function CaptureBar() {
  const { captures } = usePanel().actions
  const plan = useEvaluation((evaluation) => evaluation.plan)
  const underWay = useCaptures(captureUnderWay)
  const why = useWhyNoCapture()
  const { wallMs } = useNow()
  const bar = useRef<HTMLDivElement>(null)
  const cancel = useRef<HTMLButtonElement>(null)
  const id = underWay?.capture ?? null
  // Who pressed the button that is gone now can press Esc or Cancel without looking for it.
  useEffect(() => {
    if (id !== null && (document.activeElement === document.body || bar.current?.contains(document.activeElement)))
      cancel.current?.focus()
  }, [id])
  const progress = underWay === null ? null : progressOf(underWay, wallMs / 1000)
  return (
    <div
      className="capture-bar"
      role="group"
      aria-label="Record a capture"
      ref={bar}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || id === null) return
        captures.cancel(id)
        event.preventDefault()
      }}
    >
      {progress === null || id === null ? (
        <>
          <button
            type="button"
            className="capture-button"
            disabled={why !== null}
            title="Records what each node costs (R)"
            onClick={() => captures.start(planOf(plan))}
          >
            <SignMark sign="record" />
            Capture {planWords(plan)}
          </button>
          <PlanFields plan={plan} onChange={planCapture} />
          {why !== null && <p className="quiet capture-why">{why}</p>}
        </>
      ) : (
        <>
          <button ref={cancel} type="button" title="Cancel (Esc)" onClick={() => captures.cancel(id)}>
            Cancel
          </button>
          <progress aria-label="Capture" {...(progress.part === null ? {} : { value: progress.part, max: 1 })} />
          <p role="status">
            <b>{progress.word}</b> {progress.detail}
          </p>
        </>
      )}
    </div>
  )
}
