// What time it is on the host, as far as the page can tell: the most that any message's time was ahead of the page's own clock.
// Messages are only ever late, so the largest difference is the best one.

/** Host seconds from the page's monotonic milliseconds. */
export class HostClock {
  private ahead = -Infinity

  get known() {
    return this.ahead > -Infinity
  }

  /** Something that happened at `hostSeconds` is here at `nowMs`. */
  heard(hostSeconds: number, nowMs: number) {
    if (Number.isFinite(hostSeconds)) this.ahead = Math.max(this.ahead, hostSeconds - nowMs / 1000)
  }

  /** NaN until something was heard. */
  now(nowMs: number): number {
    return this.known ? nowMs / 1000 + this.ahead : NaN
  }

  reset() {
    this.ahead = -Infinity
  }
}
