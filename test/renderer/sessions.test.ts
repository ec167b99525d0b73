// Which session the panel looks at as hosts come, end and come again.
import { beforeEach, expect, test } from 'vitest'
import type { SessionState, SessionSummary } from '../../hub/sessions/api'
import { chooseSession, listSessions, useSessions } from '../../renderer/store/sessions'

const one = (session: string, state: SessionState, host = 'blender', origin: 'live' | 'recording' = 'live') =>
  ({
    session,
    host: { kind: host, name: host, version: '1' },
    pid: 1,
    scene: null,
    rigs: [],
    origin: origin === 'live' ? { kind: 'live' } : { kind: 'recording', name: 'r', recordedAt: null, how: 'h' },
    state,
    window: null,
    lastMessageMs: null,
  }) satisfies SessionSummary
const live: SessionState = { kind: 'live' }
const crashed: SessionState = { kind: 'crashed', atMs: 1 }
const chosen = () => useSessions.getState().chosen

beforeEach(() => useSessions.setState({ list: null, chosen: null }))

test('a live session is looked at before a recording', () => {
  listSessions([one('r', live, 'blender', 'recording'), one('a', live)])
  expect(chosen()).toBe('a')
})

test('a host that is started again after it ended is followed', () => {
  listSessions([one('a', live)])
  listSessions([one('a', crashed)])
  expect(chosen()).toBe('a')
  listSessions([one('b', { kind: 'connecting', attempt: 1 }), one('a', crashed)])
  expect(chosen()).toBe('b')
})

test('another host, or one that was there before, is not jumped to', () => {
  listSessions([one('a', live), one('b', live)])
  listSessions([one('a', crashed), one('b', live)])
  expect(chosen()).toBe('a')
  listSessions([one('m', live, 'maya'), one('a', crashed), one('b', live)])
  expect(chosen()).toBe('a')
})

test('an ended session that somebody chose to read stays', () => {
  listSessions([one('a', crashed), one('b', live)])
  chooseSession('a')
  listSessions([one('a', crashed), one('b', live)])
  expect(chosen()).toBe('a')
})
