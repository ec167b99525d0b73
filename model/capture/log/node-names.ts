// Finds the node of a roster that a host calls by its name, by its whole path or, where several have one name, by as much of their paths
// as tells them apart. What fits more than one node names none.
import type { Node } from '../../../bridge/protocol/messages'

export class NodeNames {
  private readonly byPath = new Map<string, Node>()
  private readonly byName = new Map<string, Node[]>()

  constructor(nodes: Iterable<Node>) {
    for (const node of nodes) {
      this.byPath.set(node.path, node)
      const same = this.byName.get(node.name)
      if (same === undefined) this.byName.set(node.name, [node])
      else same.push(node)
    }
  }

  find(called: string): Node | undefined {
    const exact = this.byPath.get(called)
    if (exact !== undefined) return exact
    const same = this.byName.get(called.slice(called.lastIndexOf('|') + 1))
    if (same === undefined) return undefined
    const fitting = called.includes('|') ? same.filter(({ path }) => path.endsWith(`|${called}`)) : same
    return fitting.length === 1 ? fitting[0] : undefined
  }
}
