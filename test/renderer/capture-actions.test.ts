// What people do with captures reaches the hub, and what came of it is said.
import { beforeEach, expect, test, vi } from 'vitest'
import type { HubClient, Outcome } from '../../hub/api'
import { captureActions, planOf } from '../../renderer/capture-actions'
import { CapturesFeed } from '../../renderer/feed/captures-feed'
import { compareHere } from '../../renderer/feed/compare-aside'
import { ofNoCaptures, useCaptures } from '../../renderer/store/captures'
import { useSessions } from '../../renderer/store/sessions'
import { scriptedShell } from './scripted-shell'
import { allSummaries, scriptedDoor, scriptedCapture, shoot, summaryFor } from './scripted-captures'

const asked: string[] = []
let answer: Outcome<unknown> = { ok: true, value: null }
const hub = {
  ask: (name: string, args: unknown) => {
    asked.push(`${name} ${JSON.stringify(args)}`)
    return Promise.resolve(answer)
  },
} as unknown as HubClient
const feed = new CapturesFeed(scriptedDoor, compareHere)
let client: HubClient | null = hub
const shell = scriptedShell()
const actions = captureActions(() => client, scriptedDoor, feed, shell)
const word = () => useCaptures.getState().word

beforeEach(() => {
  asked.length = 0
  answer = { ok: true, value: null }
  client = hub
  useCaptures.setState({ ...ofNoCaptures, list: allSummaries() }, true)
  useSessions.setState({ chosen: 'one' })
})

test('A capture that was started is shown instead of a comparison, so that its progress is seen', async () => {
  useCaptures.setState({ compare: { a: ['before1'], b: ['after2'] }, compared: { kind: 'comparing' } })
  answer = { ok: true, value: { capture: 'after1' } }
  actions.start({ frames: 60, seconds: null, passes: 2 })
  await vi.waitFor(() => expect(useCaptures.getState().shown).toBe('after1'))
  expect(useCaptures.getState().compare).toBeNull()
  expect(asked).toEqual(['captures.start {"session":"one","frames":60,"seconds":null,"passes":2}'])
})

test('Without a session or a hub the sentence says what is missing', () => {
  useSessions.setState({ chosen: null })
  actions.start({ frames: 60, seconds: null, passes: 1 })
  expect(word()).toMatchObject({ tone: 'refused', sentence: expect.stringContaining('No session runs') as string })
  client = null
  actions.rename('after1', 'New')
  expect(word()?.sentence).toMatch(/hub is not connected/)
})

test('What the hub refuses is said in its own sentence', async () => {
  answer = { ok: false, error: { kind: 'refusedByHost', sentence: 'Blender is rendering.' } }
  actions.start({ frames: 60, seconds: null, passes: 1 })
  await vi.waitFor(() =>
    expect(word()).toEqual({ tone: 'refused', sentence: 'Blender is rendering.', undo: null, reveal: null }),
  )
})

test('A capture that was removed can be had back by the word that says so', async () => {
  actions.remove('before1')
  await vi.waitFor(() =>
    expect(word()).toMatchObject({ tone: 'done', sentence: '“Hero v024” was removed.', undo: 'before1' }),
  )
  actions.restore('before1')
  await vi.waitFor(() => expect(word()?.sentence).toBe('The capture is back.'))
  expect(asked).toEqual(['captures.remove {"capture":"before1"}', 'captures.restore {"capture":"before1"}'])
})

test('A capture that never was ready is removed without an undo', async () => {
  useCaptures.setState({ list: [summaryFor('before1', { kind: 'failed', sentence: 'Blender was closed.' })] })
  actions.remove('before1')
  await vi.waitFor(() => expect(word()?.undo).toBeNull())
})

test('A file that was sent is shown, one that is refused says why', async () => {
  actions.open(new File(['{}'], 'trace.json'))
  await vi.waitFor(() => expect(useCaptures.getState().shown).toBe('blender'))
  expect(useCaptures.getState().opening).toBeNull()
  actions.open(new File(['hello'], 'notes.txt'))
  await vi.waitFor(() => expect(word()?.sentence).toMatch(/^notes\.txt is no recording/))
})

test('A file that is picked is opened; when none is, nothing happens', async () => {
  actions.pick()
  await Promise.resolve()
  expect(useCaptures.getState().opening).toBeNull()
  shell.picked = new File(['{}'], 'trace.json')
  actions.pick()
  await vi.waitFor(() => expect(useCaptures.getState().shown).toBe('blender'))
})

test('What was saved is said, with a way to it where there is one; what was not, why; a cancelled save says nothing', async () => {
  const reveal = () => undefined
  for (const [outcome, expected] of [
    [null, { tone: 'done', sentence: 'Saved as before1.chrome.json.', undo: null, reveal: null }],
    [
      { kind: 'saved', name: 'mine.json', reveal },
      { tone: 'done', sentence: 'Saved as mine.json.', undo: null, reveal },
    ],
    [
      { kind: 'failed', sentence: 'The disk is full.' },
      { tone: 'refused', sentence: 'The disk is full.', undo: null, reveal: null },
    ],
    [{ kind: 'cancelled' }, null],
  ] as const) {
    shell.outcome = outcome
    actions.exportAs('before1', 'chrome')
    expect(word()?.sentence).toBe('Writing the file…')
    await vi.waitFor(() => expect(word()).toEqual(expected))
  }
  shell.outcome = null
  actions.save('table.csv', new Blob(['a']))
  await vi.waitFor(() => expect(word()?.sentence).toBe('Saved as table.csv.'))
  expect(shell.asked.at(-1)).toBe('save table.csv 1')
})

test('Capturing again takes as many frames as often, and remembers what it is compared with', async () => {
  const capture = scriptedCapture('before1')
  useCaptures.setState({ shown: 'before1', loaded: { kind: 'ready', id: 'before1', capture } })
  answer = { ok: true, value: { capture: 'after1' } }
  actions.captureAgain()
  await vi.waitFor(() => expect(useCaptures.getState().again).toEqual({ before: ['before1'], after: 'after1' }))
  expect(asked).toEqual(['captures.start {"session":"one","frames":60,"seconds":null,"passes":1}'])
})

test('The plan of a capture is that of one pass and how often it was repeated', () => {
  expect(planOf(shoot({ title: 'Three times', seed: 1, frames: 20, passes: 3 }))).toEqual({
    ...{ frames: 20, seconds: null, passes: 3 },
  })
})
