// What the filter offers while a field's name is typed.
import { expect, test } from 'vitest'
import { offeredFor, withField } from '../../../../renderer/view/evaluation/filter-box'

test('The fields that go on from the last word are offered', () => {
  expect(offeredFor('-rig:hero se')).toEqual(['self'])
  expect(offeredFor('C')).toEqual(['component', 'count', 'cycle'])
})
test('After a sign, within quotation marks and for other words nothing is offered', () => {
  expect([offeredFor('self>'), offeredFor('"left a'), offeredFor('skinCluster2')]).toEqual([[], [], []])
})
test('Taking a field puts its sign behind it, so that a value can follow', () => {
  expect(withField('arm se', 'self')).toBe('arm self>')
  expect(withField('-ty', 'type')).toBe('-type:')
  expect(withField('', 'gpu')).toBe('gpu:')
})
