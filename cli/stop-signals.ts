// Waits for somebody to ask the program to stop: Ctrl+C, a termination, a closed terminal. Who asks twice is not kept waiting.

export interface Stopping {
  /** Resolves at the first request. */
  readonly asked: Promise<void>
  /** No longer listens. */
  dispose(): void
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** npm and the terminal both pass Ctrl+C on: one press must not count as two. */
const samePressMs = 300

/** `force` is called at the second request. */
export function stopSignals(force: () => void): Stopping {
  let firstAt: number | null = null
  let resolveAsked: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (resolveAsked = resolve))
  const onSignal = () => {
    if (firstAt === null) {
      firstAt = performance.now()
      resolveAsked()
    } else if (performance.now() - firstAt > samePressMs) force()
  }
  for (const signal of signals) process.on(signal, onSignal)
  return {
    asked,
    dispose: () => {
      for (const signal of signals) process.off(signal, onSignal)
    },
  }
}
