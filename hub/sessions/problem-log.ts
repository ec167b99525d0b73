// What a bridge did wrong, as log lines of the session, so that the user reads of it where all else is read. A flood of
// bad messages becomes one line a few seconds with how many it stands for.
import type { Hello, LogLine } from '../../bridge/protocol/messages'
import type { Instant } from '../connection/machine'

const quietMs = 5000

export class ProblemLog {
  /** Everything that was said, repeats and all. */
  total = 0
  private readonly held = new Map<string, { count: number; saidMs: number }>()

  constructor(
    private readonly now: () => Instant,
    private readonly admit: (line: LogLine) => void,
    private readonly clock: () => Hello['clock'] | null,
  ) {}

  say(sentence: string): void {
    this.total += 1
    const { monotonicMs, wallMs } = this.now()
    const before = this.held.get(sentence)
    if (before !== undefined && monotonicMs - before.saidMs < quietMs) {
      before.count += 1
      return
    }
    const repeats = (before?.count ?? 0) + 1
    // Sentences with numbers in them are many; what was not said for long is forgotten.
    for (const [text, { saidMs }] of this.held) if (monotonicMs - saidMs >= quietMs) this.held.delete(text)
    if (this.held.size >= 20) return
    this.held.set(sentence, { count: 0, saidMs: monotonicMs })
    const clock = this.clock()
    const time = clock === null ? 0 : clock.monotonic + wallMs / 1000 - clock.wall
    this.admit({ time, level: 'warning', source: 'bridge', text: sentence, owner: null, repeats })
  }
}
