// The browser's door to the hub: posts the single-use code of the address, opens the WebSocket, and asks over HTTP why one failed.
// When to try again is the link's business.
import { createHubClient } from '../../hub/carrier/client'
import { offeredProtocols, wsCarrier } from '../../hub/carrier/ws-carrier'
import { takeFromFragment } from './fragment'
import type { Attempt, Door } from './hub-link'
import { keepKey, keptKey } from './page-key'

/** The hub is on this machine: it answers at once or hangs. */
const patienceMs = 2_000

async function signIn(code: string): Promise<'done' | 'refused' | 'unreachable'> {
  try {
    const response = await fetch('/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (response.status === 429 || response.status === 503) return 'unreachable'
    if (!response.ok) return 'refused'
    const { key } = (await response.json()) as { readonly key: string }
    keepKey(key)
    return 'done'
  } catch {
    return 'unreachable'
  }
}

/** A WebSocket that was refused says nothing of why; the same address over HTTP does. */
async function whyRefused(): Promise<Attempt> {
  try {
    const response = await fetch('/hub', {
      headers: { Authorization: `Bearer ${keptKey()}` },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (response.status === 503) return { kind: 'starting' }
    return response.status === 401 || response.status === 403 ? { kind: 'unauthorized' } : { kind: 'unreachable' }
  } catch {
    return { kind: 'unreachable' }
  }
}

function connect(): Promise<Attempt> {
  return new Promise((resolve) => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const socket = new WebSocket(`${scheme}://${location.host}/hub`, offeredProtocols(keptKey()))
    const timeout = setTimeout(() => {
      socket.removeEventListener('close', failed)
      socket.close()
      resolve({ kind: 'unreachable' })
    }, patienceMs)
    const failed = () => {
      clearTimeout(timeout)
      resolve(whyRefused())
    }
    socket.addEventListener('close', failed, { once: true })
    socket.addEventListener(
      'open',
      () => {
        clearTimeout(timeout)
        socket.removeEventListener('close', failed)
        const closed = new Promise<void>((done) => socket.addEventListener('close', () => done(), { once: true }))
        resolve({ kind: 'open', client: createHubClient(wsCarrier(socket)), closed })
      },
      { once: true },
    )
  })
}

export function browserDoor(): Door {
  let code = takeFromFragment('code')
  let resume: () => void = () => undefined
  addEventListener('hashchange', () => {
    code = takeFromFragment('code') ?? code
    resume()
  })
  addEventListener('online', () => resume())
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) resume()
  })
  return {
    async signIn() {
      if (code === null) return 'noCode'
      const outcome = await signIn(code)
      if (outcome !== 'unreachable') code = null
      return outcome
    },
    connect,
    wait: (ms) =>
      new Promise((done) => {
        const timer = setTimeout(done, ms)
        resume = () => {
          clearTimeout(timer)
          done()
        }
      }),
    now: () => performance.now(),
  }
}
