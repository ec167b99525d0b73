// The two buttons that reach into the host, and what it answered. Nothing else in the panel changes anything there.
import { useLive } from '../../store/live'
import { useSelection } from '../../store/selection'
import { chosenSummary, useSessions } from '../../store/sessions'
import { useView } from '../../store/view'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'

export function HostButtons() {
  const panel = usePanel()
  const summary = useSessions(chosenSummary)
  const some = useSelection(({ lookedAt }) => lookedAt.nodes.length > 0)
  const said = useView((view) => view.said)
  const can = useLive(({ feed }) => feed?.hello?.capabilities)
  const name = summary?.host.name ?? 'host'
  const lacks = (capability: string) => can !== undefined && !can.includes(capability)
  return (
    <div className="host-buttons">
      <button
        type="button"
        disabled={!some || lacks('select')}
        title={`Selects in ${name}: an undo step there (S)`}
        onClick={panel.actions.selectInHost}
      >
        Select in {name}
      </button>
      <button
        type="button"
        disabled={!some || lacks('frameInHost')}
        title={`Moves the view of ${name} to the selection (F)`}
        onClick={panel.actions.frameInHost}
      >
        Frame in {name}
      </button>
      <p className={`said ${said?.tone === 'refused' ? 'said-refused' : ''}`} role="status" title={said?.sentence}>
        {said !== null && said.tone === 'refused' && <SignMark sign="trouble" />}
        {said?.sentence ?? (some ? '' : 'Select nodes here or in the host.')}
      </p>
    </div>
  )
}
