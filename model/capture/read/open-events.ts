// Events that are told as a begin and an end: the innermost open one of a thread is the next to end. Ends without a begin and
// begins without an end are counted and said.
import { deepestNesting } from '../build/nest-events'
import type { RecordingDraft } from './recording-draft'

export class OpenEvents {
  private readonly stacks: number[][] = []
  private withoutBegin = 0

  constructor(private readonly draft: RecordingDraft) {}

  begin(thread: number, row: number): void {
    const stack = (this.stacks[thread] ??= [])
    stack.push(row)
    if (stack.length > deepestNesting)
      this.draft.refuse(
        `Events in this file nest more than ${deepestNesting.toLocaleString('en')} deep; no recording of a scene does, so it is not read.`,
      )
  }

  /** The row of the event that ends next on a thread. */
  innermost(thread: number): number | undefined {
    return this.stacks[thread]?.at(-1)
  }

  close(thread: number, time: number): void {
    const row = this.stacks[thread]?.pop()
    if (row === undefined) this.withoutBegin++
    else this.end(row, time)
  }

  /** Ends what is still open with the recording. */
  finish(latest: number): void {
    let withoutEnd = 0
    for (const stack of this.stacks) {
      for (const row of stack ?? []) this.end(row, latest)
      withoutEnd += stack?.length ?? 0
    }
    const shown = (count: number) => count.toLocaleString('en')
    if (withoutEnd > 0)
      this.draft.note(
        'incomplete',
        `${shown(withoutEnd)} events had not ended when the recording did; they are taken as ending with it.`,
      )
    if (this.withoutBegin > 0)
      this.draft.note(
        'incomplete',
        `${shown(this.withoutBegin)} events had begun before the recording did; they are left out.`,
      )
    this.stacks.length = 0
  }

  private end(row: number, time: number): void {
    const { start, duration } = this.draft.events
    duration[row] = Math.max(0, time - (start[row] as number))
  }
}
