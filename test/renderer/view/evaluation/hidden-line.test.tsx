// The limit below which nodes are hidden: typed, undone, and always told.
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useEvaluation } from '../../../../renderer/store/evaluation'
import { HiddenLine } from '../../../../renderer/view/evaluation/hidden-line'

const some = { nodes: 3, unlisted: 0, self: 0.002 }
const field = () => screen.getByRole<HTMLInputElement>('spinbutton')
const limit = () => useEvaluation.getState().hideBelowMs

beforeEach(() => useEvaluation.setState({ hideBelowMs: 0.01 }))
afterEach(cleanup)

test('A limit counts while it is typed, and an empty field is none', () => {
  render(<HiddenLine hidden={some} />)
  fireEvent.change(field(), { target: { value: '0.5' } })
  expect([limit(), field().value]).toEqual([0.5, '0.5'])
  fireEvent.change(field(), { target: { value: '' } })
  expect([limit(), field().value]).toEqual([0, ''])
})
test('“Show them” shows all, and the field says so', () => {
  render(<HiddenLine hidden={some} />)
  fireEvent.click(screen.getByRole('button', { name: 'Show them' }))
  expect([limit(), field().value]).toEqual([0, '0'])
})
test('Less than nothing is no limit', () => {
  render(<HiddenLine hidden={some} />)
  fireEvent.change(field(), { target: { value: '-1' } })
  expect([limit(), field().value]).toEqual([0.01, '0.01'])
})
