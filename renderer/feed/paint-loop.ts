// One animation frame for everything that moves: work asked for between two frames runs once, at the next. Slow text has a beat of
// its own, four times a second, that stands still while the page is hidden.

type Paint = (nowMs: number) => void

/** Times paints and beats. `schedule` is requestAnimationFrame in the page. */
export class PaintLoop {
  private readonly paints = new Set<Paint>()
  private readonly beats = new Set<Paint>()
  private requested = false
  private dirty = false
  private lastBeat = -Infinity
  private lastIdlePaint = -Infinity
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(private readonly schedule: (callback: (nowMs: number) => void) => void) {}

  /** Called once per animation frame with new data, ten times a second without. Returns the undo. */
  onPaint(paint: Paint): () => void {
    this.paints.add(paint)
    this.invalidate()
    return () => this.paints.delete(paint)
  }

  /** Called at most four times a second. Returns the undo. */
  onBeat(beat: Paint): () => void {
    this.beats.add(beat)
    this.invalidate()
    return () => this.beats.delete(beat)
  }

  /** New data came, or something must be drawn anew. */
  invalidate() {
    this.dirty = true
    this.request()
  }

  /** Runs until the returned undo: clocks and ages go on without new data. */
  start(): () => void {
    this.timer = setInterval(() => this.request(), 100)
    return () => clearInterval(this.timer)
  }

  private request() {
    if (this.requested) return
    this.requested = true
    this.schedule((nowMs) => {
      this.requested = false
      this.run(nowMs)
    })
  }

  private run(nowMs: number) {
    if (this.dirty || nowMs - this.lastIdlePaint >= 95) {
      this.dirty = false
      this.lastIdlePaint = nowMs
      for (const paint of this.paints) paint(nowMs)
    }
    if (nowMs - this.lastBeat >= 250) {
      this.lastBeat = nowMs
      for (const beat of this.beats) beat(nowMs)
    }
  }
}
