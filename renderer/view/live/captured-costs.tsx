// Cost by rig of a host that tells it only in captures: from the latest one of the open scene, with its age. Thread time, so it is kept
// beside the wall-clock bar and never stacked into it.
import { metrics } from '../../../bridge/protocol/metrics'
import type { Hello, Rig } from '../../../bridge/protocol/messages'
import type { CaptureSummary } from '../../../hub/captures/api'
import { ageText, counted, plain, reading } from '../../../model/live/digits'
import { latestOfRigs, useCaptures } from '../../store/captures'
import { useLive } from '../../store/live'
import { showSection } from '../../store/view'
import { useNow } from '../use-now'
import { CostRow } from './cost-row'
import { MetricTitle } from './metric-card'

const mostRows = 8
/** Seconds after which a rig may well have become another. */
const oldAge = 600

export const isToldOnlyByCaptures = (hello: Hello | null): boolean =>
  hello !== null && !hello.capabilities.includes('samples') && hello.capabilities.includes('capture')

export function CapturedRigCosts() {
  const feed = useLive((live) => live.feed)
  useLive((live) => live.revision)
  const list = useCaptures((captures) => captures.list)
  const { wallMs } = useNow()
  const { hello, scene } = feed ?? { hello: null, scene: null }
  const latest = hello === null ? null : latestOfRigs(list, hello.session, scene?.name ?? null)
  const wasCaptured =
    list?.some(({ session, state: { kind } }) => session === hello?.session && kind === 'ready') ?? false
  const age = latest === null ? NaN : wallMs / 1000 - (latest.madeAt ?? latest.addedAt)
  return (
    <section className="box" aria-label="Cost by rig">
      <header className="box-head">
        <h2>
          <MetricTitle metric={metrics.rig} />
        </h2>
        {latest !== null && <p className={age > oldAge ? 'is-stale' : ''}>captured {ageText(age)} ago, thread time</p>}
      </header>
      {latest === null ? (
        <p className="nothing">
          {wasCaptured
            ? 'No rig of this scene was evaluated in a capture yet.'
            : `${hello?.host.name ?? 'This host'} tells what its rigs cost only in a capture.`}{' '}
          <button type="button" className="as-link" onClick={() => showSection('evaluation')}>
            Take {wasCaptured ? 'another' : 'one'} in Evaluation
          </button>
        </p>
      ) : (
        <Rows latest={latest} rigs={scene?.rigs ?? []} />
      )}
    </section>
  )
}

function Rows({ latest, rigs }: { latest: CaptureSummary; rigs: readonly Rig[] }) {
  const costs = latest.content?.rigCosts ?? []
  const total = costs.reduce((sum, { self }) => sum + self, 0)
  const words = (name: string | null, nodes: number) => {
    if (name === null) return { name: 'Not in a rig', note: `${counted(nodes)} nodes` }
    // Two copies of one rig have one asset and are told apart by their names.
    const rig = rigs.find((one) => one.name === name)
    return { name, note: rig?.version ?? '' }
  }
  return (
    <>
      <ul className="cost-rows">
        {costs.slice(0, mostRows).map(({ rig, self, noise, nodes }) => (
          <CostRow
            key={rig ?? ''}
            {...words(rig, nodes)}
            self={self}
            noise={noise ?? NaN}
            of={total}
            most={costs[0]?.self ?? 0}
          />
        ))}
      </ul>
      {costs.length > mostRows && (
        <p className="note">{counted(costs.length - mostRows)} cheaper rigs are not listed.</p>
      )}
      <p className="note">
        Mean of {counted(latest.content?.frames ?? 0)} captured frames: {reading(total)} ms over all threads
        {latest.content?.meanFrame != null && `, ${plain(latest.content.meanFrame * 1000, 1)} ms on the clock`}. Where
        rigs are evaluated side by side they add up to more than the frame.
      </p>
    </>
  )
}
