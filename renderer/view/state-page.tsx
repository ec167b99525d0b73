// A standing that is not simply "live": a full page where there is no data to show, a strip above the data where there is some.
import { usePanel } from './panel-context'
import { SignMark } from './signs'
import type { Standing } from './standing'

function Act({ standing }: { standing: Standing }) {
  const { actions } = usePanel()
  if (standing.action === 'retry')
    return (
      <button type="button" onClick={actions.retry}>
        Try again now
      </button>
    )
  if (standing.action === 'forget')
    return (
      <button type="button" onClick={actions.forget}>
        Take off the list
      </button>
    )
  return null
}

function Progress({ progress }: { progress: NonNullable<Standing['progress']> }) {
  return <progress value={progress.done} max={progress.of} aria-label={`Part ${progress.done} of ${progress.of}`} />
}

export function StatePage({ standing }: { standing: Standing }) {
  return (
    <div className="state-page" role="status">
      <div className="state-card">
        <h2>
          <SignMark sign={standing.sign} className={`tone-${standing.tone}`} />
          {standing.title}
        </h2>
        <p>{standing.sentence}</p>
        {standing.progress !== null && <Progress progress={standing.progress} />}
        {standing.steps.length > 0 && (
          <ul className="steps">
            {standing.steps.map((step) => (
              <li key={step.text}>
                {step.text}
                {step.code !== undefined && <code>{step.code}</code>}
              </li>
            ))}
          </ul>
        )}
        <Act standing={standing} />
      </div>
    </div>
  )
}

export function StateStrip({ standing }: { standing: Standing }) {
  return (
    <div className={`strip strip-${standing.tone}`} role="status">
      <SignMark sign={standing.sign} />
      <p>
        <strong>{standing.title}.</strong> <span>{standing.sentence}</span>
        {standing.steps.map((step) => (
          <span key={step.text}>
            {' '}
            {step.text} {step.code !== undefined && <code>{step.code}</code>}
          </span>
        ))}
      </p>
      {standing.progress !== null && <Progress progress={standing.progress} />}
      <Act standing={standing} />
    </div>
  )
}
