// One capture in the list of captures: its title, its facts, and what can be done with it. Enter shows it, F2 renames, Del removes, A and B
// pick it for a side.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { CaptureSummary } from '../../../hub/captures/api'
import { isUnderWay } from '../../store/captures'
import { togglePick, useComparison } from '../../store/comparison'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'
import { captureFacts, captureStateText } from './capture-facts'

interface RowProps {
  readonly one: CaptureSummary
  readonly isShown: boolean
  readonly now: Date
  readonly close: () => void
}

export function CapturesMenuRow({ one, isShown, now, close }: RowProps) {
  const { captures } = usePanel().actions
  const { a, b } = useComparison(({ picked }) => picked)
  const [isRenaming, setRenaming] = useState(false)
  const title = useRef<HTMLButtonElement>(null)
  const { capture, state } = one
  const isReady = state.kind === 'ready'
  const endRenaming = (name: string | null) => {
    setRenaming(false)
    if (name !== null && name.trim() !== '' && name !== one.title) captures.rename(capture, name.trim())
  }
  const wasRenaming = useRef(false)
  useEffect(() => {
    if (wasRenaming.current && !isRenaming) title.current?.focus()
    wasRenaming.current = isRenaming
  }, [isRenaming])
  const onKey = (event: KeyboardEvent) => {
    if (event.target !== title.current || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'F2' && isReady) setRenaming(true)
    else if (event.key === 'Delete') captures.remove(capture)
    else if ((event.key === 'a' || event.key === 'b') && isReady) togglePick(event.key, capture)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const side = (of: 'a' | 'b') => (
    <button
      type="button"
      className="capture-side"
      aria-pressed={(of === 'a' ? a : b).includes(capture)}
      aria-label={`${one.title}: side ${of.toUpperCase()} of a comparison`}
      title={of === 'a' ? 'Compare as A: before' : 'Compare as B: after'}
      disabled={!isReady}
      onClick={() => togglePick(of, capture)}
    >
      {of.toUpperCase()}
    </button>
  )
  return (
    <li className={`capture-row ${isShown ? 'is-shown' : ''}`} onKeyDown={onKey}>
      {isRenaming ? (
        <TitleField title={one.title} end={endRenaming} />
      ) : (
        <button
          type="button"
          ref={title}
          className="capture-title"
          aria-current={isShown ? 'true' : undefined}
          title={`${one.title} (Enter shows it, F2 renames it, Del removes it)`}
          onClick={() => {
            captures.show(capture)
            close()
          }}
        >
          {state.kind === 'failed' && <SignMark sign="trouble" />}
          {one.isPinned && <SignMark sign="lock" />}
          <span>{one.title}</span>
        </button>
      )}
      <span className="capture-deeds">
        {isReady && (
          <>
            <button
              type="button"
              className="plain"
              aria-label={`Rename ${one.title}`}
              onClick={() => setRenaming(true)}
            >
              Rename
            </button>
            <button
              type="button"
              className="plain"
              aria-pressed={one.isPinned}
              aria-label={`Keep ${one.title} until it is removed`}
              title="Keeps it however many captures follow"
              onClick={() => captures.pin(capture, !one.isPinned)}
            >
              Keep
            </button>
          </>
        )}
        {isUnderWay(state) ? (
          <button
            type="button"
            className="plain"
            aria-label={`Cancel ${one.title}`}
            onClick={() => captures.cancel(capture)}
          >
            Cancel
          </button>
        ) : (
          <button
            type="button"
            className="plain"
            aria-label={`Remove ${one.title}`}
            onClick={() => captures.remove(capture)}
          >
            Remove
          </button>
        )}
      </span>
      <span className="capture-sides">
        {side('a')}
        {side('b')}
      </span>
      <p className={`capture-facts ${state.kind === 'failed' ? 'is-failed' : ''}`}>
        {isReady ? captureFacts(one, now).join(' · ') : captureStateText(state)}
      </p>
    </li>
  )
}

/** Enter and leaving it take the new title, Esc the old one. */
function TitleField({ title, end }: { readonly title: string; readonly end: (name: string | null) => void }) {
  const field = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const finish = (name: string | null) => {
    if (isOver.current) return
    isOver.current = true
    end(name)
  }
  return (
    <input
      ref={field}
      type="text"
      className="capture-rename"
      aria-label={`New title of ${title}`}
      defaultValue={title}
      maxLength={200}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        finish(event.key === 'Enter' ? event.currentTarget.value : null)
      }}
    />
  )
}
