// What the hub told of the hosts' windows: the one that the panel opens beside, and whether it is worked in just now.
import type { HostWindow } from '../hub/sessions/api'
import type { HostPlace } from './hub-word'

export class Hosts {
  /** The session that the panel is opened for; else the newest one counts. */
  wanted: string | null = null
  /** Whether it is asked for to stay above the host. */
  isStayingAbove = false
  private hosts: readonly HostPlace[] = []
  private isActive = false
  private readonly waiting = new Set<() => void>()
  private tellActive: (isActive: boolean) => void = () => undefined

  told(hosts: readonly HostPlace[]): void {
    this.hosts = hosts
    for (const wake of this.waiting) wake()
    const isActive = this.isStayingAbove && this.host?.active === true
    if (isActive === this.isActive) return
    this.isActive = isActive
    this.tellActive(isActive)
  }

  /** Where the host is, waited for at most so long; null where none told. */
  first(ms: number): Promise<HostWindow | null> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.waiting.delete(look)
        resolve(this.host)
      }
      const look = () => {
        if (this.host !== null) end()
      }
      const timer = setTimeout(end, ms)
      this.waiting.add(look)
      look()
    })
  }

  onActive(listener: (isActive: boolean) => void): void {
    this.tellActive = listener
  }

  private get host(): HostWindow | null {
    const found = this.hosts.find(({ session }) => session === this.wanted) ?? this.hosts[0]
    return found?.window ?? null
  }
}
