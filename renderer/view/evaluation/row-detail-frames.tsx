// The capture's frames, where no row is chosen: whole frames and their evaluation as lines, the mean, and what it was taken of.
import { useMemo } from 'react'
import type { Capture } from '../../../model/capture/capture'
import type { NodeTable } from '../../../model/capture/table/columns'
import { counted, reading } from '../../../model/live/digits'
import { spreadOf } from './capture-table-noise'
import { Facts } from './row-detail-fact-list'
import { frameName, type Fact } from './row-detail-facts'
import { Sparkline } from './sparkline'

export function RowDetailFrames({ table: { capture } }: { readonly table: NodeTable }) {
  const { frames } = capture
  const series = useMemo(() => {
    const lines = [
      { name: 'frame', seconds: frames.wall, colour: '--series-frame' },
      { name: 'evaluation', seconds: frames.evaluation, colour: '--series-evaluation' },
    ]
    return lines.filter(({ seconds }) => seconds.some((one) => !Number.isNaN(one)))
  }, [frames])
  return (
    <>
      <header className="box-head">
        <h2>Frames</h2>
        <p>{meansOf(frames.wall) ?? ''}</p>
      </header>
      <div className="row-body">
        {series.length > 0 ? (
          <>
            <Sparkline series={series} label="Seconds of each frame" frameName={(place) => frameName(capture, place)} />
            <ul className="legend" aria-label="Lines">
              {series.map(({ name }) => (
                <li key={name} className={`key-${name}`}>
                  {name}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="quiet">The source does not tell how long whole frames took.</p>
        )}
        <Facts facts={conditionFacts(capture)} />
        <p className="quiet">Choose a row to see its frames, its neighbours and why it evaluated.</p>
      </div>
    </>
  )
}

function meansOf(seconds: Float64Array): string | null {
  const mean = seconds.reduce((sum, one) => sum + one, 0) / seconds.length
  return Number.isNaN(mean) ? null : `${reading(mean, spreadOf(seconds).ofMean)} ms on average`
}

const motions = {
  observed: 'the host played by itself',
  driven: 'Rigscope stepped through them',
  reevaluated: 'nothing is animated: one frame evaluated again and again',
} as const

function conditionFacts({ conditions, frames, source }: Capture): Fact[] {
  const { host, hostVersion, machine, hardwareClass, evaluationMode, scene, rigs, frameRange, motion } = conditions
  const fact = (name: string, text: string | null): Fact => ({
    name,
    text: text ?? 'not known',
    isUnknown: text === null,
  })
  const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ') || null
  return [
    fact('Host', joined([[host, hostVersion].filter((part) => part !== null).join(' ') || null])),
    fact('Scene', scene),
    fact(
      'Rigs',
      joined(rigs.map(({ name, asset, version }) => `${asset ?? name}${version === null ? '' : ` ${version}`}`)),
    ),
    fact(
      'Frames',
      `${counted(frames.count)}${frameRange === null ? '' : `, from ${frameRange.start} to ${frameRange.end}`}`,
    ),
    fact('Came about', motion === null ? null : motions[motion]),
    fact('Evaluation', evaluationMode),
    fact('Machine', joined([machine, hardwareClass])),
    ...(source.kind === 'file' ? [fact('Opened from', `${source.fileName} (${source.format})`)] : []),
  ]
}
