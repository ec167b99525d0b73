// The noise of everything that sampled frames tell: rigs, kinds, single nodes, the selection and the whole. What they cost is
// sampled-cost.ts's.
import type { Samples } from '../../bridge/protocol/columns'
import { ReadingNoise } from './reading-noise'
import type { GroupCost, SampledCost, SelectionCost } from './sampled-cost'

const total = 0
const wall = 1
const chosen = 0

/** Told by each sampled frame in turn; seconds. */
export class CostNoise {
  private readonly rigs = new ReadingNoise()
  private readonly kinds = new ReadingNoise()
  private readonly selves = new ReadingNoise()
  private readonly inclusives = new ReadingNoise()
  private readonly whole = new ReadingNoise()
  private readonly selection = new ReadingNoise()
  private taken: object | null = null
  private selectionTaken: object | null = null
  private chosenNodes: readonly number[] = []

  /** Takes a sampled frame, once. */
  take(samples: Pick<Samples, 'rows' | 'id' | 'self' | 'inclusive' | 'wall'>, cost: SampledCost) {
    if (this.taken === samples) return
    this.taken = samples
    for (const { key, self } of cost.byRig) this.rigs.take(key, self)
    for (const { key, self } of cost.byKind) this.kinds.take(key, self)
    for (let row = 0; row < samples.rows; row++) {
      const id = samples.id[row] as number
      this.selves.take(id, samples.self[row] as number)
      this.inclusives.take(id, samples.inclusive[row] as number)
    }
    this.whole.take(total, cost.total)
    this.whole.take(wall, samples.wall)
  }

  /** Takes what the chosen nodes cost in a sampled frame, once; other nodes begin anew. */
  takeSelection(samples: object, nodes: readonly number[], cost: SelectionCost) {
    if (nodes !== this.chosenNodes) this.selection.clear()
    else if (this.selectionTaken === samples) return
    this.chosenNodes = nodes
    this.selectionTaken = samples
    if (cost.sampled > 0) this.selection.take(chosen, cost.self)
  }

  ofRig = ({ key }: GroupCost) => this.rigs.of(key)
  ofKind = ({ key }: GroupCost) => this.kinds.of(key)
  ofSelf = (node: number) => this.selves.of(node)
  ofInclusive = (node: number) => this.inclusives.of(node)
  get ofTotal() {
    return this.whole.of(total)
  }
  get ofWall() {
    return this.whole.of(wall)
  }
  get ofSelection() {
    return this.selection.of(chosen)
  }
}
