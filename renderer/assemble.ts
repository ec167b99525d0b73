// Joins link, feeds and stores: what the hub tells becomes state, what people ask goes to the hub. Knows no view; main.tsx gives it
// the browser's door, tests and the gallery a scripted one.
import type { HubClient } from '../hub/api'
import type { SessionSummary } from '../hub/sessions/api'
import { captureActions } from './capture-actions'
import { CapturesFeed } from './feed/captures-feed'
import { compareAside, compareHere, type Compare } from './feed/compare-aside'
import { Feeds } from './feed/feeds'
import { PaintLoop } from './feed/paint-loop'
import { browserCaptureDoor, type CaptureDoor } from './hub-client/capture-door'
import type { LinkState } from './hub-client/hub-link'
import { newestFigures, newestSamples } from './newest-figures'
import { browserShell } from './shell/browser-shell'
import type { Shell } from './shell/shell'
import { shellActions } from './shell-actions'
import { showOpened } from './show-opened'
import { useCaptures } from './store/captures'
import { hubSilentMs, useLink } from './store/link'
import { ofNoData, useLive } from './store/live'
import { forgetSelection, hostSelected, useSelection } from './store/selection'
import { chosenSummary, listSessions, useSessions } from './store/sessions'
import { say, useView } from './store/view'
import type { Panel } from './view/panel-context'

/** States in which time goes on for the host: charts scroll. In all others they stand where data ended. */
const timeGoesOn = (summary: SessionSummary | null): boolean =>
  summary !== null && ['live', 'busy', 'notResponding'].includes(summary.state.kind)

/** What the panel needs of what it is shown in beside its link to the hub. */
export interface Surroundings {
  readonly captureDoor: CaptureDoor
  readonly compare: Compare
  readonly shell: Shell
}

export const browserSurroundings: Surroundings = {
  captureDoor: browserCaptureDoor,
  compare: typeof Worker === 'undefined' ? compareHere : compareAside,
  shell: browserShell(),
}

