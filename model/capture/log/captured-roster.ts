// The nodes that the log of a capture lists, put together from its parts. Which of them the capture shows is
// assemble-capture.ts's.
import type { Node, Roster } from '../../../bridge/protocol/messages'

export class CapturedRoster {
  private readonly nodes = new Map<number, Node>()
  private version: number | null = null
  /** The part that has to come next, of the version that is being told; null between versions. */
  private awaited: { readonly version: number; readonly part: number } | null = null

  get isPending(): boolean {
    return this.awaited !== null
  }

  all(): Iterable<Node> {
    return this.nodes.values()
  }

  get(id: number): Node | undefined {
    return this.nodes.get(id)
  }

  /** What is wrong with a part, or null. */
  take({ version, base, part, parts, nodes, removed }: Roster): string | null {
    const { awaited } = this
    if (awaited !== null ? awaited.version !== version || awaited.part !== part : part !== 0)
      return 'the parts of a list of nodes are out of order'
    if (part >= parts) return 'a list of nodes has more parts than it says'
    if (part === 0) {
      if (base !== null && base !== this.version) return 'a list of nodes changes one that is not there'
      if (base === null) this.nodes.clear()
    }
    for (const id of removed) this.nodes.delete(id)
    for (const node of nodes) this.nodes.set(node.id, node)
    this.awaited = part === parts - 1 ? null : { version, part: part + 1 }
    if (this.awaited === null) this.version = version
    return null
  }
}
