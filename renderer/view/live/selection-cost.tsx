// What the selected nodes cost in the newest sampled frame, beside the rig that they belong to. Nodes that the host does not time
// apart are said to be part of their rig's cost, never free.
import { counted } from '../../../model/live/digits'
import { useLive } from '../../store/live'
import { useSelection } from '../../store/selection'
import { CostRow } from './cost-row'
import { rigWords } from './sampled-costs'

export function SelectionCost() {
  const lookedAt = useSelection((selecting) => selecting.lookedAt)
  const held = useLive((live) => live.held)
  const noise = useLive((live) => live.noise)
  const selected = useLive((live) => live.selected)
  const feed = useLive((live) => live.feed)
  const cost = held?.cost ?? null
  if (feed === null || cost === null || lookedAt.nodes.length === 0) return null
  const slot = feed.roster.slotOf(lookedAt.active ?? lookedAt.nodes[0] ?? -1)
  const rigId = slot < 0 ? -1 : (feed.roster.rig[slot] as number)
  const rig = rigId < 0 ? null : (cost.byRig.find((group) => group.key === rigId) ?? null)
  const words = rigWords(
    feed.scene?.rigs.find((one) => one.id === rigId),
    rigId,
  )
  const of = Math.max(cost.byRig[0]?.self ?? 0, selected?.self ?? 0)
  return (
    <section className="box" aria-label="Cost of the selection">
      <header className="box-head">
        <h2>Selection</h2>
        <p>
          {counted(selected?.sampled ?? 0)} of {counted(lookedAt.nodes.length)} sampled
        </p>
      </header>
      <ul className="cost-rows">
        {selected !== null && selected.sampled > 0 ? (
          <CostRow
            name="Selected nodes"
            note=""
            self={selected.self}
            noise={noise?.ofSelection ?? NaN}
            of={cost.total}
            most={of}
          />
        ) : (
          <li className="nothing">
            The host does not time {lookedAt.nodes.length === 1 ? 'this node' : 'these nodes'} apart: the cost is part
            of the rig’s.
          </li>
        )}
        {rig !== null && (
          <CostRow
            name={words.name}
            note={`${words.note} (its rig)`.trim()}
            self={rig.self}
            noise={noise?.ofRig(rig) ?? NaN}
            of={cost.total}
            most={of}
          />
        )}
      </ul>
    </section>
  )
}
