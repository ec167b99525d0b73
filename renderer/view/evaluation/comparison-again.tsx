// Taking the shown capture once more and comparing the two: what people do before and after each change of a rig. How the new one goes is
// the capture bar's.
import { captureUnderWay, useCaptures } from '../../store/captures'
import { usePanel } from '../panel-context'
import { useWhyNoCapture } from './capture-bar'

export function CaptureAgain() {
  const { captures } = usePanel().actions
  const again = useCaptures((state) => state.again)
  const isShown = useCaptures(({ loaded }) => loaded.kind === 'ready')
  const isBusy = useCaptures((state) => captureUnderWay(state) !== null)
  const cannot = useWhyNoCapture()
  const why = isBusy || again !== null ? 'A capture is under way.' : isShown ? cannot : 'Show a capture first.'
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
