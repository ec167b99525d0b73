// One row of a list of costs: name, bar, time and share, the numbers with the digits that their noise supports.
import { percent, reading } from '../../../model/live/digits'

export function CostRow({
  name,
  note,
  self,
  noise,
  of,
  most,
}: {
  name: string
  note: string
  self: number
  noise: number
  of: number
  most: number
}) {
  return (
    <li className="cost-row">
      <span className="cost-name" title={note === '' ? name : `${name} ${note}`}>
        {name}
        {note !== '' && <span className="quiet"> {note}</span>}
      </span>
      <span className="cost-bar" aria-hidden="true">
        <span style={{ width: `${most > 0 ? ((100 * self) / most).toFixed(1) : 0}%` }} />
      </span>
      <span className="cost-value">{reading(self, noise)} ms</span>
      <span className="cost-share quiet">{percent(self / of, noise / of)}</span>
    </li>
  )
}
