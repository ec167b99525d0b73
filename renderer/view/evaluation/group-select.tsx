// By what the capture's table is grouped.
import { groupCapture, useEvaluation, type Grouping } from '../../store/evaluation'

const choices: readonly { readonly id: Grouping; readonly title: string }[] = [
  { id: 'none', title: 'Single nodes' },
  { id: 'type', title: 'By type' },
  { id: 'rig', title: 'By rig' },
  { id: 'namespace', title: 'By namespace' },
  { id: 'component', title: 'By component' },
]

export function GroupSelect() {
  const grouping = useEvaluation((evaluation) => evaluation.grouping)
  return (
    <select
      aria-label="Group the nodes"
      value={grouping}
      onChange={(event) => {
        const choice = choices.find(({ id }) => id === event.target.value)
        if (choice !== undefined) groupCapture(choice.id)
      }}
    >
      {choices.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  )
}
