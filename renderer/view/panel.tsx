// The whole page: header, sections, status bar, and what may lie above them. Decides between data and a state's page; every part draws
// itself.
import { useEffect } from 'react'
import { useCaptures } from '../store/captures'
import { useLink } from '../store/link'
import { useLive } from '../store/live'
import { chosenSummary, useSessions } from '../store/sessions'
import { sections, showSection, useView } from '../store/view'
import { listenForKeys } from './commands'
import { EvaluationLater } from './evaluation-later'
import { Header } from './header'
import { LiveSection, LiveTools } from './live/live-section'
import { Overlays } from './overlays'
import { usePanel } from './panel-context'
import { StatePage, StateStrip } from './state-page'
import { linkStanding, noSession, sessionStanding, type Standing } from './standing'
import { StatusBar } from './status-bar'
import { useNow } from './use-now'

/** Where the panel stands now; words with durations in them go on by themselves, once a second. */
function useStanding(): { readonly standing: Standing; readonly hasData: boolean; readonly isOfLink: boolean } {
  const link = useLink(({ state }) => state)
  const list = useSessions((sessions) => sessions.list)
  const summary = useSessions(chosenSummary)
  const feed = useLive((live) => live.feed)
  useLive((live) => live.revision)
  useLive((live) => Number.isFinite(live.frameAge))
  const { wallMs, pageMs } = useNow()
  const hasData = feed !== null && feed.scene !== null && feed.frames.rows > 0
  const ofLink = linkStanding(link, pageMs)
  if (ofLink !== null) return { standing: ofLink, hasData, isOfLink: true }
  if (list === null)
    return {
      standing: {
        ...noSession,
        title: 'Looking for sessions',
        sentence: 'The hub is telling which hosts run.',
        steps: [],
      },
      hasData,
      isOfLink: false,
    }
  if (summary === null) return { standing: noSession, hasData: false, isOfLink: false }
  return { standing: sessionStanding(summary, feed, wallMs), hasData, isOfLink: false }
}

function RecordingLine() {
  const origin = useSessions(chosenSummary)?.origin
  if (origin?.kind !== 'recording') return null
  return (
    <aside className="recording-line" aria-label="Recording" title={origin.how}>
      <strong>Recording, not live:</strong> {origin.name}. {origin.how}
    </aside>
  )
}

export function PanelView() {
  const panel = usePanel()
  const section = useView((view) => view.section)
  const { standing, hasData, isOfLink } = useStanding()
  useEffect(() => listenForKeys(panel), [panel])
  const hasCaptures = useCaptures(({ list }) => list !== null)
  // Captures can be read without any session; without one only the way to the hub is worth a line there.
  const hasContent = section === 'live' ? hasData : hasCaptures || !isOfLink
  const isCalm = standing.kind === 'live' || (section === 'evaluation' && !isOfLink)
  return (
    <div className="panel">
      <Header standing={standing} />
      <nav className="toolbar" aria-label="Sections">
        <ul className="sections">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <button type="button" aria-current={id === section ? 'page' : undefined} onClick={() => showSection(id)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
        {hasData && section === 'live' && <LiveTools />}
      </nav>
      <RecordingLine />
      <main className="main" tabIndex={-1}>
        {!isCalm && hasContent && <StateStrip standing={standing} />}
        {!hasContent ? (
          <StatePage standing={standing} />
        ) : section === 'live' ? (
          <LiveSection old={standing.old} />
        ) : (
          <EvaluationLater />
        )}
      </main>
      <StatusBar old={hasData && standing.old} />
      <Overlays />
    </div>
  )
}
