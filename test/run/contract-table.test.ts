// The table of the host contract has a row for each case of the contract and a column for each host, run or not.
import { describe, expect, it } from 'vitest'
import { contractTable } from './contract-table.mjs'

const test = (place: string, name: string, inner = '') =>
  `<testcase classname="test.bridge.${place}" name="${name}" time="0.1">${inner}</testcase>`

const pytest = [
  test('contract.test_fake_host', 'test_the_fake_host[memory_is_told]'),
  test('contract.test_fake_host', 'test_the_fake_host[frames_are_told]'),
  test('contract.test_maya_host', 'test_maya_on_the_double[memory_is_told]'),
  test('contract.test_maya_host', 'test_maya_on_the_double[frames_are_told]', '<failure message="no">no</failure>'),
  test('blender.test_host_in_blender', 'test_headless[memory_is_told]'),
  test('blender.test_host_in_blender', 'test_headless[only_blender_has_this]'),
  test('blender.test_host_in_blender', 'test_in_a_window[memory_is_told]', '<skipped message="no Xvfb" />'),
  test('test_wire', 'test_messages[memory_is_told]'),
].join('')
const module = test('blender_module.test_host_in_module', 'test_in_blender_4_2[memory_is_told]')

describe('The table of the host contract', () => {
  it('tells of each case in which host it passed, failed, was skipped or did not run', () => {
    expect(contractTable([pytest, module])).toEqual([
      'the host contract | fake | Blender headless | Blender window | Blender 4.2 module | Maya double',
      'memory is told    | yes  | yes              | skipped        | yes                | yes',
      'frames are told   | yes  | -                | -              | -                  | FAILED',
    ])
  })

  it('is not there where the contract did not run', () => {
    expect(contractTable([])).toEqual([])
    expect(contractTable([module])).toEqual([])
  })
})
