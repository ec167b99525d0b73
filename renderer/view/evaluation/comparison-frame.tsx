// What the whole frame and its evaluation did between the two sides, above the nodes: the wall clock has the last word.
import type { Comparison } from '../../../model/capture/compare/compare'
import { changeCells } from './comparison-cells'
import { VerdictMark } from './comparison-verdict'

const rows = ['Whole frame', 'Evaluation'] as const

export function ComparisonFrame({ comparison: { frame } }: { readonly comparison: Comparison }) {
  const known = rows.map((title, row) => ({ title, row })).filter(({ row }) => !Number.isNaN(frame.delta[row]))
  if (known.length === 0) return <p className="note">Neither side knows how long whole frames took.</p>
  return (
    <table className="compared-frame">
      <thead>
        <tr>
          <th scope="col">
            <span className="for-readers">Part</span>
          </th>
          <th scope="col">A ms</th>
          <th scope="col">B ms</th>
          <th scope="col" title="B without A, with half the width of its 95 % interval">
            Change ms
          </th>
          <th scope="col">%</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ title, row }) => {
          const cells = changeCells(frame, row)
          return (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>{cells.a}</td>
              <td>{cells.b}</td>
              <td>
                {cells.delta} <span className="quiet">{cells.apart}</span>
              </td>
              <td>{cells.share}</td>
              <td>
                <VerdictMark verdict={cells.verdict} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
