// The capture bar's words: how far a capture has come, how long it still takes, and why none can be taken.
import { expect, test } from 'vitest'
import type { CaptureState, CaptureSummary } from '../../../../hub/captures/api'
import type { SessionState, SessionSummary } from '../../../../hub/sessions/api'
import { progressOf, whyNoCapture } from '../../../../renderer/view/evaluation/capture-bar-words'

const taking = (state: CaptureState): CaptureSummary => ({
  capture: 'c',
  title: 'c',
  addedAt: 100,
  madeAt: null,
  session: 's',
  state,
  isPinned: false,
  content: null,
})
const live: SessionSummary = {
  session: 's',
  host: { kind: 'blender', name: 'Blender', version: '3.4.1' },
  pid: 1,
  scene: null,
  rigs: [],
  origin: { kind: 'live' },
  state: { kind: 'live' },
  window: null,
  lastMessageMs: 0,
}
const can = ['capture']

test('Frames that are left are told in the time that those before took', () => {
  const state: CaptureState = { kind: 'recording', unit: 'frames', done: 20, wanted: 60 }
  expect(progressOf(taking(state), 110)).toEqual({
    word: 'Recording',
    detail: '20 of 60 frames, about 20 s left',
    part: 20 / 60,
  })
})
test('Seconds that are left are known', () => {
  const state: CaptureState = { kind: 'recording', unit: 'seconds', done: 2.5, wanted: 5 }
  expect(progressOf(taking(state), 500)?.detail).toBe('2.5 of 5 seconds, about 3 s left')
})
test('The first frames tell nothing of the time left: most of it was the warm-up’s', () => {
  const state: CaptureState = { kind: 'recording', unit: 'frames', done: 1, wanted: 60 }
  expect(progressOf(taking(state), 110)?.detail).toBe('1 of 60 frames')
})
test('What has ended is not under way', () => {
  for (const kind of ['ready', 'cancelled'] as const) expect(progressOf(taking({ kind }), 110)).toBeNull()
})

test('A live session whose bridge can capture may be captured', () => {
  expect(whyNoCapture('open', live, can)).toBeNull()
})
test('Without hub, session, life or ability it says which and what to do', () => {
  const crashed: SessionState = { kind: 'crashed', atMs: 0 }
  const recording: SessionSummary['origin'] = { kind: 'recording', name: 'walk', recordedAt: null, how: '' }
  expect([
    whyNoCapture('unreachable', live, can),
    whyNoCapture('open', null, null),
    whyNoCapture('open', { ...live, state: crashed }, can),
    whyNoCapture('open', { ...live, origin: recording }, can),
    whyNoCapture('open', live, null),
    whyNoCapture('open', live, ['samples']),
  ]).toMatchInlineSnapshot(`
    [
      "The hub is not connected: recording works again once it is.",
      "No session runs. Start Blender or Maya with Rigscope, or open a file.",
      "Blender cannot record just now: it has crashed.",
      "A recorded session cannot be captured: choose a live one above.",
      "Waiting for Blender to tell what it can do.",
      "The bridge in Blender 3.4.1 cannot record captures: update Rigscope there.",
    ]
  `)
})
