// The reports of the test tools are counted right, and a suite that broke never counts as passed.
import { describe, expect, it } from 'vitest'
import { brokenSuite, readJunit, readPlaywright, readVitest } from './suite-result.mjs'

describe('Reading a report', () => {
  it('counts vitest’s cases, and a file that did not load as a failure', () => {
    const result = readVitest(
      {
        testResults: [
          {
            name: '/repo/test/a.test.ts',
            status: 'failed',
            message: '',
            assertionResults: [
              { status: 'passed', fullName: 'adds' },
              { status: 'failed', fullName: 'subtracts', failureMessages: ['expected 1 to be 2'] },
              { status: 'pending', fullName: 'divides' },
            ],
          },
          { name: '/repo/test/b.test.ts', status: 'failed', message: 'cannot find module', assertionResults: [] },
        ],
      },
      '/repo/',
    )
    expect(result).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: [
        { name: 'subtracts', text: 'expected 1 to be 2' },
        { name: 'test/b.test.ts', text: 'cannot find module' },
      ],
      skips: ['divides'],
    })
  })

  it('counts pytest’s cases, with reasons and text unescaped', () => {
    const xml = `<testsuites><testsuite name="pytest" tests="4"><testcase classname="test.bridge.a" name="test_one" time="0.1" />
      <testcase classname="test.bridge.a" name="test_two"><failure message="assert 1 == 2">assert 1 == 2 &lt;here&gt;&#10;line</failure></testcase>
      <testcase classname="test.bridge.a" name="test_three"><skipped type="pytest.skip" message="no Blender" /></testcase>
      <testcase classname="test.bridge.a" name="test_four"><error message="fixture broke"/></testcase></testsuite></testsuites>`
    expect(readJunit(xml)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: [
        { name: 'test.bridge.a: test_two', text: 'assert 1 == 2 <here>\nline' },
        { name: 'test.bridge.a: test_four', text: 'fixture broke' },
      ],
      skips: ['test.bridge.a: test_three (no Blender)'],
    })
  })

  it('counts Playwright’s tests; what passes only sometimes has failed', () => {
    const spec = (title: string, status: string, message?: string) => ({
      title,
      tests: [
        {
          status,
          results: [{ errors: message === undefined ? [] : [{ message }] }],
          annotations: status === 'skipped' ? [{ type: 'skip', description: 'no Xvfb' }] : [],
        },
      ],
    })
    const result = readPlaywright({
      suites: [
        {
          title: 'live.e2e.ts',
          specs: [spec('shows', 'expected'), spec('breaks', 'unexpected', '\u001b[31mred\u001b[39m')],
          suites: [{ title: 'inner', specs: [spec('wavers', 'flaky', 'late'), spec('waits', 'skipped')] }],
        },
      ],
    })
    expect(result).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: [
        { name: 'live.e2e.ts > breaks', text: 'red' },
        { name: 'live.e2e.ts > inner > wavers (not the same each time)', text: 'late' },
      ],
      skips: ['live.e2e.ts > inner > waits (no Xvfb)'],
    })
  })

  it('keeps the end of what a broken suite said', () => {
    expect(brokenSuite('pytest', 3, 'INTERNALERROR')).toMatchObject({
      failed: 1,
      failures: [{ name: 'pytest', text: 'pytest ended with code 3:\nINTERNALERROR' }],
    })
  })
})
