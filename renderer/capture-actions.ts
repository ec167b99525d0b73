// What people do with captures, asked of the hub; how each went is said in store/captures.ts. The list and the bytes are the feed's.
import type { HubAsks, HubClient } from '../hub/api'
import type { Capture } from '../model/capture/capture'
import type { CapturesFeed } from './feed/captures-feed'
import type { CaptureDoor } from './hub-client/capture-door'
import type { Shell } from './shell/shell'
import { sayOfCaptures, shownSummary, summaryOf, useCaptures } from './store/captures'
import { useSessions } from './store/sessions'
import type { CaptureActions, CapturePlan } from './view/panel-context'

type Ask = Extract<keyof HubAsks, `captures.${string}`>

const notConnected = 'The hub is not connected: this works again once it is.'

export function captureActions(
  hub: () => HubClient | null,
  door: CaptureDoor,
  feed: CapturesFeed,
  shell: Shell,
): CaptureActions {
  /** Null where it was not done, which has been said then. */
  const ask = async <K extends Ask>(name: K, args: HubAsks[K]['args']): Promise<HubAsks[K]['value'] | undefined> => {
    const client = hub()
    if (client === null) return void sayOfCaptures('refused', notConnected)
    const outcome = await client.ask(name, args)
    if (outcome.ok) return outcome.value
    return void sayOfCaptures('refused', outcome.error.sentence)
  }
  const startOf = async (plan: CapturePlan): Promise<string | undefined> => {
    const session = useSessions.getState().chosen
    if (session === null) return void sayOfCaptures('refused', 'No session runs: start Blender or Maya with Rigscope.')
    useCaptures.setState({ word: null })
    return (await ask('captures.start', { session, ...plan }))?.capture
  }
  const save = (name: string, content: Blob) =>
    void shell.save(name, content).then((outcome) => {
      if (outcome.kind === 'cancelled') useCaptures.setState({ word: null })
      else if (outcome.kind === 'failed') sayOfCaptures('refused', outcome.sentence)
      else sayOfCaptures('done', `Saved as ${outcome.name}.`, { reveal: outcome.reveal })
    })
  let sending = new AbortController()

  return {
    start: (plan) =>
      void startOf(plan).then((capture) => {
        if (capture === undefined) return
        feed.endCompare()
        feed.show(capture)
      }),
    cancel: (capture) => void ask('captures.cancel', { capture }),
    show: (capture) => {
      feed.endCompare()
      if (useCaptures.getState().shown !== capture) feed.show(capture)
    },
    pick: () =>
      void shell.pickFile().then((file) => {
        if (file !== null) void open(file)
      }),
    open: (file) => void open(file),
    stopOpening: () => sending.abort(),
    rename: (capture, title) => void ask('captures.rename', { capture, title }),
    pin: (capture, isPinned) => void ask('captures.pin', { capture, isPinned }),
    remove: (capture) => {
      const summary = summaryOf(useCaptures.getState(), capture)
      if (summary === null) return
      void ask('captures.remove', { capture }).then((removed) => {
        if (removed === undefined) return
        feed.forget(capture)
        const undo = summary.state.kind === 'ready' ? capture : null
        sayOfCaptures('done', `“${summary.title}” was removed.`, { undo })
      })
    },
    restore: (capture) =>
      void ask('captures.restore', { capture }).then((restored) => {
        if (restored === undefined) return
        sayOfCaptures('done', 'The capture is back.')
        if (useCaptures.getState().shown === null) feed.show(capture)
      }),
    exportAs: (capture, format) => {
      sayOfCaptures('done', 'Writing the file…')
      void door.fetchAs(capture, format, new AbortController().signal).then((outcome) => {
        if (outcome.kind === 'failed') sayOfCaptures('refused', outcome.sentence)
        if (outcome.kind === 'done') save(outcome.value.name, outcome.value.content)
      })
    },
    save,
    compare: (a, b) => feed.compare({ a, b }),
    endCompare: () => feed.endCompare(),
    captureAgain: () => {
      const { loaded, compare } = useCaptures.getState()
      const before = compare === null ? shownSummary(useCaptures.getState())?.capture : compare.b[0]
      if (before === undefined || loaded.kind !== 'ready') return
      useCaptures.setState({ again: { before: [before], after: null } })
      void startOf(planOf(loaded.capture)).then((after) => {
        useCaptures.setState({ again: after === undefined ? null : { before: [before], after } })
      })
    },
  }

  async function open(file: File): Promise<void> {
    sending.abort()
    sending = new AbortController()
    const { signal } = sending
    const { name, size: total } = file
    useCaptures.setState({ word: null, opening: { name, sent: 0, total } })
    const outcome = await door.send(
      file,
      (sent) => {
        if (!signal.aborted) useCaptures.setState({ opening: { name, sent, total } })
      },
      signal,
    )
    if (sending.signal === signal) useCaptures.setState({ opening: null })
    if (outcome.kind === 'failed') sayOfCaptures('refused', outcome.sentence)
    if (outcome.kind === 'done') {
      feed.endCompare()
      feed.show(outcome.value)
    }
  }
}

const mostFrames = 10_000
const mostPasses = 20

/** What would take such a capture again: as many frames, repeated as often. */
export function planOf({ frames }: Capture): CapturePlan {
  let last = 0
  for (const pass of frames.pass) last = Math.max(last, pass)
  const passes = Math.min(mostPasses, last + 1)
  const inPass = Math.max(1, Math.round(frames.count / passes))
  return { frames: Math.min(mostFrames, inPass), seconds: null, passes }
}
