// What the host and the bridge had to say: hitches, printed lines, switched-off probes, slow-downs; equal ones folded with a count.
import { ageText, counted } from '../../../model/live/digits'
import type { Notice } from '../../feed/notices'
import { useLive } from '../../store/live'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'

const levelSign = { info: 'info', warning: 'trouble', error: 'error' } as const
const levelWord = { info: 'Note', warning: 'Warning', error: 'Error' } as const
const mostShown = 60

function NoticeRow({ notice, now }: { notice: Notice; now: number }) {
  return (
    <li className={`notice notice-${notice.level}`}>
      <SignMark sign={notice.about === 'hitch' ? 'hitch' : levelSign[notice.level]} />
      <span className="for-readers">{notice.about === 'hitch' ? 'Hitch' : levelWord[notice.level]}: </span>
      <span className="notice-text" title={notice.text}>
        {notice.text}
      </span>
      {notice.owner !== null && <span className="notice-owner">{notice.owner}</span>}
      <span className="notice-count">{notice.count > 1 ? `× ${counted(notice.count)}` : ''}</span>
      <span className="notice-age">{ageText(now - notice.time)}</span>
    </li>
  )
}

export function NoticesList() {
  const panel = usePanel()
  const feed = useLive((live) => live.feed)
  useLive((live) => live.revision)
  useLive((live) => Math.floor(live.frameAge))
  const notices = feed?.notices ?? []
  const now = feed === null ? NaN : feed.clock.known ? feed.clock.now(performance.now()) : panel.edge(performance.now())
  return (
    <section className="box notices-box" aria-label="Notices">
      <header className="box-head">
        <h2>Notices</h2>
        <p>
          {notices.length === 0 ? 'none' : counted(notices.length)}
          {feed !== null && feed.droppedLines > 0 && `, ${counted(feed.droppedLines)} lines lost`}
        </p>
      </header>
      {notices.length === 0 ? (
        <p className="nothing">No hitch, warning or printed line in this session.</p>
      ) : (
        <ul className="notices" tabIndex={0} aria-label="Notices, newest first">
          {notices.slice(0, mostShown).map((notice) => (
            <NoticeRow key={notice.key} notice={notice} now={now} />
          ))}
        </ul>
      )}
    </section>
  )
}
