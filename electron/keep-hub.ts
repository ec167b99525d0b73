// Keeps the hub's process running: started with the application, again after a crash, each time a little later, and ended in order.
import { type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron'
import { backoffMs } from '../hub/connection/backoff'
import type { HubWord } from './hub-word'

export interface KeptHub {
  /** Gives the hub a panel's port, now or once there is a hub again. */
  serve(port: MessagePortMain): void
  /** Resolves once the hub has ended, or did not in time and was ended. */
  stop(): Promise<void>
}

/** A process that lived so long did not die of its start. */
const steadyMs = 30_000
const patienceMs = 3000

export function keepHub(
  entry: string,
  panelFolder: string,
  onWord: (word: HubWord) => void,
  onLost: () => void,
): KeptHub {
  const waiting: MessagePortMain[] = []
  let child: UtilityProcess | null = null
  let timer: NodeJS.Timeout | undefined
  let attempt = 0
  let isStopping = false

  const begin = () => {
    const beganMs = performance.now()
    const started = utilityProcess.fork(entry, [panelFolder], { serviceName: 'Rigscope hub' })
    child = started
    started.on('message', (word: HubWord) => onWord(word))
    started.once('exit', () => {
      child = null
      onLost()
      if (isStopping) return
      attempt = performance.now() - beganMs > steadyMs ? 1 : attempt + 1
      timer = setTimeout(begin, backoffMs(attempt, 0.5))
    })
    for (const port of waiting.splice(0)) started.postMessage('panel', [port])
  }
  begin()
  return {
    serve(port) {
      if (child === null) waiting.push(port)
      else child.postMessage('panel', [port])
    },
    stop() {
      isStopping = true
      clearTimeout(timer)
      const ending = child
      if (ending === null) return Promise.resolve()
      return new Promise((resolve) => {
        const late = setTimeout(() => ending.kill(), patienceMs)
        ending.once('exit', () => {
          clearTimeout(late)
          resolve()
        })
        ending.postMessage('quit')
      })
    },
  }
}
