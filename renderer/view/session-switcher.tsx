// Which session is looked at: a button that opens a list of all hosts on this machine, each with scene, rigs and its state in words.
import { useId, useState, type KeyboardEvent } from 'react'
import type { SessionSummary } from '../../hub/sessions/api'
import { chooseSession, chosenSummary, useSessions } from '../store/sessions'
import { SignMark } from './signs'
import { sessionStanding } from './standing'
import { useCloseOutside } from './use-close-outside'
import { useNow } from './use-now'

const sceneWords = (one: SessionSummary) => one.scene ?? 'unsaved scene'

function Choice({ one, id, active, chosen }: { one: SessionSummary; id: string; active: boolean; chosen: boolean }) {
  const { wallMs } = useNow()
  const state = sessionStanding(one, null, wallMs)
  const word = one.state.kind === 'live' ? (one.origin.kind === 'recording' ? 'Recording' : 'Live') : state.word
  const sign = one.state.kind === 'live' ? (one.origin.kind === 'recording' ? 'recording' : 'live') : state.sign
  return (
    <li
      role="option"
      id={id}
      aria-selected={chosen}
      className={active ? 'is-active' : ''}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => chooseSession(one.session)}
    >
      <SignMark sign={sign} />
      <span className="choice-main">
        <span>
          {one.host.name} {one.host.version}
        </span>
        <span className="choice-scene">{sceneWords(one)}</span>
      </span>
      <span className="choice-word">{word}</span>
      <span className="choice-rigs">{one.rigs.length === 0 ? 'no rig' : one.rigs.join(', ')}</span>
      <span className="choice-pid">pid {one.pid}</span>
    </li>
  )
}

export function SessionSwitcher() {
  const list = useSessions((sessions) => sessions.list) ?? []
  const chosen = useSessions(chosenSummary)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const id = useId()
  const wrap = useCloseOutside<HTMLDivElement>(open, setOpen)

  const show = () => {
    setActive(
      Math.max(
        0,
        list.findIndex((one) => one.session === chosen?.session),
      ),
    )
    setOpen(true)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (!open) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      show()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      setOpen(false)
      if (event.key === 'Tab') return
    } else if (event.key === 'ArrowDown') setActive(Math.min(list.length - 1, active + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1))
    else if (event.key === 'Home') setActive(0)
    else if (event.key === 'End') setActive(list.length - 1)
    else if (event.key === 'Enter' || event.key === ' ') {
      const one = list[active]
      if (one !== undefined) chooseSession(one.session)
      setOpen(false)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="switcher" ref={wrap} onKeyDown={onKey}>
      <button
        type="button"
        className="switcher-button"
        role="combobox"
        aria-label="Session"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        disabled={list.length === 0}
        title="Sessions on this machine ( [ and ] )"
        onClick={() => (open ? setOpen(false) : show())}
      >
        {chosen === null ? (
          <span className="quiet">No session</span>
        ) : (
          <>
            <span className="switcher-host">
              {chosen.host.name} {chosen.host.version}
            </span>
            <span className="switcher-scene">{sceneWords(chosen)}</span>
          </>
        )}
        {list.length > 1 && <span className="switcher-count">{list.length}</span>}
        <SignMark sign="down" />
      </button>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label="Sessions"
        className="choices"
        hidden={!open}
        onClick={() => setOpen(false)}
      >
        {list.map((one, at) => (
          <Choice
            key={one.session}
            one={one}
            id={`${id}-${at}`}
            active={at === active}
            chosen={one.session === chosen?.session}
          />
        ))}
      </ul>
    </div>
  )
}
