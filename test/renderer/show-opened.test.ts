// What was opened from outside is shown: sessions at once, files once a hub is there to read them.
import { beforeEach, expect, test, vi } from 'vitest'
import { showOpened } from '../../renderer/show-opened'
import { ofNoCaptures, useCaptures } from '../../renderer/store/captures'
import { useSessions } from '../../renderer/store/sessions'
import { useView } from '../../renderer/store/view'
import { shellActions } from '../../renderer/shell-actions'
import { scriptedShell } from './scripted-shell'

beforeEach(() => {
  useCaptures.setState(ofNoCaptures, true)
  useView.setState({ section: 'live', said: null })
})
const file = (name: string) => ({ kind: 'file' as const, name, read: () => Promise.resolve(new File(['x'], name)) })

test('A session is chosen at once', () => {
  const shell = scriptedShell()
  const { stop } = showOpened(shell, () => undefined)
  shell.tellOpened({ kind: 'session', session: 'walk-0001' })
  expect(useSessions.getState().chosen).toBe('walk-0001')
  stop()
  shell.tellOpened({ kind: 'session', session: 'walk-0002' })
  expect(useSessions.getState().chosen).toBe('walk-0001')
})

test('Files wait for the hub, are opened in the captures’ section, and later ones at once', async () => {
  const shell = scriptedShell()
  const opened: string[] = []
  const { canOpen } = showOpened(shell, ({ name }) => opened.push(name))
  shell.tellOpened(file('one.rigscope'))
  shell.tellOpened(file('two.rigscope'))
  await Promise.resolve()
  expect([opened, useView.getState().section]).toEqual([[], 'evaluation'])
  canOpen()
  canOpen()
  await vi.waitFor(() => expect(opened).toEqual(['one.rigscope', 'two.rigscope']))
  shell.tellOpened(file('three.rigscope'))
  await vi.waitFor(() => expect(opened).toHaveLength(3))
})

test('A file that is gone is said by its name', async () => {
  const shell = scriptedShell()
  showOpened(shell, () => undefined).canOpen()
  shell.tellOpened({ ...file('gone.rigscope'), read: () => Promise.resolve(null) })
  await vi.waitFor(() => expect(useCaptures.getState().word?.sentence).toMatch(/^gone\.rigscope cannot be read/))
})

test('The panel’s picture is saved, or why there is none is said', async () => {
  const shell = scriptedShell()
  const { savePicture } = shellActions(shell)
  savePicture()
  await vi.waitFor(() => expect(useView.getState().said).toMatchObject({ tone: 'refused' }))
  shell.pictured = new Blob(['png'])
  savePicture()
  await vi.waitFor(() => expect(useView.getState().said).toEqual({ tone: 'done', sentence: 'Saved as rigscope.png.' }))
  expect(shell.asked).toEqual(['save rigscope.png 3'])
})

test('A wish of the hub brings the panel to the front, and shows the session where it names one', () => {
  const shell = scriptedShell()
  const { wish } = showOpened(shell, () => undefined)
  useSessions.setState({ chosen: 'walk-0001' })
  wish({ session: null })
  expect([useSessions.getState().chosen, shell.asked]).toEqual(['walk-0001', ['raise']])
  wish({ session: 'walk-0002' })
  expect([useSessions.getState().chosen, shell.asked]).toEqual(['walk-0002', ['raise', 'raise']])
})
