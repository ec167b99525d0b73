// Events as they are read, in columns that grow: times in the file's own unit, texts and threads as indices, in the order of
// the file. Sorting, nesting and figures are left to the files beside this one.

const firstLength = 1 << 14

export class EventColumns {
  count = 0
  start = new Float64Array(firstLength)
  /** NaN while an event is open. */
  duration = new Float64Array(firstLength)
  name = new Uint32Array(firstLength)
  category = new Uint32Array(firstLength)
  /** What tells the node: its row, or what a format makes a row of when all is read. */
  node = new Uint32Array(firstLength)
  thread = new Uint32Array(firstLength)

  /** Gives the event's row. */
  add(start: number, duration: number, name: number, category: number, node: number, thread: number): number {
    const row = this.count
    if (row === this.start.length) this.grow()
    this.start[row] = start
    this.duration[row] = duration
    this.name[row] = name
    this.category[row] = category
    this.node[row] = node
    this.thread[row] = thread
    this.count = row + 1
    return row
  }

  private grow(): void {
    const length = 2 * this.start.length
    const doubles = (column: Float64Array) => {
      const grown = new Float64Array(length)
      grown.set(column)
      return grown
    }
    const indices = (column: Uint32Array) => {
      const grown = new Uint32Array(length)
      grown.set(column)
      return grown
    }
    this.start = doubles(this.start)
    this.duration = doubles(this.duration)
    this.name = indices(this.name)
    this.category = indices(this.category)
    this.node = indices(this.node)
    this.thread = indices(this.thread)
  }
}
