// One animation frame for everything that moves: work asked for between two frames runs once, at the next. Slow text has a beat of
// its own, four times a second, that stands still while the page is hidden.

type Paint = (nowMs: number) => void

const beatMs = 250
/** Without new data clocks and ages go on ten times a second. */
const idlePaintMs = 95
/** Where frames are short of room, paints come at most every other one of 60 Hz. */
const spareMs = 24
/** Milliseconds from a frame's start to the end of its paints: beyond the first there is no room, below the second there is again. */
const noRoomMs = 8
const roomMs = 5
/** How much one frame weighs in what is remembered of them. */
const weight = 0.1

/** Times paints and beats. `schedule` is requestAnimationFrame in the page, `now` its clock. */
export class PaintLoop {
  private readonly paints = new Set<Paint>()
  private readonly beats = new Set<Paint>()
  private requested = false
  private dirty = false
  private beatWanted = false
  private lastBeat = -Infinity
  private lastPaint = -Infinity
  private takenMs = 0
  private isSparing = false
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(
    private readonly schedule: (callback: (nowMs: number) => void) => void,
    private readonly now: () => number,
  ) {}

  /** Called in each animation frame with new data, in every other while the page has much to do, ten times a second without. Returns the
   *  undo. */
  onPaint(paint: Paint): () => void {
    this.paints.add(paint)
    this.invalidate()
    return () => this.paints.delete(paint)
  }

  /** Called at most four times a second, but for `beatNow`. Returns the undo. */
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

  /** What people wait for is there: the next frame beats, however short the last beat is ago. */
  beatNow() {
    this.beatWanted = true
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
    if (this.dirty && this.isSparing && nowMs - this.lastPaint < spareMs) this.request()
    else if (this.dirty || nowMs - this.lastPaint >= idlePaintMs) {
      this.dirty = false
      this.lastPaint = nowMs
      for (const paint of this.paints) paint(nowMs)
      this.remember(this.now() - nowMs)
    }
    if (this.beatWanted || nowMs - this.lastBeat >= beatMs) {
      this.beatWanted = false
      this.lastBeat = nowMs
      for (const beat of this.beats) beat(nowMs)
    }
  }

  /** Whatever kept the frame from beginning in time counts too: the rest of the page needs room as well. */
  private remember(takenMs: number) {
    this.takenMs += weight * (takenMs - this.takenMs)
    this.isSparing = this.takenMs > (this.isSparing ? roomMs : noRoomMs)
  }
}
