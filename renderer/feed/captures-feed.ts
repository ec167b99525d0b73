// Follows the hub's list of captures and brings to the page what is looked at: the shown capture, and the two sides of a comparison.
// What people ask of the hub is capture-actions.ts's.
import type { HubClient } from '../../hub/api'
import type { CaptureSummary } from '../../hub/captures/api'
import type { Capture } from '../../model/capture/capture'
import { guard } from '../../model/capture/compare/guard'
import type { CaptureDoor, OnProgress, Transfer } from '../hub-client/capture-door'
import { sayOfCaptures, shownSummary, summaryOf, useCaptures, type ComparedIds } from '../store/captures'
import { CaptureShelf } from './capture-shelf'
import type { Compare } from './compare-aside'

export class CapturesFeed {
  private readonly shelf: CaptureShelf
  private showing = new AbortController()
  private comparing = new AbortController()
  private endList: () => void = () => undefined

  constructor(
    door: CaptureDoor,
    private readonly compareSides: Compare,
  ) {
    this.shelf = new CaptureShelf(door)
  }

  /** Another way to the hub, or none. What is here already stays: captures never change. */
  attach(client: HubClient | null): void {
    this.endList()
    this.endList = client?.stream('captures.list', {}, (list) => this.follow(list), nothing) ?? nothing
    const { loaded, shown, compared, compare } = useCaptures.getState()
    if (client === null) return
    if (loaded.kind === 'failed' && shown !== null) this.show(shown)
    if (compared.kind === 'failed' && compare !== null) this.compare(compare)
  }

  /** Shows a capture; one that is not ready yet comes as soon as it is. */
  show(id: string): void {
    this.showing.abort()
    useCaptures.setState({ shown: id, loaded: { kind: 'none' } })
    this.loadShown()
  }

  /** The newest one that is ready, where nothing is shown yet. */
  showNewest(): void {
    const { shown, list } = useCaptures.getState()
    const newest = list?.find(({ state }) => state.kind === 'ready')
    if (shown === null && newest !== undefined) this.show(newest.capture)
  }

  compare(ids: ComparedIds): void {
    this.comparing.abort()
    this.comparing = new AbortController()
    useCaptures.setState({ compare: ids, compared: { kind: 'loading', received: 0, total: null } })
    void this.bringCompared(ids, this.comparing.signal)
  }

  endCompare(): void {
    this.comparing.abort()
    useCaptures.setState({ compare: null, compared: { kind: 'none' } })
  }

  /** A capture was removed: what is shown of it goes too. */
  forget(id: string): void {
    this.shelf.forget(id)
    const { shown, compare } = useCaptures.getState()
    if (compare !== null && [...compare.a, ...compare.b].includes(id)) this.endCompare()
    if (shown !== id) return
    this.showing.abort()
    useCaptures.setState({ shown: null, loaded: { kind: 'none' } })
  }

  stop(): void {
    this.endList()
    this.showing.abort()
    this.comparing.abort()
  }

  private follow(list: readonly CaptureSummary[]): void {
    useCaptures.setState({ list })
    this.loadShown()
    this.followAgain()
  }

  private loadShown(): void {
    const captures = useCaptures.getState()
    const summary = shownSummary(captures)
    if (summary === null || captures.loaded.kind !== 'none') return
    const { state, capture: id } = summary
    if (state.kind === 'failed') useCaptures.setState({ loaded: { kind: 'failed', sentence: state.sentence } })
    if (state.kind !== 'ready') return
    this.showing = new AbortController()
    const { signal } = this.showing
    const total = summary.content?.bytes ?? null
    useCaptures.setState({ loaded: { kind: 'loading', received: 0, total } })
    const onProgress: OnProgress = (received, all) => {
      if (!signal.aborted) useCaptures.setState({ loaded: { kind: 'loading', received, total: all ?? total } })
    }
    void this.load(id, onProgress, signal).then((outcome) => {
      if (signal.aborted) return
      if (outcome.kind === 'done') useCaptures.setState({ loaded: { kind: 'ready', id, capture: outcome.value } })
      if (outcome.kind === 'failed') useCaptures.setState({ loaded: outcome })
    })
  }

  /** With the title that people gave it. */
  private async load(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<Transfer<Capture>> {
    const outcome = await this.shelf.load(id, onProgress, signal)
    const title = summaryOf(useCaptures.getState(), id)?.title
    return outcome.kind !== 'done' || title === undefined
      ? outcome
      : { kind: 'done', value: { ...outcome.value, title } }
  }

  private async bringCompared(ids: ComparedIds, signal: AbortSignal): Promise<void> {
    const all = [...ids.a, ...ids.b]
    const received = new Map<string, number>()
    const total = this.bytesOf(all)
    const found: Capture[] = []
    // One after another: the hub and the disk have only so much to give, and progress reads steadily.
    for (const id of all) {
      const outcome = await this.load(
        id,
        (bytes) => {
          received.set(id, bytes)
          const sum = [...received.values()].reduce((one, other) => one + other, 0)
          if (!signal.aborted) useCaptures.setState({ compared: { kind: 'loading', received: sum, total } })
        },
        signal,
      )
      if (signal.aborted) return
      if (outcome.kind !== 'done') {
        const sentence = outcome.kind === 'failed' ? outcome.sentence : 'The captures were not fetched.'
        return useCaptures.setState({ compared: { kind: 'failed', sentence } })
      }
      found.push(outcome.value)
    }
    const sides = { a: found.slice(0, ids.a.length), b: found.slice(ids.a.length) }
    const guards = guard(sides)
    if (guards.some(({ severity }) => severity === 'refuse'))
      return useCaptures.setState({ compared: { kind: 'refused', guards } })
    useCaptures.setState({ compared: { kind: 'comparing' } })
    try {
      const comparison = await this.compareSides(sides, signal)
      if (!signal.aborted) useCaptures.setState({ compared: { kind: 'ready', comparison, guards } })
    } catch (error) {
      if (signal.aborted) return
      console.error(error)
      useCaptures.setState({ compared: { kind: 'failed', sentence: brokeDown } })
    }
  }

  private bytesOf(ids: readonly string[]): number | null {
    const sizes = ids.map((id) => summaryOf(useCaptures.getState(), id)?.content?.bytes ?? null)
    return sizes.reduce((sum, bytes) => (sum === null || bytes === null ? null : sum + bytes), 0 as number | null)
  }

  /** The capture that was taken again is ready: the two are compared. */
  private followAgain(): void {
    const captures = useCaptures.getState()
    const { again } = captures
    if (again === null || again.after === null) return
    const after = summaryOf(captures, again.after)
    if (after === null || after.state.kind === 'cancelled') return useCaptures.setState({ again: null })
    if (after.state.kind === 'failed') {
      useCaptures.setState({ again: null })
      return sayOfCaptures('refused', after.state.sentence)
    }
    if (after.state.kind !== 'ready') return
    useCaptures.setState({ again: null })
    this.compare({ a: again.before, b: [after.capture] })
  }
}

const nothing = () => undefined
const brokeDown =
  'The comparison broke off: the page may have run out of memory. Close other pages, or compare shorter captures.'
