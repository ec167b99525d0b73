// The command palette: every command of the table, found by typing.
import { Command } from 'cmdk'
import { openOverlay } from '../store/view'
import { commandsNow, keyParts, type Command as PanelCommand } from './commands'
import { Modal } from './modal'
import { usePanel } from './panel-context'

export const Keys = ({ of }: { of: string }) => (
  <span className="keys">
    {keyParts(of).map((part) => (
      <kbd key={part}>{part}</kbd>
    ))}
  </span>
)

const groups: readonly PanelCommand['group'][] = ['View', 'Capture', 'Selection', 'Session', 'Panel']

export function Palette() {
  const panel = usePanel()
  const all = commandsNow().filter((command) => command.id !== 'palette')
  const run = (command: PanelCommand) => {
    openOverlay('none')
    // After the dialog gave the focus back, so that a command may move it.
    requestAnimationFrame(() => command.run(panel))
  }
  return (
    <Modal label="Commands" className="palette">
      <Command label="Commands" loop>
        <Command.Input placeholder="Type a command or a session" />
        <Command.List>
          <Command.Empty>No command has these words.</Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={group}>
              {all
                .filter((command) => command.group === group)
                .map((command) => (
                  <Command.Item key={command.id} value={`${command.title} ${command.id}`} onSelect={() => run(command)}>
                    <span>{command.title}</span>
                    {command.keys[0] !== undefined && <Keys of={command.keys[0]} />}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Modal>
  )
}
