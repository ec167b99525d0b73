// What Maya's declarations lack may be excepted, by its words and with its page; an exception nobody needs any more fails.
import { describe, expect, it } from 'vitest'
import { judgeTypes, readFound } from './maya-declarations.mjs'

const found = {
  file: 'bridge/rigscope_bridge/hosts/maya.py',
  line: 12,
  message: 'Unexpected keyword argument "samplign" for "profiler"',
  code: 'call-arg',
  severity: 'error',
}
const exception = {
  set: 'maya-stubs',
  message: found.message,
  address: 'https://help.autodesk.com/page',
  because: 'the set was made from another version',
}

describe('types of the files that reach Maya', () => {
  it('tells what is wrong with its place', () => {
    expect(judgeTypes([found], 'maya-stubs', [])).toEqual([
      'bridge/rigscope_bridge/hosts/maya.py:12: Unexpected keyword argument "samplign" for "profiler" [call-arg]',
    ])
  })

  it('excepts what is listed for the set, and for that set alone', () => {
    expect(judgeTypes([found], 'maya-stubs', [exception])).toEqual([])
    expect(judgeTypes([found], 'types-maya-strict', [exception])).toHaveLength(1)
  })

  it('fails for an exception that nothing needs any more', () => {
    expect(judgeTypes([], 'maya-stubs', [exception])).toEqual([
      `test/check/maya-exceptions.json excepts for maya-stubs what is not found any more: ${found.message}`,
    ])
  })

  it('fails for an exception without a page or a reason', () => {
    for (const change of [{ address: 'a page somewhere' }, { because: ' ' }])
      expect(judgeTypes([found], 'maya-stubs', [{ ...exception, ...change }])).toEqual([
        `test/check/maya-exceptions.json gives no page and reason for: ${found.message}`,
      ])
  })

  it('takes hints for no errors', () => {
    expect(judgeTypes([{ ...found, severity: 'note' }], 'maya-stubs', [])).toEqual([])
  })

  it('knows when mypy said something else than findings', () => {
    expect(readFound(`${JSON.stringify(found)}\n`)).toEqual([found])
    expect(readFound('mypy: no such option')).toBeNull()
  })
})
