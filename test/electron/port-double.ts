// Two joined ports as Electron's main and utility processes have them: messages wait until start(), are cloned, and carry only ports;
// anything else that is transferred is refused, where Electron would lose it.
import { EventEmitter } from 'node:events'
import type { MessagePortMain } from 'electron'

export class MessagePortMainDouble extends EventEmitter {
  other: MessagePortMainDouble | null = null
  private isStarted = false
  private isOpen = true
  private readonly held: unknown[] = []

  postMessage(message: unknown, transfer?: readonly unknown[]): void {
    if (transfer?.some((one) => !(one instanceof MessagePortMainDouble)) === true)
      throw new TypeError('Invalid value for transfer')
    if (!this.isOpen || this.other === null) return
    const data: unknown = structuredClone(message)
    const { other } = this
    queueMicrotask(() => other.take(data))
  }

  start(): void {
    this.isStarted = true
    for (const data of this.held.splice(0)) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    const { other } = this
    // The process behind the other end is told in its own time.
    setTimeout(() => other?.lose(), 1)
  }

  private take(data: unknown): void {
    if (!this.isOpen) return
    if (this.isStarted) this.emit('message', { data, ports: [] })
    else this.held.push(data)
  }

  private lose(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.emit('close')
  }
}

export function portPair(): [MessagePortMainDouble, MessagePortMainDouble] {
  const [one, other] = [new MessagePortMainDouble(), new MessagePortMainDouble()]
  one.other = other
  other.other = one
  return [one, other]
}

/** As code takes it that knows Electron's declarations. */
export const asElectrons = (port: MessagePortMainDouble) => port as unknown as MessagePortMain
