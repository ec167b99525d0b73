// What the views are handed: the loop that paints, the edge of time, and what can be asked of the host. It never changes while the page
// lives, so nothing renders because of it; assemble.ts makes it.
import { createContext, useContext } from 'react'
import type { PaintLoop } from '../feed/paint-loop'
import type { ExportFormat } from '../hub-client/capture-door'

/** Exactly one of `frames` and `seconds` is not null. */
export interface CapturePlan {
  readonly frames: number | null
  readonly seconds: number | null
  readonly passes: number
}

/** What can be asked about captures. How each went is told by store/captures.ts: nothing here throws. */
export interface CaptureActions {
  /** Has the chosen session's host take one, and shows it. */
  readonly start: (plan: CapturePlan) => void
  readonly cancel: (capture: string) => void
  readonly show: (capture: string) => void
  /** Has a file chosen and opens it. */
  readonly pick: () => void
  /** Sends a file to the hub, which reads it, and shows it. */
  readonly open: (file: File) => void
  /** Ends the sending of a file. */
  readonly stopOpening: () => void
  readonly rename: (capture: string, title: string) => void
  /** Keeps it until it is removed, however many others come. */
  readonly pin: (capture: string, isPinned: boolean) => void
  /** Takes it off the list; the word that is said offers to restore it. */
  readonly remove: (capture: string) => void
  readonly restore: (capture: string) => void
  readonly exportAs: (capture: string, format: ExportFormat) => void
  /** Saves what the page itself wrote: a table, a comparison. */
  readonly save: (name: string, content: Blob) => void
  readonly compare: (a: readonly string[], b: readonly string[]) => void
  readonly endCompare: () => void
  /** Captures once more with the plan of the one that is shown, and compares the two. */
  readonly captureAgain: () => void
}

export interface Actions {
  readonly captures: CaptureActions
  /** Selects what is looked at in the host: an undo step of the host's. */
  readonly selectInHost: () => void
  readonly frameInHost: () => void
  readonly retry: () => void
  readonly forget: () => void
  /** False where it is not allowed. */
  readonly copyText: (text: string) => Promise<boolean>
  /** Saves the panel as it looks now. */
  readonly savePicture: () => void
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
