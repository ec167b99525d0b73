// Closes what is open above the page when somebody presses anywhere else. What opens it, and Esc, are its owner's.
import { useEffect, useRef, type RefObject } from 'react'

/** Put the returned ref on what holds both the opener and what it opens. */
export function useCloseOutside<Within extends HTMLElement>(
  isOpen: boolean,
  setOpen: (isOpen: boolean) => void,
): RefObject<Within | null> {
  const within = useRef<Within>(null)
  useEffect(() => {
    if (!isOpen) return
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && within.current?.contains(event.target) !== true) setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [isOpen, setOpen])
  return within
}
