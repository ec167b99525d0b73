// The Evaluation section: recording, the captures there are, and what is looked at: one capture's table with a row of it in full, a
// comparison of two, or in words why there is nothing to look at yet.
import { useCaptures } from '../../store/captures'
import { CaptureBar } from './capture-bar'
import { CaptureView } from './capture-view'
import { CapturesMenu } from './captures-menu'
import { CaptureAgain } from './comparison-again'
import { ComparisonView } from './comparison-view'
import { CaptureStandingPage } from './capture-standing'
import { ExportMenu } from './export-menu'
import { CapturesWord, DropCapture } from './open-capture'
import '../style/evaluation.css'
import '../style/evaluation-row.css'
import '../style/evaluation-table.css'

export function EvaluationSection() {
  const loaded = useCaptures((captures) => captures.loaded)
  const isComparing = useCaptures((captures) => captures.compare !== null)
  return (
    <DropCapture>
      <div className="evaluation">
        <div className="evaluation-tools">
          <CaptureBar />
          <div className="evaluation-captures">
            <CapturesMenu />
            <CaptureAgain />
            <ExportMenu />
          </div>
        </div>
        <CapturesWord />
        {isComparing ? (
          <ComparisonView />
        ) : loaded.kind === 'ready' ? (
          <CaptureView key={loaded.id} id={loaded.id} capture={loaded.capture} />
        ) : (
          <CaptureStandingPage />
        )}
      </div>
    </DropCapture>
  )
}
