// The terminal says each session's state in words, once for each change.
import { describe, expect, it } from 'vitest'
import { sessionLine, stateChanges } from '../../cli/session-line'
import type { SessionState, SessionSummary } from '../../hub/sessions/api'

const summary = (state: SessionState, more: Partial<SessionSummary> = {}): SessionSummary => ({
  session: 'session-1',
  host: { kind: 'blender', name: 'Blender', version: '3.4.1' },
  pid: 1,
  scene: 'walk.blend',
  rigs: [],
  origin: { kind: 'live' },
  state,
  window: null,
  lastMessageMs: null,
  ...more,
})

describe('The line of a session', () => {
  it.each<[SessionState, string]>([
    [{ kind: 'connecting', attempt: 1 }, 'is being connected to.'],
    [{ kind: 'connecting', attempt: 3 }, 'is being connected to, try 3.'],
    [{ kind: 'live' }, 'is connected.'],
    [
      { kind: 'busy', what: 'opening walk.blend', owner: 'studio.io', certain: true, sinceMs: 0 },
      'is busy opening walk.blend (studio.io).',
    ],
    [{ kind: 'notResponding', sinceMs: 0 }, 'is not responding; its process runs.'],
    [
      { kind: 'reconnecting', sinceMs: 0, attempt: 1, why: 'The socket closed.' },
      'lost its connection (The socket closed); trying again.',
    ],
    [{ kind: 'crashed', atMs: 0 }, 'has crashed: the process of Blender is gone without a goodbye.'],
    [{ kind: 'closed', atMs: 0, reason: 'Blender was closed.' }, 'has ended: Blender was closed.'],
    [{ kind: 'refused', sentence: 'Update the panel.' }, 'cannot be used: Update the panel.'],
  ])('says %j in words', (state, words) => {
    expect(sessionLine(summary(state))).toBe(`Blender 3.4.1, walk.blend, ${words}`)
  })

  it('never passes a recording off as live', () => {
    const origin = { kind: 'recording', name: 'Rigify human', recordedAt: null, how: 'Recorded.' } as const
    expect(sessionLine(summary({ kind: 'live' }, { origin }))).toBe('Recording “Rigify human” is connected.')
  })

  it('comes once for each change', () => {
    const changes = stateChanges()
    const live = summary({ kind: 'live' })
    const busy = summary({ kind: 'busy', what: 'saving', owner: null, certain: true, sinceMs: 1 })
    const stillBusy = summary({ kind: 'busy', what: 'saving', owner: null, certain: true, sinceMs: 2 })
    expect(changes([live])).toHaveLength(1)
    expect(changes([live])).toEqual([])
    expect(changes([busy])).toEqual([sessionLine(busy)])
    expect(changes([stillBusy])).toEqual([])
    expect(changes([live, summary({ kind: 'live' }, { session: 'session-2' })])).toHaveLength(2)
    expect(changes([])).toEqual([])
    expect(changes([live])).toHaveLength(1)
  })
})
