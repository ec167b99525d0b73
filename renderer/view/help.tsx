// The keyboard at a glance, read from the table of commands, and what the panel's marks mean.
import { openOverlay } from '../store/view'
import { commands } from './commands'
import { Modal } from './modal'
import { Keys } from './palette'

export function Help() {
  return (
    <Modal label="Keyboard" className="help">
      <header>
        <h2>Keyboard</h2>
        <button type="button" onClick={() => openOverlay('none')}>
          Close
        </button>
      </header>
      <ul className="help-keys">
        {commands
          .filter((command) => command.keys.length > 0)
          .map((command) => (
            <li key={command.id}>
              <span>{command.title}</span>
              <span>
                {command.keys.map((key) => (
                  <Keys key={key} of={key} />
                ))}
              </span>
            </li>
          ))}
      </ul>
      <h2>Marks</h2>
      <ul className="help-marks">
        <li>
          <span className="metric-kind metric-leaf" /> leaf: a number that people feel
        </li>
        <li>
          <span className="metric-kind metric-intermediate" /> intermediate: needs context, not a verdict; click a title
          for its card
        </li>
      </ul>
    </Modal>
  )
}
