// Hands the assembled panel down to the views. It never changes while the page lives, so nothing renders because of it.
import { createContext, useContext } from 'react'
import type { Panel } from '../assemble'

export const PanelContext = createContext<Panel | null>(null)

export function usePanel(): Panel {
  const panel = useContext(PanelContext)
  if (panel === null) throw new Error('A view of the panel is drawn outside PanelContext.')
  return panel
}
