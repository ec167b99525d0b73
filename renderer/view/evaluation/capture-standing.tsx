// What stands in the section where no capture can be read yet: none there is, one is being taken, loaded, or failed, in words with what
// to do.
import { bytesText } from '../../../model/live/digits'
import { planOf, planWords, useEvaluation } from '../../store/evaluation'
import { captureUnderWay, shownSummary, useCaptures } from '../../store/captures'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'
import { useWhyNoCapture } from './capture-bar'
import { OpenCaptureButton } from './open-capture'

export function CaptureStandingPage() {
  return (
    <div className="state-page">
      <div className="state-card">
        <Words />
      </div>
    </div>
  )
}

function Words() {
  const { captures } = usePanel().actions
  const list = useCaptures((state) => state.list)
  const loaded = useCaptures((state) => state.loaded)
  const shown = useCaptures(shownSummary)
  const underWay = useCaptures(captureUnderWay)
  if (list === null) return <h2>Looking for captures</h2>
  if (loaded.kind === 'loading')
    return (
      <>
        <h2>Opening “{shown?.title ?? 'the capture'}”</h2>
        <progress
          aria-label="Opening the capture"
          {...(loaded.total === null ? {} : { value: loaded.received, max: Math.max(1, loaded.total) })}
        />
        <p>
          {bytesText(loaded.received)}
          {loaded.total !== null && ` of ${bytesText(loaded.total)}`}
        </p>
      </>
    )
  if (loaded.kind === 'failed')
    return (
      <>
        <h2>
          <SignMark sign="trouble" />
          {shown === null || shown.state.kind === 'ready' ? 'The capture cannot be shown' : 'The capture failed'}
        </h2>
        <p>{loaded.sentence}</p>
        <div className="state-buttons">
          {shown !== null && shown.state.kind === 'ready' && (
            <button type="button" onClick={() => captures.show(shown.capture)}>
              Try again
            </button>
          )}
          <RecordButton />
          <OpenCaptureButton />
        </div>
      </>
    )
  if (shown?.state.kind === 'cancelled')
    return (
      <>
        <h2>The capture was cancelled</h2>
        <p>Nothing of it is kept, and the host is as it was.</p>
        <div className="state-buttons">
          <RecordButton />
        </div>
      </>
    )
  if (underWay !== null)
    return (
      <>
        <h2>A capture is being taken</h2>
        <p>Its table appears here by itself. The host is left as it was, whether it ends or is cancelled.</p>
      </>
    )
  if (list.length > 0)
    return (
      <>
        <h2>No capture is shown</h2>
        <p>Choose one in the list above, or record a new one.</p>
        <div className="state-buttons">
          <RecordButton />
        </div>
      </>
    )
  return <NoneYet />
}

function NoneYet() {
  return (
    <>
      <h2>Which part of the rig is slow?</h2>
      <p>
        A capture records for a few frames what each node costs. The table then names the costliest nodes, by type, rig
        and component, and two captures can be compared node by node.
      </p>
      <div className="state-buttons">
        <RecordButton />
        <OpenCaptureButton />
      </div>
      <p className="quiet">
        Or drop a file here: a recording of Maya’s profiler, profilerDump, a Chrome trace, speedscope, or a .rigscope
        file.
      </p>
    </>
  )
}

function RecordButton() {
  const { captures } = usePanel().actions
  const plan = useEvaluation((evaluation) => evaluation.plan)
  const why = useWhyNoCapture()
  return (
    <button
      type="button"
      disabled={why !== null}
      title={why ?? 'Records what each node costs (R)'}
      onClick={() => captures.start(planOf(plan))}
    >
      <SignMark sign="record" />
      Capture {planWords(plan)}
    </button>
  )
}
