// Fetches the code of the Evaluation section when it is first looked at, so that the first screen does not wait for it.
import { useEffect, useState } from 'react'

type Section = typeof import('./evaluation/evaluation-section')

let here: Section | null = null

export function EvaluationLater() {
  const [section, setSection] = useState(here)
  const [attempt, setAttempt] = useState(0)
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    let isWanted = true
    import('./evaluation/evaluation-section').then(
      (loaded) => {
        here = loaded
        if (isWanted) setSection(loaded)
      },
      () => {
        if (isWanted) setMissing(true)
      },
    )
    return () => {
      isWanted = false
    }
  }, [attempt])
  if (section !== null) return <section.EvaluationSection />
  if (!isMissing) return <p className="nothing">Opening the section…</p>
  return (
    <div className="state-page" role="status">
      <div className="state-card">
        <h2>This section did not load</h2>
        <p>The hub did not hand over its code. Try again once the hub runs, or reload the page.</p>
        <button
          type="button"
          onClick={() => {
            setMissing(false)
            setAttempt(attempt + 1)
          }}
        >
          Try again
        </button>
      </div>
    </div>
  )
}
