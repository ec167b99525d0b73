// The desktop application's door to the hub: no code and no key, since only its own page can ask for a port. When to try again is the
// link's business.
import type { DesktopApi, HubPortMessage } from '../../electron/desktop-api'
import { createHubClient } from '../../hub/carrier/client'
import { messagePortCarrier } from '../../hub/carrier/message-port-carrier'
import type { Attempt, Door } from './hub-link'

const hubPort: HubPortMessage = 'rigscope.hubPort'
/** The application is this page's own: its port comes at once or not at all. */
const patienceMs = 2_000
/** A hub that starts reads its captures first. */
const startMs = 15_000

export function desktopDoor(api: DesktopApi): Door {
  let tellLost: () => void = () => undefined
  let resume: () => void = () => undefined
  api.onHubLost(() => tellLost())
  return {
    signIn: () => Promise.resolve('done'),
    async connect(): Promise<Attempt> {
      const port = await askForPort(api)
      if (port === null) return { kind: 'unreachable' }
      const carrier = messagePortCarrier(port)
      const client = createHubClient(carrier)
      const closed = new Promise<void>((done) => {
        carrier.onClose(done)
        // A port does not always tell that the process behind it is gone.
        tellLost = done
      })
      void closed.then(() => client.close())
      // A port is there before any hub is: what is asked first tells whether one answers.
      const about = await client.ask('about.hub', {}, AbortSignal.timeout(startMs))
      if (about.ok) return { kind: 'open', client, closed }
      client.close()
      return { kind: 'unreachable' }
    },
    wait: (ms) =>
      new Promise((done) => {
        const timer = setTimeout(done, ms)
        resume = () => {
          clearTimeout(timer)
          done()
        }
        document.addEventListener('visibilitychange', resume, { once: true })
      }),
    now: () => performance.now(),
  }
}

function askForPort(api: DesktopApi): Promise<MessagePort | null> {
  return new Promise((resolve) => {
    const end = (port: MessagePort | null) => {
      clearTimeout(timer)
      removeEventListener('message', take)
      resolve(port)
    }
    const take = ({ source, data, ports }: MessageEvent<unknown>) => {
      // Only this window's own preload hands ports over.
      if (source === window && data === hubPort) end(ports[0] ?? null)
    }
    const timer = setTimeout(() => end(null), patienceMs)
    addEventListener('message', take)
    api.connectHub().catch(() => end(null))
  })
}
