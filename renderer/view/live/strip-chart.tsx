// The strip chart of the last minute: legend, reading by pointer and keyboard, and a text for those who do not see it. The drawing is
// strip-plot.ts's; hot data goes there from the feed without passing through React.
import { useEffect, useRef } from 'react'
import type { Activity } from '../../../bridge/protocol/columns'
import { plain, reading } from '../../../model/live/digits'
import { firstRowAt } from '../../../model/live/first-row-at'
import { targetFps, useLive } from '../../store/live'
import { useView } from '../../store/view'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'
import { activityWords, rowWords } from './frame-words'
import { shownSeconds } from './strip-axes'
import { shownInterval, stripPlot, type StripScene } from './strip-plot'

const legendActivities: readonly Activity[] = ['playback', 'manipulation', 'scrub']

export function StripChart() {
  const panel = usePanel()
  const box = useRef<HTMLDivElement>(null)
  const readout = useRef<HTMLParagraphElement>(null)
  const summary = useRef<HTMLParagraphElement>(null)
  const target = useLive(targetFps)
  const paused = useView((view) => view.paused)

  useEffect(() => {
    const parent = box.current
    if (parent === null) return
    const plot = stripPlot(parent, Math.max(80, parent.clientWidth), Math.max(60, parent.clientHeight))
    let pointerLeft: number | null = null
    let keyTime: number | null = null
    let shown = ''
    let scene: StripScene | null = null

    const paint = (nowMs: number) => {
      const { feed } = useLive.getState()
      if (feed === null) return
      const edge = panel.edge(nowMs)
      if (!Number.isFinite(edge)) return
      const { frames } = feed
      const base = { frames, edge, targetFps: targetFps(useLive.getState()), cursor: -1 }
      const cursor =
        keyTime !== null
          ? Math.min(firstRowAt(frames.time, frames.rows, keyTime), frames.rows - 1)
          : pointerLeft !== null
            ? plot.rowAt(pointerLeft, base)
            : -1
      scene = { ...base, cursor }
      plot.draw(scene)
      const text = cursor < 0 ? '' : rowWords(frames, cursor, edge)
      if (text !== shown && readout.current !== null) {
        readout.current.textContent = text
        shown = text
        parent.setAttribute('aria-valuetext', text || 'no frame is being read')
        parent.setAttribute(
          'aria-valuenow',
          cursor < 0 ? '0' : plain((frames.time[cursor] as number) - edge, 2).replace('−', '-'),
        )
      }
    }
    const describe = (nowMs: number) => {
      const { feed } = useLive.getState()
      if (feed !== null && summary.current !== null)
        summary.current.textContent = minuteInWords(feed.frames, panel.edge(nowMs))
    }
    const step = (by: number, nowMs: number) => {
      const { feed } = useLive.getState()
      if (feed === null || feed.frames.rows === 0) return
      const edge = panel.edge(nowMs)
      const last = firstRowAt(feed.frames.time, feed.frames.rows, edge + 1e-9) - 1
      const first = firstRowAt(feed.frames.time, feed.frames.rows, edge - shownSeconds)
      const from = keyTime === null ? last : firstRowAt(feed.frames.time, feed.frames.rows, keyTime) + by
      keyTime = feed.frames.time[Math.max(first, Math.min(last, from))] ?? null
      panel.loop.invalidate()
    }
    const onKey = (event: KeyboardEvent) => {
      const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -24, PageDown: 24, Home: -Infinity, End: Infinity }[event.key]
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (event.key === 'Escape') keyTime = null
      else if (by === undefined) return
      else step(by === -Infinity ? -1e9 : by === Infinity ? 1e9 : by, performance.now())
      event.preventDefault()
      panel.loop.invalidate()
    }
    const onMove = (event: PointerEvent) => {
      keyTime = null
      pointerLeft = event.clientX - plot.over.getBoundingClientRect().left
      panel.loop.invalidate()
    }
    const onLeave = () => {
      pointerLeft = null
      panel.loop.invalidate()
    }
    const onBlur = () => {
      keyTime = null
      panel.loop.invalidate()
    }
    plot.over.addEventListener('pointermove', onMove)
    plot.over.addEventListener('pointerleave', onLeave)
    parent.addEventListener('keydown', onKey)
    parent.addEventListener('blur', onBlur)
    const watcher = new ResizeObserver(() => {
      if (parent.clientWidth > 0 && parent.clientHeight > 0) plot.resize(parent.clientWidth, parent.clientHeight)
      panel.loop.invalidate()
    })
    watcher.observe(parent)
    const undo = [panel.loop.onPaint(paint), panel.loop.onBeat(describe)]
    return () => {
      for (const end of undo) end()
      watcher.disconnect()
      plot.destroy()
    }
  }, [panel])

  return (
    <section className="box chart-box" aria-label="The last minute">
      <header className="box-head">
        <h2>Last minute{paused ? ' (paused)' : ''}</h2>
        <ul className="legend" aria-label="Lines">
          <li className="key-frame">frame</li>
          <li className="key-evaluation">evaluation</li>
          <li className="key-draw">draw submit</li>
          {target !== null && (
            <li className="key-target">
              {plain(target, Number.isInteger(target) ? 0 : 2)} fps = {reading(1 / target)} ms
            </li>
          )}
          <li className="key-hitch">
            <SignMark sign="hitch" />
            hitch
          </li>
        </ul>
      </header>
      <p ref={readout} className="readout" />
      <div
        ref={box}
        id="strip-chart"
        className="chart"
        role="slider"
        tabIndex={0}
        aria-label="Frames of the last minute. Left and right read one frame at a time."
        aria-valuemin={-shownSeconds}
        aria-valuemax={0}
        aria-valuenow={0}
        aria-valuetext="no frame is being read"
      />
      <p ref={summary} className="for-readers" />
      <ul className="legend band-legend" aria-label="Activities in the band below the lines">
        {legendActivities.map((activity) => (
          <li key={activity} className={`key-${activity}`}>
            {activityWords[activity]}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The chart in one sentence. */
function minuteInWords(frames: Parameters<typeof shownInterval>[0], edge: number): string {
  let count = 0
  let sum = 0
  let worst = 0
  for (let row = firstRowAt(frames.time, frames.rows, edge - shownSeconds); row < frames.rows; row++) {
    const value = shownInterval(frames, row)
    if (!Number.isFinite(value)) continue
    count++
    sum += value
    worst = Math.max(worst, value)
  }
  return count === 0
    ? 'No frame in the last minute.'
    : `${count} frames in the last minute, on average ${reading(sum / count / 1000)} milliseconds each, the longest ${reading(worst / 1000)}.`
}
