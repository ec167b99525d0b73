// The words of every state: each says what happened, and what can be done where something can.
import { expect, test } from 'vitest'
import type { SessionState, SessionSummary } from '../../hub/sessions/api'
import { linkStanding, noSession, sessionStanding } from '../../renderer/view/standing'

const summary = (state: SessionState): SessionSummary => ({
  session: 's',
  host: { kind: 'blender', name: 'Blender', version: '3.4.1' },
  pid: 77,
  scene: null,
  rigs: [],
  origin: { kind: 'live' },
  state,
  window: null,
  lastMessageMs: null,
})
const at = 1_000_000
const words = (state: SessionState) => sessionStanding(summary(state), null, at)

test('A busy host is busy with something, for a time, by somebody’s code', () => {
  const busy = words({
    kind: 'busy',
    what: 'opening walk.blend',
    owner: 'shot_loader',
    certain: true,
    sinceMs: at - 40_000,
  })
  expect(busy.title).toBe('Blender is busy: opening walk.blend')
  expect(busy.sentence).toBe('For 40 s so far. Code of shot_loader is running. Figures go on when it is done.')
})
test('What was read from the stack says so', () => {
  const busy = words({ kind: 'busy', what: 'running native code', owner: null, certain: false, sinceMs: at })
  expect(busy.sentence).toContain('read from its Python stack')
})
test('Busy, not responding, reconnecting, crashed, closed and refused are told apart by title and word', () => {
  const all = [
    words({ kind: 'busy', what: 'x', owner: null, certain: true, sinceMs: at }),
    words({ kind: 'notResponding', sinceMs: at }),
    words({ kind: 'reconnecting', sinceMs: at, attempt: 2, why: 'the socket closed' }),
    words({ kind: 'crashed', atMs: at }),
    words({ kind: 'closed', atMs: at, reason: 'Blender was quit' }),
    words({ kind: 'refused', sentence: 'Update the bridge.' }),
    words({ kind: 'connecting', attempt: 1 }),
  ]
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
  expect(new Set(all.map(({ word }) => word)).size).toBe(all.length)
  for (const { sentence } of all) expect(sentence).toMatch(/[.!?]$/)
})
test('A live session without data says what it waits for', () => {
  expect(words({ kind: 'live' }).title).toBe('Loading the scene')
})
test('No session, no hub and no sign-in each say what to type', () => {
  for (const standing of [
    noSession,
    linkStanding({ kind: 'unreachable', sinceMs: 0 }, 5000),
    linkStanding({ kind: 'signedOut', why: 'codeRefused' }, 0),
    linkStanding({ kind: 'signedOut', why: 'noCode' }, 0),
  ])
    expect(standing?.steps.some(({ code }) => code !== undefined)).toBe(true)
})
test('A hub that is heard has nothing to say, nor has one without a heartbeat', () => {
  expect(linkStanding({ kind: 'open', heardMs: 10_000 }, 12_900)).toBeNull()
  expect(linkStanding({ kind: 'open', heardMs: Infinity }, 1e9)).toBeNull()
})
test('A connected hub that falls silent says so, and that what is shown is old', () => {
  const silent = linkStanding({ kind: 'open', heardMs: 10_000 }, 27_000)
  expect(silent).toMatchObject({ kind: 'hubSilent', old: true, tone: 'trouble' })
  expect(silent?.sentence).toContain('The Rigscope hub on this machine has not answered for 17 s')
})
