// One table of commands: no key means two things, and keys stay out of the way of typing.
import { beforeEach, expect, test, vi } from 'vitest'
import { hostSelected, pickInPanel, toggleLock, useSelection } from '../../renderer/store/selection'
import { useView } from '../../renderer/store/view'
import { commandFor, commands, keyParts, listenForKeys } from '../../renderer/view/commands'
import type { Panel } from '../../renderer/view/panel-context'

const actions = { selectInHost: vi.fn(), frameInHost: vi.fn(), retry: vi.fn(), forget: vi.fn() }
const panel = { actions } as unknown as Panel

beforeEach(() => {
  document.body.innerHTML = '<input id="node-filter"><button id="b">b</button>'
  useView.setState({ paused: false, overlay: { kind: 'none' } })
})

test('No key means two commands, and every command has its own id', () => {
  const keys = commands.flatMap((command) => command.keys)
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
})
test('Space pauses the view, but not from a button', () => {
  const stop = listenForKeys(panel)
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
  expect(useView.getState().paused).toBe(true)
  document.getElementById('b')?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
  expect(useView.getState().paused).toBe(true)
  stop()
})
test('Letters typed into a field stay letters', () => {
  const stop = listenForKeys(panel)
  document.getElementById('node-filter')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true }))
  expect(actions.frameInHost).not.toHaveBeenCalled()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true }))
  expect(actions.frameInHost).toHaveBeenCalledOnce()
  stop()
})
test('The undo of listening ends it', () => {
  listenForKeys(panel)()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))
  expect(useView.getState().overlay.kind).toBe('none')
})
test('A chord is found with its modifiers only', () => {
  expect(commandFor(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))?.id).toBe('palette')
  expect(commandFor(new KeyboardEvent('keydown', { key: 'k' }))).toBeNull()
})
test('Keys are written as people read them', () => {
  expect([keyParts(' '), keyParts('Alt+ArrowUp')]).toEqual([['Space'], ['Alt', '↑']])
})

test('The host’s selection is looked at until nodes are picked in the panel, and again once it changes', () => {
  hostSelected([1], 1, 1)
  pickInPanel([5], 5)
  expect(useSelection.getState().lookedAt).toMatchObject({ from: 'panel', nodes: [5] })
  hostSelected([2], 2, 1)
  expect(useSelection.getState().lookedAt).toMatchObject({ from: 'host', nodes: [2] })
})
test('A lock holds what is looked at, and unlocking follows the host again', () => {
  hostSelected([1], 1, 1)
  toggleLock()
  hostSelected([2], 2, 1)
  expect(useSelection.getState().lookedAt.nodes).toEqual([1])
  toggleLock()
  expect(useSelection.getState().lookedAt.nodes).toEqual([2])
})
