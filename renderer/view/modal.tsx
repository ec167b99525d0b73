// A native modal dialog: it keeps the focus, closes on Esc and on a click beside it, and gives the focus back.
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { openOverlay } from '../store/view'

export function Modal({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Undone before anything else runs, so that a command finds the focus where it was.
  useLayoutEffect(() => {
    const element = dialog.current
    if (element === null) return
    const before = document.activeElement
    element.showModal()
    element.querySelector<HTMLElement>('input, button')?.focus()
    return () => {
      element.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-label={label}
      onCancel={() => openOverlay('none')}
      onClick={(event) => {
        if (event.target === dialog.current) openOverlay('none')
      }}
    >
      {children}
    </dialog>
  )
}