/** Starts everything but the view. `keep` is called once with the listener for the link's state. */
export function assemble(
  keep: (onState: (state: LinkState) => void) => () => void,
  { captureDoor, compare, shell }: Surroundings = browserSurroundings,
): {
  readonly panel: Panel
  readonly stop: () => void
} {
  const loop = new PaintLoop(
    (callback) => requestAnimationFrame(callback),
    () => performance.now(),
  )
  let client: HubClient | null = null
  let endList = () => undefined as void
  let pausedEdge = NaN
  let samplesTurn = false

  const feeds = new Feeds({
    onMessage(feed, type) {
      if (useLive.getState().feed !== feed) return
      if (type === 'selection' && feed.selection !== null)
        hostSelected(feed.selection.nodes, feed.selection.active, feed.selection.total)
      useLive.setState(({ revision }) => ({ revision: revision + 1 }))
      loop.invalidate()
    },
    onData: (feed) => {
      if (useLive.getState().feed !== feed) return
      loop.invalidate()
      // The first data of a session are what people wait for: they do not wait for the beat.
      if (!Number.isFinite(useLive.getState().frameAge)) loop.beatNow()
    },
  })

  const captures = new CapturesFeed(captureDoor, compare)
  const showNewest = () => {
    if (useView.getState().section === 'evaluation') captures.showNewest()
  }

  const edge = (nowMs: number): number => {
    const { feed } = useLive.getState()
    if (feed === null) return NaN
    if (useView.getState().paused && pausedEdge === pausedEdge) return pausedEdge
    const link = useLink.getState().state
    const isHeard = link.kind === 'open' && hubSilentMs(link, nowMs) === null
    const goesOn = isHeard && timeGoesOn(chosenSummary(useSessions.getState()))
    return goesOn ? Math.max(feed.clock.now(nowMs), orMinusInfinity(feed.frames.lastTime)) : feed.frames.lastTime
  }

  const captureAsks = captureActions(() => client, captureDoor, captures, shell)
  const opened = showOpened(shell, captureAsks.open)
  const undo = [
    useSessions.subscribe(({ chosen }, before) => {
      if (chosen === before.chosen) return
      forgetSelection()
      useView.setState({ paused: false, said: null })
      const feed = feeds.show(chosen)
      useLive.setState({ ...ofNoData, feed })
      if (feed?.selection) hostSelected(feed.selection.nodes, feed.selection.active, feed.selection.total)
      loop.invalidate()
    }),
    useView.subscribe(({ paused }, before) => {
      if (paused === before.paused) return
      pausedEdge = NaN
      if (paused) pausedEdge = edge(performance.now())
      loop.invalidate()
    }),
    useView.subscribe(({ section }, before) => {
      if (section !== before.section) showNewest()
    }),
    // The first list comes after the section where the page is loaded with it.
    useCaptures.subscribe(({ list }, before) => {
      if (before.list === null && list !== null) showNewest()
    }),
    () => captures.stop(),
    opened.stop,
    loop.onBeat((nowMs) => takeFigures(nowMs)),
    loop.start(),
  ]

  const takeFigures = (nowMs: number) => {
    const { feed } = useLive.getState()
    if (feed === null) return
    const hostNow = feed.clock.now(nowMs)
    const frameAge = hostNow - feed.frames.lastTime
    if (useView.getState().paused) {
      useLive.setState({ frameAge })
      return
    }
    // Figures and samples take turns, so that no frame of the page pays for both; but for the first ones.
    const isFirst = !Number.isFinite(useLive.getState().frameAge)
    samplesTurn = !isFirst && !samplesTurn
    useLive.setState({
      frameAge,
      ...(samplesTurn || isFirst ? newestSamples(feed, hostNow) : {}),
      ...(samplesTurn ? {} : newestFigures(feed, frameAge)),
    })
  }

  undo.push(
    keep((state) => {
      useLink.setState({ state })
      const next = state.kind === 'open' ? state.client : null
      if (next === client) return
      client = next
      endList()
      feeds.attach(client)
      captures.attach(client)
      if (client === null) return
      opened.canOpen()
      endList = client.stream('sessions.list', {}, listSessions, () => undefined)
      // It ends with the link; a hub of before has no wishes.
      client.stream('panels.wishes', {}, opened.wish, () => undefined)
      void client.ask('settings.effective', {}).then((outcome) => {
        const set = outcome.ok && outcome.value.settings.find(({ name }) => name === 'panel.targetFps')?.value
        useLive.setState({ targetSetting: typeof set === 'number' ? set : null })
      })
    }),
  )

  const askForSelection = (name: 'sessions.select' | 'sessions.frameInHost', done: string) => {
    const session = useSessions.getState().chosen
    const { nodes } = useSelection.getState().lookedAt
    if (client === null || session === null) return say({ tone: 'refused', sentence: 'The hub is not connected.' })
    if (nodes.length === 0)
      return say({ tone: 'refused', sentence: 'Nothing is selected: click a row of the table first.' })
    const answer =
      name === 'sessions.select'
        ? client.ask(name, { session, nodes, mode: 'replace' })
        : client.ask(name, { session, nodes })
    void answer.then((outcome) =>
      say(outcome.ok ? { tone: 'done', sentence: done } : { tone: 'refused', sentence: outcome.error.sentence }),
    )
  }
  const askForSession = (name: 'sessions.retry' | 'sessions.forget') => {
    const session = useSessions.getState().chosen
    if (client === null || session === null) return
    void client.ask(name, { session }).then((outcome) => {
      if (!outcome.ok) say({ tone: 'refused', sentence: outcome.error.sentence })
    })
  }

  return {
    panel: {
      loop,
      edge,
      actions: {
        captures: captureAsks,
        ...shellActions(shell),
        selectInHost: () => askForSelection('sessions.select', 'Selected in the host.'),
        frameInHost: () => askForSelection('sessions.frameInHost', 'The view in the host was moved.'),
        retry: () => askForSession('sessions.retry'),
        forget: () => askForSession('sessions.forget'),
      },
    },
    stop: () => {
      for (const end of undo) end()
    },
  }
}

const orMinusInfinity = (value: number) => (Number.isFinite(value) ? value : -Infinity)
