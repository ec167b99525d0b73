// The Live section: figures, chart, parts, costs, nodes and notices, laid on one grid that goes from one column to three by the width
// of its container.
import { memo } from 'react'
import { chooseActivity, togglePause, useView, type ActivityChoice } from '../../store/view'
import { SignMark } from '../signs'
import { FigureTiles } from './figure-tiles'
import { FrameParts } from './frame-parts'
import { NodeTable } from './node-table'
import { NoticesList } from './notices-list'
import { KindCosts, RigCosts } from './sampled-costs'
import { SelectionCost } from './selection-cost'
import { StripChart } from './strip-chart'

const choices: readonly { readonly id: ActivityChoice; readonly title: string }[] = [
  { id: 'auto', title: 'Auto' },
  { id: 'playback', title: 'Playback' },
  { id: 'manipulation', title: 'Manipulation' },
  { id: 'scrub', title: 'Scrub' },
]

/** Which activity the figures are of, and the pause of the view. */
export function LiveTools() {
  const activity = useView((view) => view.activity)
  const paused = useView((view) => view.paused)
  return (
    <div className="live-tools">
      <fieldset className="switch">
        <legend className="for-readers">Figures of</legend>
        {choices.map(({ id, title }) => (
          <label key={id} className={id === activity ? 'is-on' : ''}>
            <input type="radio" name="activity" checked={id === activity} onChange={() => chooseActivity(id)} />
            {title}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        className={paused ? 'pause is-on' : 'pause'}
        aria-pressed={paused}
        title="Pauses the view only; recording goes on (Space)"
        onClick={togglePause}
      >
        <SignMark sign={paused ? 'play' : 'pause'} />
        {paused ? 'Resume' : 'Pause'}
      </button>
    </div>
  )
}

/** Each part follows the stores by itself; it is not drawn anew because the page around it is. */
export const LiveSection = memo(function LiveSection({ old }: { old: boolean }) {
  return (
    <div className={old ? 'live is-old' : 'live'}>
      <FigureTiles old={old} />
      <StripChart />
      <div className="live-side">
        <div className="live-costs">
          <FrameParts />
          <RigCosts />
          <SelectionCost />
        </div>
        <div className="live-rest">
          <KindCosts />
          <NoticesList />
        </div>
      </div>
      <NodeTable />
    </div>
  )
})
