// Opens the panel in a window of its own: the desktop application, run by Electron from this checkout. What it shows is its own business.
import { spawn } from 'node:child_process'
import { checkout } from './checkout'

export type WindowOpened =
  /** `close` ends the application that was started here; where another one took over, it stays. */
  { readonly kind: 'open'; readonly close: () => void } | { readonly kind: 'failed'; readonly sentence: string }

/** What did not fail by then has opened. */
const patienceMs = 3000

export function openInWindow(electron: string, session: string | null): Promise<WindowOpened> {
  const args = [checkout(), ...(session === null ? [] : ['--session', session])]
  return new Promise((resolve) => {
    const child = spawn(electron, args, { stdio: 'ignore', detached: true })
    const open = () => resolve({ kind: 'open', close: () => void child.kill() })
    const fail = (why: string) => resolve({ kind: 'failed', sentence: `The window did not open: ${electron} ${why}.` })
    const opened = setTimeout(open, patienceMs)
    child.once('error', (error) => {
      clearTimeout(opened)
      fail(`does not start (${error.message})`)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(opened)
      // The application that runs already was told what to show.
      if (code === 0) open()
      else fail(`ended with ${signal ?? `code ${code}`}`)
    })
    child.unref()
  })
}
