// The header: session switcher, what is looked at (rig > node) with its lock, and where the session stands.
import { counted } from '../../model/live/digits'
import { useLive } from '../store/live'
import { toggleLock, useSelection } from '../store/selection'
import { rigWords } from './live/sampled-costs'
import { SessionSwitcher } from './session-switcher'
import { SignMark } from './signs'
import type { Standing } from './standing'

function SelectionLine() {
  const { lookedAt, locked, host } = useSelection()
  const feed = useLive((live) => live.feed)
  useLive((live) => live.revision)
  const id = lookedAt.active ?? lookedAt.nodes[0] ?? null
  const slot = feed === null || id === null ? -1 : feed.roster.slotOf(id)
  const rigId = slot < 0 || feed === null ? -1 : (feed.roster.rig[slot] as number)
  const rig =
    rigId < 0
      ? null
      : rigWords(
          feed?.scene?.rigs.find((one) => one.id === rigId),
          rigId,
        )
  const name = slot < 0 ? null : (feed?.roster.name[slot] ?? null)
  const path = slot < 0 ? undefined : feed?.roster.path[slot]
  const more = lookedAt.total - 1
  const behind = locked && (host.nodes.length !== lookedAt.nodes.length || host.active !== lookedAt.active)
  return (
    <div className="looked-at">
      <button
        type="button"
        className={locked ? 'lock is-on' : 'lock'}
        aria-pressed={locked}
        title={locked ? 'Follow the selection again (L)' : 'Keep looking at this whatever is selected (L)'}
        onClick={toggleLock}
      >
        <SignMark sign={locked ? 'lock' : 'unlock'} />
        <span className="for-readers">Lock the selection</span>
      </button>
      <p className="looked-at-line" title={path}>
        {id === null ? (
          <span className="quiet">Nothing selected</span>
        ) : (
          <>
            {rig !== null && (
              <>
                <span className="looked-at-rig">
                  {rig.name}
                  {rig.note !== '' && <span className="quiet"> {rig.note}</span>}
                </span>
                <span className="quiet" aria-hidden="true">
                  ›
                </span>
              </>
            )}
            <span className="looked-at-node">{name ?? `node ${id}`}</span>
            {more > 0 && <span className="quiet looked-at-more">+{counted(more)}</span>}
            {lookedAt.from === 'panel' && <span className="tag">in panel</span>}
            {behind && <span className="tag">locked</span>}
          </>
        )}
      </p>
    </div>
  )
}

export function Header({ standing }: { standing: Standing }) {
  return (
    <header className="header">
      <h1 className="for-readers">Rigscope</h1>
      <SessionSwitcher />
      {standing.kind !== 'noSession' && <SelectionLine />}
      <p className={`state state-${standing.tone}`} title={standing.title}>
        <SignMark sign={standing.sign} />
        {standing.word}
      </p>
    </header>
  )
}
