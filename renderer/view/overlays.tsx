// What lies above the page when asked for: palette and help. Their code comes once the first screen is there, so that they open at once
// without having kept anybody waiting.
import { useEffect, useState } from 'react'
import { openOverlay, say, useView } from '../store/view'

const afterFirstScreenMs = 1500

type Parts = typeof import('./overlay-parts')

export function Overlays() {
  const overlay = useView((view) => view.overlay.kind)
  const [parts, setParts] = useState<Parts | null>(null)
  const isWanted = overlay !== 'none'
  useEffect(() => {
    if (parts !== null) return
    let isHere = true
    const timer = setTimeout(
      () => {
        import('./overlay-parts').then(
          (loaded) => {
            if (isHere) setParts(loaded)
          },
          () => {
            // Before anybody asked there is nobody to tell: asking tries again.
            if (!isHere || !isWanted) return
            openOverlay('none')
            say({ tone: 'refused', sentence: 'The hub does not answer: reload the page once it runs again.' })
          },
        )
      },
      isWanted ? 0 : afterFirstScreenMs,
    )
    return () => {
      isHere = false
      clearTimeout(timer)
    }
  }, [parts, isWanted])
  if (parts === null) return null
  return (
    <>
      {overlay === 'palette' && <parts.Palette />}
      {overlay === 'help' && <parts.Help />}
    </>
  )
}
