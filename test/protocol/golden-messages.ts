// The messages in golden/*.bin, as values; golden/values.json says the same to Python. The files are the layout's memory: a change
// that rewrites them breaks every recording there is.
import type { Frames, Samples } from '../../bridge/protocol/columns'

const frames: Frames = {
  kind: 'frames',
  rosterVersion: 7,
  sequence: 4294967295,
  dropped: 3,
  rows: 3,
  time: Float64Array.of(0, 1234.5678901234567, 1e9),
  frame: Float64Array.of(1, 2.5, -20),
  interval: Float64Array.of(NaN, 0.041666666666666664, 0.31),
  evaluation: Float64Array.of(0.02, NaN, 5e-324),
  drawSubmit: Float64Array.of(NaN, NaN, 0.004),
  ownCost: Float64Array.of(0.0001, 0, 1.7976931348623157e308),
  activity: Uint8Array.of(0, 1, 6),
  speedMode: Uint8Array.of(0, 1, 3),
  cached: Uint8Array.of(0, 1, 2),
  evaluationMode: Uint8Array.of(0, 3, 4),
  evaluationSource: Uint8Array.of(0, 1, 4),
  marks: Uint8Array.of(0, 63, 9),
}

const samples: Samples = {
  kind: 'samples',
  rosterVersion: 4294967295,
  sequence: 1,
  dropped: 0,
  rows: 3,
  flags: 3,
  time: 99.25,
  frame: 12.5,
  wall: 0.03,
  id: Uint32Array.of(0, 7, 4294967295),
  self: Float64Array.of(0.001, NaN, 0),
  inclusive: Float64Array.of(0.002, 0.5, NaN),
  count: Uint32Array.of(1, 4294967295, 0),
}

const none = { f64: new Float64Array(0), u8: new Uint8Array(0) }
const empty: Frames = {
  kind: 'frames',
  rosterVersion: 0,
  sequence: 0,
  dropped: 0,
  rows: 0,
  time: none.f64,
  frame: none.f64,
  interval: none.f64,
  evaluation: none.f64,
  drawSubmit: none.f64,
  ownCost: none.f64,
  activity: none.u8,
  speedMode: none.u8,
  cached: none.u8,
  evaluationMode: none.u8,
  evaluationSource: none.u8,
  marks: none.u8,
}

export const goldenMessages = { frames, samples, empty } as const
