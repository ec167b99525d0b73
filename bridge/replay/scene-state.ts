// What a client that connects now has to be told first: the scene, the whole roster, the selection and the recent log, put
// together from the messages so far. Says nothing about time; restamping is left to restamp.ts.
import type { FromBridge, Log, LogLine, Node, Roster, Scene, Selection } from '../protocol/messages'

const nodesAPart = 250
const linesKept = 200

export class SceneState {
  scene: Scene | null = null
  selection: Selection | null = null
  rosterVersion: number | null = null
  private nodes = new Map<number, Node>()
  private lines: LogLine[] = []
  private linesDropped = 0
  private rosterTexts: { readonly version: number; readonly texts: readonly string[] } | null = null

  /** Takes in what a message changes; messages that change no state are ignored. */
  apply(message: FromBridge): void {
    if (message.type === 'scene') this.scene = message
    else if (message.type === 'selection') this.selection = message
    else if (message.type === 'log') this.addLines(message)
    else if (message.type === 'roster') this.applyRoster(message)
  }

  has(node: number): boolean {
    return this.nodes.has(node)
  }

  /** The state as wire texts in the order in which a bridge tells it. */
  *texts(): Generator<string> {
    if (this.scene !== null) yield JSON.stringify(this.scene)
    yield* this.rosterParts()
    if (this.selection !== null) yield JSON.stringify(this.selection)
    if (this.lines.length > 0) {
      const log: Log = { type: 'log', lines: this.lines, dropped: this.linesDropped }
      yield JSON.stringify(log)
    }
  }

  /** The roster afresh, in parts. Kept as text until it changes: 50,000 nodes take 60 ms to write. */
  rosterParts(): readonly string[] {
    if (this.rosterVersion === null) return []
    if (this.rosterTexts?.version === this.rosterVersion) return this.rosterTexts.texts
    const nodes = [...this.nodes.values()]
    const parts = Math.max(1, Math.ceil(nodes.length / nodesAPart))
    const texts = Array.from({ length: parts }, (_, part) => {
      const roster: Roster = {
        type: 'roster',
        version: this.rosterVersion ?? 0,
        base: null,
        part,
        parts,
        nodes: nodes.slice(part * nodesAPart, (part + 1) * nodesAPart),
        removed: [],
      }
      return JSON.stringify(roster)
    })
    this.rosterTexts = { version: this.rosterVersion, texts }
    return texts
  }

  /** A state of its own, equal to this one. */
  copy(): SceneState {
    const copy = new SceneState()
    copy.scene = this.scene
    copy.selection = this.selection
    copy.rosterVersion = this.rosterVersion
    copy.nodes = new Map(this.nodes)
    copy.lines = [...this.lines]
    copy.linesDropped = this.linesDropped
    copy.rosterTexts = this.rosterTexts
    return copy
  }

  /** Takes another state's roster under a version of its own. */
  restoreRoster(from: SceneState, version: number): void {
    this.nodes = new Map(from.nodes)
    this.rosterVersion = version
    this.rosterTexts = null
  }

  /** Moves the log's lines in time. */
  moveLines(shift: (time: number) => number): void {
    this.lines = this.lines.map((line) => ({ ...line, time: shift(line.time) }))
  }

  private applyRoster(roster: Roster): void {
    if (roster.base === null && roster.part === 0) this.nodes.clear()
    for (const id of roster.removed) this.nodes.delete(id)
    for (const node of roster.nodes) this.nodes.set(node.id, node)
    this.rosterVersion = roster.version
    this.rosterTexts = null
  }

  private addLines(log: Log): void {
    this.lines = [...this.lines, ...log.lines].slice(-linesKept)
    this.linesDropped = log.dropped
  }
}
