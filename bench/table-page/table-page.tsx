// The panel's Evaluation section over captures that the bench serves, with a clock around what people do: from the act until what it
// changes is drawn.
import { createRoot } from 'react-dom/client'
import type { CaptureSummary } from '../../hub/captures/api'
import { assemble } from '../../renderer/assemble'
import { useCaptures } from '../../renderer/store/captures'
import { showSection } from '../../renderer/store/view'
import { PanelView } from '../../renderer/view/panel'
import { PanelContext } from '../../renderer/view/panel-context'
import { calm, scriptedLink } from '../../test/renderer/scripted-hub'
import '../../renderer/view/style/index.css'

/** What the bench does in the page. */
export interface TablePage {
  /** Milliseconds until the grid's rows are others and drawn. */
  readonly sort: (grid: string, column: string) => Promise<number>
  readonly type: (grid: string, field: string, text: string) => Promise<number>
  readonly scroll: (grid: string) => Promise<number>
  /** Milliseconds until the verdict is drawn, and of the longest task on the way. */
  readonly compare: (a: string, b: string) => Promise<{ readonly whole: number; readonly longestTask: number }>
}

declare global {
  interface Window {
    tablePage?: TablePage
  }
}

const captures = (await (await fetch('summaries.json')).json()) as CaptureSummary[]
const { panel } = assemble(scriptedLink({ ...calm, captures, messagesHz: 0, samplesHz: 0, past: [] }))
createRoot(document.getElementById('root') as HTMLElement).render(
  <PanelContext value={panel}>
    <PanelView />
  </PanelContext>,
)
showSection('evaluation')

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
const gridOf = (id: string) => document.getElementById(id) as HTMLElement
const rowsOf = (id: string) =>
  `${gridOf(id).getAttribute('aria-rowcount') ?? ''} ${[...gridOf(id).querySelectorAll('.grid-body .grid-row')].map((row) => row.id).join(' ')}`

/** The first task after the frame in which rows were others: they are on the screen then. */
async function untilOthers(id: string, act: () => void): Promise<number> {
  await frame()
  const before = rowsOf(id)
  const began = performance.now()
  act()
  while (rowsOf(id) === before) {
    await frame()
    if (performance.now() - began > 10_000) throw new Error('The rows stayed as they were.')
  }
  await frame()
  await new Promise((resolve) => setTimeout(resolve, 0))
  return performance.now() - began
}

window.tablePage = {
  sort: (grid, column) =>
    untilOthers(grid, () => gridOf(grid).querySelector<HTMLElement>(`.grid-head .cell-${column} button`)?.click()),
  type: (grid, field, text) =>
    untilOthers(grid, () => {
      const input = document.getElementById(field) as HTMLInputElement
      // React hears only what goes past its own setter.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }),
  scroll: (grid) => untilOthers(grid, () => gridOf(grid).scrollBy(0, 20_000)),
  compare: async (a, b) => {
    let longestTask = 0
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration)
    })
    observer.observe({ type: 'longtask' })
    const began = performance.now()
    panel.actions.captures.compare([a], [b])
    while (useCaptures.getState().compared.kind !== 'ready') await frame()
    await frame()
    await new Promise((resolve) => setTimeout(resolve, 0))
    const whole = performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, 200))
    observer.disconnect()
    return { whole, longestTask }
  },
}
