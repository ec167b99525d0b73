// The header of an encoded capture: everything of it that is cold and small, and how many rows its columns have. Reading it is enough
// to list a capture; the columns are encode-capture.ts's and decode-capture.ts's.
import type { Capture, CaptureConditions, CaptureNotice, CaptureSource, TimeKind } from './capture'
import { type RigCost, rigCosts } from './rig-costs'

/** "RIGSCAP" and the version of the layout: this, the bytes of header and texts as u32 each, then header, texts and columns, each
 *  padded with zeros to a multiple of 8. Little endian. */
export const captureMagic = new Uint8Array([0x52, 0x49, 0x47, 0x53, 0x43, 0x41, 0x50, 1])
export const prefixBytes = 16
/** A longer header is refused. */
export const maxHeaderBytes = 16 * 1024 * 1024

export interface CaptureCounts {
  readonly texts: number
  readonly nodes: number
  readonly frames: number
  readonly costs: number
  /** Null where there are no single events. */
  readonly events: number | null
  /** Null where nothing is known of links. */
  readonly links: number | null
}

export interface CaptureHeader {
  readonly title: string
  readonly madeAt: number | null
  readonly source: CaptureSource
  readonly conditions: CaptureConditions
  readonly notices: readonly CaptureNotice[]
  readonly time: TimeKind
  readonly isTruncated: boolean
  readonly threads: readonly string[]
  readonly counts: CaptureCounts
  readonly linksAreWhole: boolean
  /** Mean seconds of a whole frame, for lists; null unknown. */
  readonly meanFrame: number | null
  /** Null where it is not known, as in files from before it was written. */
  readonly rigCosts: readonly RigCost[] | null
}

export function headerOf(capture: Capture): CaptureHeader {
  const { title, madeAt, source, conditions, notices, time, isTruncated, threads, links } = capture
  return {
    ...{ title, madeAt, source, conditions, notices, time, isTruncated, threads },
    counts: {
      texts: capture.texts.length,
      nodes: capture.nodes.count,
      frames: capture.frames.count,
      costs: capture.costs.frame.length,
      events: capture.events?.count ?? null,
      links: links?.from.length ?? null,
    },
    linksAreWhole: links?.isWhole ?? false,
    meanFrame: mean(capture.frames.wall),
    rigCosts: rigCosts(capture),
  }
}

function mean(seconds: Float64Array): number | null {
  const known = seconds.filter((value) => !Number.isNaN(value))
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

export const pad8 = (bytes: number): number => Math.ceil(bytes / 8) * 8
