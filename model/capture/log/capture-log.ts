// Reads the messages of a capture's log one by one and holds them to their order. Laying them out as columns is
// assemble-capture.ts's.
import { decodeColumns, type Frames, sampleFlags, type Samples } from '../../../bridge/protocol/columns'
import type {
  CaptureEnd,
  CaptureFile,
  CaptureNode,
  FromBridge,
  Hello,
  InCapture,
  Scene,
} from '../../../bridge/protocol/messages'
import { CapturedRoster } from './captured-roster'

/** A text of the log, checked. `unknown`: of a newer bridge, to be left out. */
export type JudgedText =
  | { readonly kind: 'message'; readonly message: FromBridge | InCapture }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly sentence: string }

/** One captured frame with what its nodes cost. */
export interface LoggedFrame {
  readonly row: Frames
  readonly costs: Samples
  readonly pass: number
}

/** All that a whole log tells. */
export interface LoggedCapture {
  readonly hello: Hello
  readonly scene: Scene | null
  readonly roster: CapturedRoster
  readonly frames: readonly LoggedFrame[]
  readonly facts: readonly CaptureNode[]
  /** Null where nothing was told of links. */
  readonly linksWhole: boolean | null
  /** Where the host recorded by itself what nodes cost; reading that is left to whoever reads the log. */
  readonly file: CaptureFile | null
  readonly end: CaptureEnd
}

/** More is no capture of a bridge. */
const mostFrames = 10_000
const mostPasses = 0xffff

/** What came so far. Each call gives what is wrong, or null. */
export class CaptureLog {
  private hello: Hello | null = null
  private scene: Scene | null = null
  readonly roster = new CapturedRoster()
  /** Set by the message after which the recording of the host comes. */
  file: CaptureFile | null = null
  private readonly frames: LoggedFrame[] = []
  private readonly facts: CaptureNode[] = []
  private linksWhole: boolean | null = null
  private end: CaptureEnd | null = null
  private pass = 0
  /** A frame whose costs have to come next. */
  private open: Frames | null = null

  constructor(private readonly judge: (text: string) => JudgedText) {}

  takeText(text: string): string | null {
    if (this.end !== null) return 'it goes on after its end'
    const judged = this.judge(text)
    if (judged.kind === 'unknown') return null
    if (judged.kind === 'refused') return judged.sentence.replace(/\.$/, '')
    const { message } = judged
    if (this.hello === null && message.type !== 'hello') return `it begins with ${message.type}, not with hello`
    if (this.open !== null) return `a frame is followed by ${message.type}, not by what its nodes cost`
    switch (message.type) {
      case 'hello':
        this.hello = message
        return null
      case 'scene':
        this.scene = message
        return null
      case 'roster':
        return this.roster.take(message)
      case 'capturePass':
        if (message.pass < this.pass || message.pass > mostPasses) return `its pass ${message.pass} is out of order`
        this.pass = message.pass
        return null
      case 'captureNodes':
        for (const node of message.nodes) this.facts.push(node)
        this.linksWhole = message.linksWhole && this.linksWhole !== false
        return null
      case 'captureFile':
        if (this.file !== null) return 'it announces two recordings'
        this.file = message
        return null
      case 'captureEnd':
        this.end = message
        return null
      default:
        return `it holds ${message.type}, which has no place in a capture`
    }
  }

  takeColumns(bytes: Uint8Array): string | null {
    if (this.end !== null) return 'it goes on after its end'
    if (this.hello === null) return 'it begins with numbers, not with hello'
    const columns = decodeColumns(bytes)
    if (columns.kind === 'refused') return columns.sentence.replace(/\.$/, '')
    if (columns.kind === 'frames') {
      if (this.open !== null) return 'a frame is followed by another, not by what its nodes cost'
      if (columns.rows !== 1) return `a message of frames has ${columns.rows} rows, not one`
      if (this.frames.length >= mostFrames) return `it holds more than ${mostFrames} frames`
      this.open = columns
      return null
    }
    if (this.open === null) return 'costs of nodes belong to no frame'
    if (columns.flags & ~(sampleFlags.truncated | sampleFlags.processorTime))
      return `costs of nodes carry the unknown flags ${columns.flags}`
    this.frames.push({ row: this.open, costs: columns, pass: this.pass })
    this.open = null
    return null
  }

  finish(): LoggedCapture | string {
    const { hello, scene, roster, frames, facts, linksWhole, file, end } = this
    if (hello === null) return 'it is empty'
    if (end === null) return 'it ends before the capture does, so the host was stopped while it wrote'
    if (roster.isPending) return 'a list of nodes in it is not whole'
    if (frames.length === 0 && file === null) return 'it holds no frame'
    if (end.frames !== frames.length) return `it says ${end.frames} frames and holds ${frames.length}`
    return { hello, scene, roster, frames, facts, linksWhole, file, end }
  }
}
