// What was asked of one host and not answered yet: joins each reply to its question, and answers for the host where it
// does not within its time or is gone.
import type { FromHub, Reply } from '../../bridge/protocol/messages'
import type { HubError, Outcome } from '../api'

type Question = FromHub extends infer M ? (M extends FromHub ? Omit<M, 'id'> : never) : never

/** The host runs what it is asked when it is safe, which may be after the frame it is in. */
const answerMs = 10_000

export class HostAsks {
  private readonly open = new Map<number, (outcome: Outcome<unknown>) => void>()
  private lastId = 0

  /** `hostName` is for sentences. */
  constructor(
    private readonly send: (message: FromHub) => void,
    private readonly hostName: string,
  ) {}

  ask(question: Question, signal: AbortSignal): Promise<Outcome<unknown>> {
    const id = ++this.lastId
    return new Promise((resolve) => {
      const fail = (kind: HubError['kind'], sentence: string) =>
        this.settle(id, { ok: false, error: { kind, sentence } })
      const timer = setTimeout(
        () =>
          fail(
            'failed',
            `${this.hostName} did not answer within ${answerMs / 1000} seconds; it may still do it later.`,
          ),
        answerMs,
      )
      const abort = () => fail('cancelled', 'This was cancelled.')
      this.open.set(id, (outcome) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
        resolve(outcome)
      })
      signal.addEventListener('abort', abort)
      this.send({ ...question, id })
    })
  }

  /** True where the reply answers something asked here. */
  answer(reply: Reply): boolean {
    const { error } = reply
    return this.settle(
      reply.to,
      error === null
        ? { ok: true, value: reply.value }
        : { ok: false, error: { kind: 'refusedByHost', sentence: error.sentence } },
    )
  }

  /** The connection is lost: nothing that is open will be answered. */
  lose(): void {
    const error: HubError = { kind: 'notConnected', sentence: `The connection to ${this.hostName} was lost.` }
    for (const id of [...this.open.keys()]) this.settle(id, { ok: false, error })
  }

  private settle(id: number, outcome: Outcome<unknown>): boolean {
    const resolve = this.open.get(id)
    this.open.delete(id)
    resolve?.(outcome)
    return resolve !== undefined
  }
}
