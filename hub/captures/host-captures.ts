// Has hosts take captures and follows each to its file: joins what bridges tell of captures to who asked, also across lost
// connections and hubs that were started again. Reading the file is captures.ts's.
import type { CaptureProgress as Told } from '../../bridge/protocol/messages'
import type { HubError, Outcome } from '../api'
import { noSuchSession } from '../sessions/answers'
import type { Sessions } from '../sessions/sessions'
import type { CaptureWish } from './api'
import type { CaptureProgress, CaptureStarter } from './capture-starter'

/** Has somebody follow a capture that this hub did not ask for. */
export type Adopt = (session: string, cancel: () => void) => CaptureProgress | null

/** The latest captures of a session that have ended for this hub: a bridge tells its last one at each meeting. */
const endedKept = 50

export class HostCaptures implements CaptureStarter {
  private readonly followed = new Map<string, CaptureProgress>()
  private readonly ended = new Set<string>()
  /** Of sessions that were asked and have not answered: what they tell may be of the capture that the answer names. */
  private readonly held = new Map<string, { asks: number; readonly told: Map<number, Told> }>()
  private adopt: Adopt = () => null

  /** For as long as there are sessions. */
  constructor(private readonly sessions: Sessions) {
    sessions.onCapture((session, told) => this.take(session, told))
    sessions.onChange(() => this.giveUpLost())
  }

  /** From now on captures that an earlier hub asked for are followed too. */
  adoptBy(adopt: Adopt): void {
    this.adopt = adopt
  }

  async start({ session, ...plan }: CaptureWish, progress: CaptureProgress): Promise<Outcome<{ cancel: () => void }>> {
    const host = this.sessions.get(session)
    if (host === undefined) return { ok: false, error: noSuchSession }
    const { hello } = host.past.state
    if (hello !== null && hello.origin.kind === 'live' && !hello.capabilities.includes('capture'))
      return { ok: false, error: takesNone(hello.host.name) }
    const held = this.held.get(session) ?? { asks: 0, told: new Map<number, Told>() }
    this.held.set(session, held)
    held.asks += 1
    const outcome = await host.capture(plan, new AbortController().signal)
    held.asks -= 1
    if (held.asks === 0) this.held.delete(session)
    if (outcome.ok) this.followed.set(keyOf(session, outcome.value), progress)
    for (const [id, told] of held.told)
      if (held.asks === 0 || id === (outcome.ok ? outcome.value : null)) {
        held.told.delete(id)
        this.take(session, told)
      }
    // The session may have ended with the answer on its way.
    this.giveUpLost()
    if (!outcome.ok) return outcome
    return { ok: true, value: { cancel: () => this.cancel(session, outcome.value) } }
  }

  private cancel(session: string, capture: number): void {
    void this.sessions
      .get(session)
      ?.cancelCapture(capture)
      .then((outcome) => {
        // The bridge knows it no more: that it ended was told to an earlier connection.
        if (!outcome.ok && outcome.error.kind === 'refusedByHost')
          this.settle(session, capture)?.state({ kind: 'cancelled' })
      })
  }

  private take(session: string, told: Told): void {
    const key = keyOf(session, told.capture)
    if (this.ended.has(key)) return
    const progress = this.followed.get(key)
    if (progress !== undefined) return this.tell(progress, session, told)
    const held = this.held.get(session)
    if (held !== undefined) return void held.told.set(told.capture, told)
    // One that has ended without a file is nobody's any more.
    if (told.state === 'failed' || told.state === 'cancelled' || (told.state === 'done' && told.file === null)) return
    if (this.sessions.get(session)?.past.state.hello?.origin.kind !== 'live') return
    const adopted = this.adopt(session, () => this.cancel(session, told.capture))
    if (adopted === null) return
    this.followed.set(key, adopted)
    this.tell(adopted, session, told)
  }

  private tell(progress: CaptureProgress, session: string, told: Told): void {
    switch (told.state) {
      case 'warmingUp':
        return progress.state({ kind: 'warmingUp' })
      case 'recording':
      case 'writing':
        return progress.state(
          told.framesWanted === null
            ? { kind: 'recording', unit: 'seconds', done: told.secondsDone, wanted: told.secondsWanted }
            : { kind: 'recording', unit: 'frames', done: told.framesDone, wanted: told.framesWanted },
        )
      case 'done':
        this.settle(session, told.capture)
        if (told.file !== null) return progress.file(told.file)
        return progress.state({ kind: 'failed', sentence: 'The file of this capture was taken already.' })
      case 'cancelled':
        this.settle(session, told.capture)
        return progress.state(
          told.sentence === null ? { kind: 'cancelled' } : { kind: 'failed', sentence: told.sentence },
        )
      case 'failed': {
        this.settle(session, told.capture)
        const sentence = told.sentence ?? 'The host could not take this capture, and did not say why.'
        return progress.state({ kind: 'failed', sentence })
      }
    }
  }

  /** Of sessions that have ended nothing more will come. */
  private giveUpLost(): void {
    for (const [key, progress] of [...this.followed]) {
      const session = key.slice(0, key.lastIndexOf('/'))
      const host = this.sessions.get(session)
      if (host !== undefined && !host.isEnded) continue
      this.followed.delete(key)
      const name = host?.summary.host.name ?? 'The host'
      const how = host?.state.kind === 'crashed' ? 'crashed' : 'was closed'
      progress.state({ kind: 'failed', sentence: `${name} ${how} while it captured, so nothing of it is left.` })
    }
  }

  private settle(session: string, capture: number): CaptureProgress | undefined {
    const key = keyOf(session, capture)
    const progress = this.followed.get(key)
    this.followed.delete(key)
    this.ended.add(key)
    for (const oldest of [...this.ended].slice(0, Math.max(0, this.ended.size - endedKept))) this.ended.delete(oldest)
    return progress
  }
}

const keyOf = (session: string, capture: number) => `${session}/${capture}`

const takesNone = (host: string): HubError => ({
  kind: 'refusedByHost',
  sentence: `The bridge in ${host} takes no captures. Update the Rigscope that is installed there.`,
})
