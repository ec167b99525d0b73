// Taking the shown capture once more and comparing the two: what people do before and after each change of a rig. How the new one goes is
// the capture bar's.
import { useCaptures, captureUnderWay } from '../../store/captures'
import { useLive } from '../../store/live'
import { chosenSummary, useSessions } from '../../store/sessions'
import { usePanel } from '../panel-context'

export function CaptureAgain() {
  const { captures } = usePanel().actions
  const again = useCaptures((state) => state.again)
  const isShown = useCaptures(({ loaded }) => loaded.kind === 'ready')
  const isBusy = useCaptures((state) => captureUnderWay(state) !== null)
  const session = useSessions(chosenSummary)
  const canCapture = useLive(({ feed }) => feed?.hello?.capabilities.includes('capture') === true)
  const why = !isShown
    ? 'Show a capture first.'
    : session?.state.kind !== 'live' || session.origin.kind !== 'live'
      ? 'No live session to capture: choose one above.'
      : !canCapture
        ? 'This session cannot capture.'
        : isBusy || again !== null
          ? 'A capture is under way.'
          : null
  return (
    <button
      type="button"
      className="capture-again"
      disabled={why !== null}
      title={why ?? 'Captures as many frames as this one has, and compares: this one is A, the new one B'}
      onClick={captures.captureAgain}
    >
      {again === null ? 'Capture again and compare' : 'Capturing again…'}
    </button>
  )
}
