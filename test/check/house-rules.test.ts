// The house rules catch what they should: files without a head, names that mean nothing, lock files that drift.
import { describe, expect, it } from 'vitest'
import { hasHead, isMeaningless } from './house-rules.mjs'
import { lockProblems } from './lock-file.mjs'

describe('The head of a file', () => {
  it.each([
    ['a.ts', '// Says what this file is for, and what not.\nexport {}'],
    ['a.css', '/* The look of the page: sizes, greys, spaces. */'],
    ['a.mjs', '#!/usr/bin/env node\n// The program that starts everything.'],
    ['a.py', '"""Reads the scene and tells nobody yet."""\n'],
    ['a.py', '# SPDX-License-Identifier: MIT\n"""Reads the scene and tells nobody yet."""\n'],
    ['a.test.ts', '// @vitest-environment happy-dom\n// The page shows what the store holds.'],
  ])('is found in %s: %s', (file, text) => expect(hasHead(file, text)).toBe(true))

  it.each([
    ['a.ts', "import { x } from 'y'\n// Says what this file is for."],
    ['a.ts', '// eslint'],
    ['a.py', 'import os\n"""Reads the scene."""'],
    ['a.py', '# SPDX-License-Identifier: MIT\nimport os'],
    ['a.py', '""""""'],
    ['a.css', ':root { color: grey }'],
    ['a.ts', ''],
  ])('is missed in %s: %s', (file, text) => expect(hasHead(file, text)).toBe(false))
})

describe('A name', () => {
  it.each(['hub/utils', 'hub/string-helpers.ts', 'model/types.ts', 'bridge/x/session_manager.py', 'cli/common/a.ts'])(
    '%s means nothing',
    (path) => expect(isMeaningless(path) || path.split('/').some(isMeaningless)).toBe(true),
  )
  it.each(['hub/serve', 'model/median.ts', 'hub/carrier/envelope.ts', 'bridge/x/database.py'])(
    '%s means something',
    (path) => expect(path.split('/').some(isMeaningless)).toBe(false),
  )
})

describe('The lock file', () => {
  const lock = (entry: object) => ({ packages: { '': {}, 'node_modules/ws': entry } })
  const good = { version: '8.1.0', integrity: 'sha512-x' }
  const asks = { dependencies: { ws: '8.1.0' } }

  it('holds exact versions with hashes and no address', () => expect(lockProblems(asks, lock(good))).toEqual([]))
  it.each([
    [{ dependencies: { ws: '^8.1.0' } }, good, 'pin one exact version'],
    [asks, { ...good, version: '8.2.0' }, 'run npm install'],
    [asks, { version: '8.1.0' }, 'has no hash'],
    [asks, { ...good, resolved: 'https://packages.example/ws.tgz' }, 'names a registry'],
  ])('is refused: %j with %j', (asked, entry, problem) =>
    expect(lockProblems(asked, lock(entry)).join('\n')).toContain(problem),
  )
})
