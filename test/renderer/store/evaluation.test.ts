// How the Evaluation section is set.
import { beforeEach, expect, test } from 'vitest'
import {
  filterCapture,
  goToLine,
  openGroup,
  planCapture,
  planOf,
  planWords,
  readCapture,
  useEvaluation,
} from '../../../renderer/store/evaluation'

const set = useEvaluation.getInitialState()
beforeEach(() => useEvaluation.setState(set))

test('What is being typed and not understood yet leaves the rows as the text before it set them', () => {
  filterCapture('type:joint')
  const { terms } = useEvaluation.getState()
  filterCapture('type:joint self>')
  expect(useEvaluation.getState()).toMatchObject({ terms, misread: { at: 11, length: 5 } })
  filterCapture('')
  expect(useEvaluation.getState()).toMatchObject({ terms: [], misread: null })
})
test('Rows of one capture mean nothing in another', () => {
  readCapture('one')
  goToLine({ kind: 'node', node: 3 })
  openGroup('g1', true)
  readCapture('one')
  expect(useEvaluation.getState().active).toEqual({ kind: 'node', node: 3 })
  readCapture('two')
  expect(useEvaluation.getState()).toMatchObject({ active: null, opened: new Set() })
})
test('Seconds and frames are each kept while the other is asked for', () => {
  planCapture({ frames: 120, passes: 3 })
  planCapture({ unit: 'seconds' })
  expect(planOf(useEvaluation.getState().plan)).toEqual({ frames: null, seconds: 5, passes: 3 })
  planCapture({ unit: 'frames' })
  expect(planOf(useEvaluation.getState().plan)).toEqual({ frames: 120, seconds: null, passes: 3 })
})
test('A plan reads as people say it', () => {
  const plan = { unit: 'frames', frames: 1, seconds: 5, passes: 1 } as const
  expect([planWords(plan), planWords({ ...plan, unit: 'seconds', passes: 3 })]).toEqual([
    '1 frame',
    '5 seconds, 3 times',
  ])
})
test('What people would set again is kept in the browser, what they only looked at is not', () => {
  planCapture({ frames: 200 })
  filterCapture('arm')
  const kept = JSON.parse(localStorage.getItem('rigscope.evaluation') ?? '{}') as { state: unknown }
  expect(kept.state).toEqual({ plan: { ...set.plan, frames: 200 }, grouping: 'none', hideBelowMs: 0.01 })
})
