// Every session that this hub knows, from the day its address file appeared until it is forgotten, and word of each change.
// Finding them is discovery's, keeping each is session.ts's.
import type { Address } from '../../bridge/protocol/address'
import type { CaptureProgress } from '../../bridge/protocol/messages'
import type { SessionSummary } from './api'
import { Session, type SessionOptions } from './session'

export type SessionsOptions = Omit<SessionOptions, 'address' | 'onChange' | 'onCapture'>

/** Ended sessions keep their past in memory, so only the latest few stay. */
const endedKept = 3

export class Sessions {
  private readonly sessions = new Map<string, Session>()
  private readonly listeners = new Set<() => void>()
  private readonly captureListeners = new Set<(session: string, message: CaptureProgress) => void>()
  private isTelling = false

  constructor(private readonly options: SessionsOptions) {}

  /** Newest first. */
  list(): SessionSummary[] {
    return [...this.sessions.values()].map(({ summary }) => summary).reverse()
  }

  get(session: string): Session | undefined {
    return this.sessions.get(session)
  }

  /** Called once after each burst of changes. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Called with all that bridges tell of captures. */
  onCapture(listener: (session: string, message: CaptureProgress) => void): () => void {
    this.captureListeners.add(listener)
    return () => void this.captureListeners.delete(listener)
  }

  appeared(address: Address): void {
    const known = this.sessions.get(address.session)
    if (known !== undefined) return known.moved(address)
    const onCapture = (message: CaptureProgress) => {
      for (const listener of this.captureListeners) listener(address.session, message)
    }
    const session = new Session({ ...this.options, address, onChange: () => this.tell(), onCapture })
    this.sessions.set(address.session, session)
    this.tell()
  }

  disappeared(session: string): void {
    this.sessions.get(session)?.withdrawn()
  }

  forget(session: string): void {
    this.sessions.get(session)?.close()
    this.sessions.delete(session)
    this.tell()
  }

  close(): void {
    for (const session of this.sessions.values()) session.close()
    this.sessions.clear()
    this.listeners.clear()
    this.captureListeners.clear()
  }

  private tell(): void {
    if (this.isTelling) return
    this.isTelling = true
    queueMicrotask(() => {
      this.isTelling = false
      const ended = [...this.sessions].filter(([, { isEnded }]) => isEnded)
      for (const [name, session] of ended.slice(0, Math.max(0, ended.length - endedKept))) {
        session.close()
        this.sessions.delete(name)
      }
      for (const listener of this.listeners) listener()
    })
  }
}
