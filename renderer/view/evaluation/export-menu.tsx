// Giving the shown capture to others: each format with one line on what it is for. The CSV of the table as seen is the table's.
import { useState, type KeyboardEvent } from 'react'
import type { ExportFormat } from '../../hub-client/capture-door'
import { useCaptures } from '../../store/captures'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'
import { useCloseOutside } from '../use-close-outside'

const formats: readonly { readonly id: ExportFormat; readonly title: string; readonly purpose: string }[] = [
  {
    id: 'rigscope',
    title: 'Rigscope (.rigscope)',
    purpose: 'Opens whole in any Rigscope: for a colleague or a ticket.',
  },
  { id: 'chrome', title: 'Chrome trace (.json)', purpose: 'Opens in Perfetto and in the DevTools of Chrome.' },
  { id: 'speedscope', title: 'speedscope (.json)', purpose: 'Opens as a flame graph on speedscope.app, also offline.' },
]

export function ExportMenu() {
  const { captures } = usePanel().actions
  const loaded = useCaptures((state) => state.loaded)
  const [isOpen, setOpen] = useState(false)
  const within = useCloseOutside<HTMLDivElement>(isOpen, setOpen)
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!isOpen) return
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')]
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (event.key === 'Escape' || event.key === 'Tab') {
      setOpen(false)
      if (event.key === 'Tab') return
      event.currentTarget.querySelector('button')?.focus()
    } else if (step !== undefined) {
      const at = items.findIndex((item) => item === document.activeElement)
      items[(at + step + items.length) % items.length]?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="export" ref={within} onKeyDown={onKey}>
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={loaded.kind !== 'ready'}
        onClick={() => setOpen(!isOpen)}
      >
        Export
        <SignMark sign="down" />
      </button>
      {isOpen && loaded.kind === 'ready' && (
        <ul className="export-list" role="menu" aria-label="Export as">
          {formats.map(({ id, title, purpose }, at) => (
            <li key={id} role="none">
              <button
                type="button"
                role="menuitem"
                autoFocus={at === 0}
                onClick={() => {
                  setOpen(false)
                  captures.exportAs(loaded.id, id)
                }}
              >
                <strong>{title}</strong>
                <span>{purpose}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
