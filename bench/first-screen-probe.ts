// Runs inside the page, before its own scripts: notes when the panel first shows a figure, counted from the navigation's start. What is
// noted is the first moment after the figure was painted that the page can know of.

export interface FirstScreenWindow extends Window {
  /** Resolves with milliseconds since the navigation began. */
  firstFigure: Promise<number>
}

/** Installed with `page.addInitScript(probeFirstScreen)`; must not use anything from outside. */
export function probeFirstScreen(): void {
  const page = window as unknown as FirstScreenWindow
  page.firstFigure = new Promise((resolve) => {
    const isThere = () => document.querySelector('[role=group][aria-label=Frame] .tile-number') !== null
    const watcher = new MutationObserver(() => {
      if (!isThere()) return
      watcher.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(null)
      })
    })
    watcher.observe(document, { childList: true, subtree: true })
  })
}
