// What counts as one measurement in a comparison: a whole capture where both sides were taken often enough, else a pass, else a block
// of frames. Frames next to each other are too alike to count one by one.
import { none, type Capture } from '../capture'

export type UnitKind =
  /** Drift from capture to capture is part of the noise that is measured. */
  | 'captures'
  /** From here on drift between the captures is unknown. */
  | 'passes'
  | 'blocks'
  /** Blocks of the same frames, compared one with one. */
  | 'pairedBlocks'
  /** Too few frames for any spread. */
  | 'nothing'

export interface UnitPlan {
  readonly kind: UnitKind
  readonly a: SideUnits
  readonly b: SideUnits
}

export interface SideUnits {
  readonly count: number
  /** For each capture of the side the unit of each of its frames. */
  readonly unitOf: readonly Uint32Array[]
}

const fewestCaptures = 3
const fewestPasses = 3
const fewestBlocks = 5
const mostBlocks = 10
const framesInBlock = 6

export function planUnits(a: readonly Capture[], b: readonly Capture[]): UnitPlan {
  const by = (kind: UnitKind, split: Split): UnitPlan => ({ kind, a: sideUnits(a, split), b: sideUnits(b, split) })
  if (a.length >= fewestCaptures && b.length >= fewestCaptures) return by('captures', wholeCapture)
  const passes = by('passes', byPass)
  if (passes.a.count >= fewestPasses && passes.b.count >= fewestPasses) return passes
  const blocks = by(areSameFrames(a, b) ? 'pairedBlocks' : 'blocks', byBlock)
  if (blocks.a.count >= fewestBlocks && blocks.b.count >= fewestBlocks) return blocks
  return by('nothing', wholeCapture)
}

/** Numbers the parts of one capture from 0; `none` leaves a frame out. */
type Split = (capture: Capture) => Uint32Array

const wholeCapture: Split = ({ frames }) => new Uint32Array(frames.count)

function byPass({ frames }: Capture): Uint32Array {
  const places = new Map<number, number>()
  return Uint32Array.from(frames.pass, (pass) => {
    const place = places.get(pass) ?? places.size
    places.set(pass, place)
    return place
  })
}

function byBlock({ frames: { count } }: Capture): Uint32Array {
  const blocks = Math.min(count, Math.max(fewestBlocks, Math.min(mostBlocks, Math.floor(count / framesInBlock))))
  return Uint32Array.from({ length: count }, (_, frame) => Math.floor((frame * blocks) / count))
}

function sideUnits(captures: readonly Capture[], split: Split): SideUnits {
  let count = 0
  const unitOf = captures.map((capture) => {
    const parts = split(capture)
    const from = count
    for (const part of parts) if (part !== none) count = Math.max(count, from + part + 1)
    return parts.map((part) => (part === none ? none : from + part))
  })
  return { count, unitOf }
}

function areSameFrames(a: readonly Capture[], b: readonly Capture[]): boolean {
  const [one] = a
  const [other] = b
  if (one === undefined || other === undefined || a.length > 1 || b.length > 1) return false
  return (
    one.frames.count === other.frames.count &&
    one.frames.number.every((number, frame) => number === other.frames.number[frame])
  )
}
