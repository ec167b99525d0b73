// What the views are handed: the loop that paints, the edge of time, and what can be asked of the host. It never changes while the page
// lives, so nothing renders because of it; assemble.ts makes it.
import { createContext, useContext } from 'react'
import type { PaintLoop } from '../feed/paint-loop'

export interface Actions {
  /** Selects what is looked at in the host: an undo step of the host's. */
  readonly selectInHost: () => void
  readonly frameInHost: () => void
  readonly retry: () => void
  readonly forget: () => void
}

export interface Panel {
  readonly loop: PaintLoop
  readonly actions: Actions
  /** Seconds of the host's clock at the right edge of the charts; NaN while nothing is known. */
  readonly edge: (nowMs: number) => number
}

export const PanelContext = createContext<Panel | null>(null)

export function usePanel(): Panel {
  const panel = useContext(PanelContext)
  if (panel === null) throw new Error('A view of the panel is drawn outside PanelContext.')
  return panel
}
