// All captures there are: a button with a list below it, in which they are shown, renamed, kept, removed, and picked for the two sides of
// a comparison. One row is captures-menu-row.tsx's.
import { useState, type KeyboardEvent } from 'react'
import { shownSummary, useCaptures } from '../../store/captures'
import { pickSides, useComparison } from '../../store/comparison'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'
import { useCloseOutside } from '../use-close-outside'
import { CapturesMenuRow } from './captures-menu-row'
import { OpenCaptureButton } from './open-capture'
import '../style/captures.css'

export function CapturesMenu() {
  const list = useCaptures((captures) => captures.list)
  const shown = useCaptures(shownSummary)
  const compare = useCaptures((captures) => captures.compare)
  const [isOpen, setOpen] = useState(false)
  const within = useCloseOutside<HTMLDivElement>(isOpen, setOpen)
  const show = () => {
    if (compare !== null) pickSides(compare.a, compare.b)
    setOpen(true)
  }
  const close = () => {
    setOpen(false)
    within.current?.querySelector('button')?.focus()
  }
  const count = list?.length ?? 0
  return (
    <div className="captures" ref={within}>
      <button
        type="button"
        className="captures-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        disabled={list === null}
        onClick={() => (isOpen ? close() : show())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return
          event.preventDefault()
          show()
        }}
      >
        <span className="captures-title">
          {compare === null ? (shown?.title ?? (count === 0 ? 'No captures' : 'Captures')) : 'Comparison'}
        </span>
        {count > 0 && <span className="switcher-count">{count}</span>}
        <SignMark sign="down" />
      </button>
      {isOpen && <CapturesList close={close} />}
    </div>
  )
}

function CapturesList({ close }: { readonly close: () => void }) {
  const list = useCaptures((captures) => captures.list) ?? []
  const shown = useCaptures((captures) => captures.shown)
  const now = new Date()
  /** Up and Down go from capture to capture; Tab goes through the parts of one. */
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      return close()
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined || event.target instanceof HTMLInputElement) return
    const titles = [...event.currentTarget.querySelectorAll<HTMLElement>('.capture-title')]
    const row = event.target instanceof HTMLElement ? event.target.closest('.capture-row') : null
    const at = titles.findIndex((title) => row?.contains(title) === true)
    titles[Math.max(0, Math.min(titles.length - 1, at < 0 ? 0 : at + step))]?.focus()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="captures-list" role="dialog" aria-label="Captures" onKeyDown={onKey}>
      {list.length === 0 ? (
        <p className="note">
          There is no capture yet: record one from a running session, or open a recording of Maya, Chrome or speedscope.
        </p>
      ) : (
        <ul>
          {list.map((one) => (
            <CapturesMenuRow key={one.capture} one={one} isShown={one.capture === shown} now={now} close={close} />
          ))}
        </ul>
      )}
      <footer className="captures-foot">
        <OpenCaptureButton />
        {list.length > 0 && <PickedSides close={close} />}
      </footer>
    </div>
  )
}

/** What is picked for A and B, in words, and the button that compares. */
function PickedSides({ close }: { readonly close: () => void }) {
  const panel = usePanel()
  const list = useCaptures((captures) => captures.list) ?? []
  const { a, b } = useComparison(({ picked }) => picked)
  const here = (ids: readonly string[]) => ids.filter((id) => list.some(({ capture }) => capture === id))
  const [inA, inB] = [here(a), here(b)]
  const isReady = inA.length > 0 && inB.length > 0
  const words = isReady
    ? `A: ${counted(inA.length)}, B: ${counted(inB.length)}.`
    : inA.length + inB.length === 0
      ? 'To compare, pick captures for A (before) and B (after).'
      : `Pick a capture for ${inA.length === 0 ? 'A' : 'B'} too.`
  return (
    <>
      <p className="captures-hint">{words}</p>
      <button
        type="button"
        disabled={!isReady}
        onClick={() => {
          panel.actions.captures.compare(inA, inB)
          close()
        }}
      >
        Compare
      </button>
    </>
  )
}

const counted = (count: number) => `${count} capture${count === 1 ? '' : 's'}`
