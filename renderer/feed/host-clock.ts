// What time it is on the host, as far as the page can tell: the most that any message's time was ahead of the page's own clock.
// Messages are only ever late, so the largest difference is the best one.

/** Host seconds from the page's monotonic milliseconds. */
export class HostClock {
  private ahead = -Infinity
  private supposed = -Infinity
  private lives = false

  get known() {
    return Math.max(this.ahead, this.supposed) > -Infinity
  }

  /** Something that happened at `hostSeconds` is here at `nowMs`; `lives` where it was told just now. */
  heard(hostSeconds: number, nowMs: number, lives = false) {
    if (!Number.isFinite(hostSeconds)) return
    this.ahead = Math.max(this.ahead, hostSeconds - nowMs / 1000)
    this.lives ||= lives
  }

  /** By both wall clocks it is `hostSeconds` at `nowMs`. Walls may be set to anything at any moment, so this holds only where nothing
   *  was told just now, as in a session that has ended. */
  suppose(hostSeconds: number, nowMs: number) {
    if (Number.isFinite(hostSeconds)) this.supposed = hostSeconds - nowMs / 1000
  }

  /** NaN until something was heard. */
  now(nowMs: number): number {
    if (!this.known) return NaN
    return nowMs / 1000 + (this.lives ? this.ahead : Math.max(this.ahead, this.supposed))
  }

  reset() {
    this.ahead = this.supposed = -Infinity
    this.lives = false
  }
}
