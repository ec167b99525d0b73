// The buttons that take a captured node to its host, or say why that cannot be, and the one that copies its path.
import { useState } from 'react'
import type { CaptureSummary } from '../../../hub/captures/api'
import { none, textOf, type Capture } from '../../../model/capture/capture'
import { useLive } from '../../store/live'
import { pickInPanel } from '../../store/selection'
import { useSessions } from '../../store/sessions'
import { useView } from '../../store/view'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'

type Ability = 'select' | 'frameInHost'

export function RowDetailHost({
  capture,
  summary,
  node,
}: {
  readonly capture: Capture
  readonly summary: CaptureSummary | null
  readonly node: number
}) {
  const { actions } = usePanel()
  const said = useView((view) => view.said)
  const session = useSessions(({ list }) => list?.find((one) => one.session === summary?.session) ?? null)
  const isChosen = useSessions(({ chosen }) => chosen !== null && chosen === summary?.session)
  const feed = useLive((live) => live.feed)
  useLive((live) => live.revision)
  const id = capture.nodes.sessionId[node] ?? none
  const path = textOf(capture, capture.nodes.path[node])
  const host = session?.host.name ?? capture.conditions.host ?? 'the host'

  const whyNot = (ability: Ability): string | null => {
    if (summary === null || summary.session === null)
      return 'This capture is not of a session that runs: nothing can be selected.'
    if (session === null || session.state.kind === 'closed' || session.state.kind === 'crashed')
      return `The session of this capture has ended: start ${host} again and capture anew.`
    if (!isChosen) return 'This capture is of another session: choose that session above first.'
    if (session.state.kind !== 'live') return `${host} is not answering just now.`
    if (id === none || feed === null || feed.roster.slotOf(id) < 0) return `${host} cannot select this kind of node.`
    if (feed.hello !== null && !feed.hello.capabilities.includes(ability))
      return `This version of ${host} cannot do that.`
    return null
  }
  const why = { select: whyNot('select'), frameInHost: whyNot('frameInHost') }
  const button = (ability: Ability, title: string, done: string, run: () => void) => (
    <button
      type="button"
      disabled={why[ability] !== null}
      title={why[ability] ?? done}
      onClick={() => {
        pickInPanel([id], id)
        run()
      }}
    >
      {title}
    </button>
  )
  const answer = why.select ?? said?.sentence ?? ''
  return (
    <div className="row-host">
      {button('select', `Select in ${host}`, `Selects it in ${host}: an undo step there (S)`, actions.selectInHost)}
      {button('frameInHost', `Frame in ${host}`, `Moves the view of ${host} to it (F)`, actions.frameInHost)}
      {path !== null && <CopyPath key={path} path={path} />}
      <p role="status" className={why.select === null && said?.tone === 'refused' ? 'is-refused' : 'quiet'}>
        {why.select === null && said?.tone === 'refused' && <SignMark sign="trouble" />}
        {answer}
      </p>
    </div>
  )
}

function CopyPath({ path }: { readonly path: string }) {
  const { copyText } = usePanel().actions
  const [word, setWord] = useState('Copy path')
  return (
    <button
      type="button"
      title={path}
      onClick={() =>
        void copyText(path).then((isCopied) => setWord(isCopied ? 'Copied' : 'Not copied: the browser forbids it'))
      }
    >
      {word}
    </button>
  )
}
