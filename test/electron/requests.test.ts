// What each platform's way of opening something asks the application to show.
import { posix, win32 } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readArguments, readFile, readHandedOver, readLink } from '../../electron/requests'

const session = { kind: 'session', session: '0b1c2d3e-walk' }

describe('A rigscope:// link', () => {
  test.each([
    'rigscope://session/0b1c2d3e-walk',
    'rigscope://session/0b1c2d3e-walk/',
    'RIGSCOPE://SESSION/0b1c2d3e-walk',
  ])('%s shows the session', (link) => expect(readLink(link)).toEqual(session))

  test.each([
    'rigscope://session/',
    'rigscope://session/short',
    'rigscope://session/../../etc/passwd',
    'rigscope://session/0b1c2d3e-walk?run=1',
    'rigscope://session/0b1c2d3e-walk#x',
    'rigscope://file/tmp/a.rigscope',
    'rigscope://session/0b1c2d3e%2dwalk',
    'https://session/0b1c2d3e-walk',
    ` rigscope://session/${'x'.repeat(65)}`,
    '',
  ])('%j asks for nothing', (link) => expect(readLink(link)).toBeNull())
})

describe('A file', () => {
  test.each([
    ['Windows', win32, 'C:\\shows\\a walk.rigscope', 'D:\\', 'C:\\shows\\a walk.rigscope'],
    ['Windows, beside where it was called', win32, 'walk.RIGSCOPE', 'D:\\shows', 'D:\\shows\\walk.RIGSCOPE'],
    ['Windows, on a share', win32, '\\\\server\\shows\\walk.rigscope', 'D:\\', '\\\\server\\shows\\walk.rigscope'],
    ['macOS', posix, '/Users/a/Gänge.rigscope', '/', '/Users/a/Gänge.rigscope'],
    ['Linux', posix, '../walk.rigscope', '/shows/one', '/shows/walk.rigscope'],
    ['Linux desktops', posix, 'file:///shows/a%20walk.rigscope', '/', '/shows/a walk.rigscope'],
  ])('on %s is opened', (_platform, paths, text, folder, path) =>
    expect(readFile(text, folder, paths)).toEqual({ kind: 'file', path }),
  )

  test.each(['walk.ma', 'walk.rigscope.exe', 'file://other-machine/walk.rigscope', '', 'rigscope'])(
    '%j is left alone',
    (text) => expect(readFile(text, '/', posix)).toBeNull(),
  )
})

describe('A command line', () => {
  test.each([
    ['Windows, with what Chromium puts in', win32, ['--allow-file-access', 'C:\\a.rigscope'], 'C:\\a.rigscope'],
    ['macOS', posix, ['/a.rigscope'], '/a.rigscope'],
    ['Linux', posix, ['--no-sandbox', 'file:///a.rigscope'], '/a.rigscope'],
  ])('on %s opens the file in it', (_platform, paths, args, path) =>
    expect(readArguments(args, paths === win32 ? 'C:\\' : '/', paths)).toEqual([{ kind: 'file', path }]),
  )

  test.each([
    [['--session', '0b1c2d3e-walk']],
    [['--session=0b1c2d3e-walk']],
    [['open', '--session', '0b1c2d3e-walk']],
    [['rigscope://session/0b1c2d3e-walk']],
  ])('%j shows the session', (args) => expect(readArguments(args, '/')).toEqual([session]))

  test('opens several and stops somewhere', () => {
    const args = Array.from({ length: 50 }, (_, i) => `/${i}.rigscope`)
    expect(readArguments(args, '/', posix)).toHaveLength(20)
    expect(readArguments(['--session', '--x', '--session'], '/')).toEqual([])
  })
})

test('what another start hands over is checked like any command line', () => {
  const args = ['--session', '0b1c2d3e-walk', 7, { kind: 'file', path: '/etc/passwd' }]
  expect(readHandedOver({ args, folder: '/' })).toEqual([session])
  for (const bad of [null, undefined, 'x', {}, { args: 'x', folder: '/' }, { args: [], folder: 1 }])
    expect(readHandedOver(bad)).toEqual([])
})
