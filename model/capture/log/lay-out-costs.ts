// Sorts what nodes cost from the order of the log, frame by frame, into that of a capture, node by node.
import { type CaptureCosts, none, unknownCount } from '../capture'
import type { LoggedFrame } from './capture-log'
import type { ShownNodes } from './shown-nodes'

export function layOutCosts(frames: readonly LoggedFrame[], shown: ShownNodes): CaptureCosts {
  // A node that is listed twice in a frame has one cost there, its sum.
  const lastFrame = new Uint32Array(shown.count).fill(none)
  const first = new Uint32Array(shown.count + 1)
  const eachCost = (
    act: (node: number, frame: number, isFirst: boolean, costs: LoggedFrame['costs'], row: number) => void,
  ) => {
    lastFrame.fill(none)
    frames.forEach(({ costs }, frame) => {
      for (let row = 0; row < costs.rows; row += 1) {
        const node = shown.rowOf(costs.id[row] as number) as number
        act(node, frame, lastFrame[node] !== frame, costs, row)
        lastFrame[node] = frame
      }
    })
  }
  eachCost((node, _, isFirst) => {
    if (isFirst) first[node + 1] = (first[node + 1] as number) + 1
  })
  for (let node = 0; node < shown.count; node += 1)
    first[node + 1] = (first[node + 1] as number) + (first[node] as number)
  const total = first[shown.count] as number
  const columns = {
    frame: new Uint32Array(total),
    self: new Float64Array(total),
    inclusive: new Float64Array(total),
    calls: new Uint32Array(total),
  }
  const next = first.slice(0, shown.count)
  eachCost((node, frame, isFirst, costs, row) => {
    const at = (next[node] as number) - (isFirst ? 0 : 1)
    if (isFirst) next[node] = at + 1
    const calls = costs.count[row] as number
    const before = isFirst ? 0 : (columns.calls[at] as number)
    columns.frame[at] = frame
    columns.self[at] = (columns.self[at] as number) + (costs.self[row] as number)
    columns.inclusive[at] = (columns.inclusive[at] as number) + (costs.inclusive[row] as number)
    columns.calls[at] = calls === unknownCount || before === unknownCount ? unknownCount : before + calls
  })
  return { first, ...columns }
}
