// Cost by rig and by kind of node, from the newest sampled frame: processor time, with its source and age, and what is
// not known said as such. Kept beside the wall-clock bar and never stacked into it.
import { metrics } from '../../../bridge/protocol/metrics'
import type { Rig } from '../../../bridge/protocol/messages'
import { ageText, counted, plain, reading } from '../../../model/live/digits'
import type { GroupCost } from '../../../model/live/sampled-cost'
import { sampleFlags } from '../../../bridge/protocol/columns'
import { useLive } from '../../store/live'
import { CapturedRigCosts, isToldOnlyByCaptures } from './captured-costs'
import { CostRow } from './cost-row'
import { MetricTitle } from './metric-card'

const mostRows = 8

/** Why there is no sample, in words; null where there is one that can be read. */
function useWhyNone(): string | null {
  const feed = useLive((live) => live.feed)
  const held = useLive((live) => live.held)
  useLive((live) => live.revision)
  if (feed === null) return 'No session.'
  if (held === null) {
    if (feed.hello !== null && !feed.hello.capabilities.includes('samples'))
      return `${feed.hello.host.name} cannot tell here what single nodes cost.`
    if (feed.overload !== null && feed.overload.level >= 2)
      return 'The bridge has stopped sampling to stay within its own cost.'
    return 'Waiting for the first sampled frame: one a second while something is evaluated.'
  }
  if (held.cost === null)
    return `The newest sample names nodes of roster ${held.samples.rosterVersion}, which is not here yet. It is held back until it is.`
  return null
}

/** From samples where the host has them, else from its latest capture. */
export function RigCosts() {
  const feed = useLive((live) => live.feed)
  const isOnlyCaptured = useLive(() => isToldOnlyByCaptures(feed?.hello ?? null))
  return isOnlyCaptured ? <CapturedRigCosts /> : <SampledRigCosts />
}

function SampledRigCosts() {
  const held = useLive((live) => live.held)
  const noise = useLive((live) => live.noise)
  const age = useLive((live) => live.sampleAge)
  const feed = useLive((live) => live.feed)
  useLive((live) => live.revision)
  const why = useWhyNone()
  const rigs = feed?.scene?.rigs ?? []
  const cost = held?.cost ?? null
  const named = (group: GroupCost): { name: string; note: string } => {
    if (group.key < 0) return { name: 'Not in a rig', note: `${counted(group.nodes)} nodes` }
    return rigWords(
      rigs.find((one) => one.id === group.key),
      group.key,
    )
  }
  return (
    <section className="box" aria-label="Cost by rig">
      <header className="box-head">
        <h2>
          <MetricTitle metric={metrics.rig} />
        </h2>
        {held !== null && cost !== null && (
          <p className={age > 5 ? 'is-stale' : ''}>
            sampled {ageText(age)} ago
            {(held.samples.flags & sampleFlags.processorTime) !== 0 && ', processor time, rigs overlap'}
          </p>
        )}
      </header>
      {why !== null || held === null || cost === null ? (
        <p className="nothing">{why}</p>
      ) : (
        <>
          <ul className="cost-rows">
            {cost.byRig.slice(0, mostRows).map((group) => (
              <CostRow
                key={group.key}
                {...named(group)}
                self={group.self}
                noise={noise?.ofRig(group) ?? NaN}
                of={cost.total}
                most={cost.byRig[0]?.self ?? 0}
              />
            ))}
          </ul>
          {rigs.length === 0 && (
            <p className="note">
              The scene has no rig that Rigscope knows: name one by the resolver’s settings, or add an armature.
            </p>
          )}
          {cost.byRig.length > mostRows && (
            <p className="note">{counted(cost.byRig.length - mostRows)} cheaper rigs are not listed.</p>
          )}
          <p className="note">
            {Number.isFinite(held.samples.frame) && `Frame ${plain(held.samples.frame, 0)}: `}
            {reading(cost.total, noise?.ofTotal)} ms over all threads
            {Number.isFinite(held.samples.wall) && `, ${reading(held.samples.wall, noise?.ofWall)} ms on the clock`}.
            {held.truncated && ` Beyond the ${counted(cost.nodes)} costliest nodes: unknown.`}
          </p>
        </>
      )}
    </section>
  )
}

/** A rig by its asset and version, or by its name where those are not known. */
export function rigWords(rig: Rig | undefined, id: number): { name: string; note: string } {
  if (rig === undefined) return { name: `Rig ${id}`, note: '' }
  return { name: rig.asset ?? rig.name, note: rig.version ?? (rig.asset === null ? '' : 'no version') }
}

export function KindCosts() {
  const held = useLive((live) => live.held)
  const feed = useLive((live) => live.feed)
  const noise = useLive((live) => live.noise)
  const cost = held?.cost ?? null
  if (cost === null || feed === null || cost.byKind.length === 0) return null
  return (
    <section className="box" aria-label="Cost by kind of node">
      <header className="box-head">
        <h2>Cost by kind of node</h2>
        <p>processor time</p>
      </header>
      <ul className="cost-rows">
        {cost.byKind.slice(0, mostRows).map((group) => (
          <CostRow
            key={group.key}
            name={group.key < 0 ? 'unknown kind' : (feed.roster.kinds[group.key] ?? 'unknown kind')}
            note={`${counted(group.nodes)}`}
            self={group.self}
            noise={noise?.ofKind(group) ?? NaN}
            of={cost.total}
            most={cost.byKind[0]?.self ?? 0}
          />
        ))}
      </ul>
    </section>
  )
}
