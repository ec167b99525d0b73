// Which capture tells what the rigs of the open scene cost.
import { expect, test } from 'vitest'
import type { CaptureSummary } from '../../../hub/captures/api'
import { latestOfRigs } from '../../../renderer/store/captures'
import { summaryFor } from '../scripted-captures'

const ready = summaryFor('after3')
const session = ready.session ?? ''
const scene = ready.content?.conditions.scene ?? null
const made = (capture: string, change: Partial<CaptureSummary> = {}): CaptureSummary => ({
  ...ready,
  capture,
  ...change,
})

test('The newest ready capture of the session’s open scene tells what its rigs cost', () => {
  const list = [
    made('taking', { state: { kind: 'warmingUp' }, content: null }),
    made('elsewhere', { session: 'another' }),
    made('file', { session: null }),
    made('newest'),
    made('older'),
  ]
  expect(latestOfRigs(list, session, scene)?.capture).toBe('newest')
})

test('A capture of another scene, or one without rigs, tells nothing', () => {
  const { content } = ready
  const unknown = made('unknown', { content: content === null ? null : { ...content, rigCosts: null } })
  expect(latestOfRigs([unknown], session, scene)).toBeNull()
  expect(latestOfRigs([ready], session, 'another.ma')).toBeNull()
  expect(latestOfRigs(null, session, scene)).toBeNull()
})
